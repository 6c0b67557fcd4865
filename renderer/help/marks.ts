// Renderer. Which words of a text were looked for, and the piece of a text that shows them. Pure.

import { formsOf } from './words.ts'

/** What a search has found, as it stands in the index, with its language. */
export type Found = { readonly terms: ReadonlySet<string>; readonly language: string }

export type Part = { readonly text: string; readonly hit: boolean }

/** The text in pieces, those that were looked for marked; together they are the text. */
export function partsOf(text: string, found: Found): readonly Part[] {
  const parts: Part[] = []
  let rest = 0
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!formsOf(match[0], found.language).some((form) => found.terms.has(form))) continue
    if (match.index > rest) parts.push({ text: text.slice(rest, match.index), hit: false })
    rest = match.index + match[0].length
    parts.push({ text: match[0], hit: true })
  }
  if (rest < text.length) parts.push({ text: text.slice(rest), hit: false })
  return parts
}

const BEFORE = 60
const LENGTH = 170

/** About two lines around the first hit, cut between words; the beginning when there is none. */
export function snippetOf(text: string, found: Found): readonly Part[] {
  const parts = partsOf(text, found)
  const first = parts.findIndex(({ hit }) => hit)
  const hitAt = parts.slice(0, Math.max(0, first)).reduce((length, part) => length + part.text.length, 0)
  const from = hitAt <= BEFORE ? 0 : text.indexOf(' ', hitAt - BEFORE) + 1
  const end = from + LENGTH >= text.length ? text.length : text.lastIndexOf(' ', from + LENGTH)
  // A mark between two blocks has nothing to part at the edge of a piece.
  const piece = text.slice(from, Math.max(end, from + 1)).replace(/^· | ·$/gu, '')
  return partsOf(`${from > 0 ? '… ' : ''}${piece}${end < text.length ? ' …' : ''}`, found)
}
