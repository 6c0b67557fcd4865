// Renderer. From a help file to a topic: front matter between two lines of ---, then Markdown. Pure.

import { isHelpTopic, type HelpTopic } from '../../shared/help-topics.ts'

export type Topic = {
  readonly id: HelpTopic
  readonly title: string
  readonly keywords: readonly string[]
  /** One sentence. */
  readonly summary: string
  readonly markdown: string
}

const FILE = /^---\r?\n([^]*?)\r?\n---\r?\n([^]*)$/u

/** `path` ends in the topic's id. Undefined for a file that is none of our topics, or lacks a field. */
export function parseTopic(path: string, text: string): Topic | undefined {
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/u, '')
  const [, head, body] = FILE.exec(text.replace(/^\uFEFF/u, '')) ?? []
  if (head === undefined || body === undefined || !isHelpTopic(id)) return undefined
  const fields = new Map(head.split(/\r?\n/u).map(field))
  const [title, keywords, summary] = ['title', 'keywords', 'summary'].map((name) => fields.get(name) ?? '')
  if (!title || !keywords || !summary || body.trim() === '') return undefined
  const words = keywords.split(',').map((word) => word.trim())
  return { id, title, keywords: words.filter((word) => word !== ''), summary, markdown: body.trim() }
}

/** `name: value`; a value may be in quotation marks, as YAML allows. */
function field(line: string): readonly [string, string] {
  const at = line.indexOf(':')
  const value = line.slice(at + 1).trim()
  return [line.slice(0, Math.max(0, at)).trim(), /^(["']).*\1$/u.test(value) ? value.slice(1, -1) : value]
}
