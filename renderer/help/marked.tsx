// Renderer. A text in which the words that were looked for are marked.

import { partsOf, type Found, type Part } from './marks.ts'

export const Marked = ({ text, found }: { readonly text: string; readonly found: Found | null }) =>
  found === null ? text : <Parts parts={partsOf(text, found)} />

export const Parts = ({ parts }: { readonly parts: readonly Part[] }) =>
  parts.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))
