// Renderer. The help files: every topic is there, in every language that has begun, complete, and its links lead somewhere.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import contents from '../../assets/help/contents.json'
import { helpTopics } from '../../shared/help-topics.ts'
import { groupIds } from './contents.ts'
import { parseTopic } from './parse-topic.ts'

const root = join(import.meta.dirname, '..', '..', 'assets', 'help')
const languages = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the contents', () => {
  it('list each topic exactly once, in groups that have a name', () => {
    expect(contents.flatMap(({ topics }) => topics).toSorted()).toEqual(helpTopics.toSorted())
    expect(contents.map(({ id }) => id)).toEqual(groupIds)
  })
})

describe.each(languages)('the topics in %s', (language) => {
  it('are the topics that the program knows', () => {
    expect(readdirSync(join(root, language)).toSorted()).toEqual(
      helpTopics.map((id) => `${id}.md`).toSorted(),
    )
  })

  it.each(helpTopics)('%s is complete and its links lead to topics', (id) => {
    const file = join(root, language, `${id}.md`)
    expect(existsSync(file)).toBe(true)
    const topic = parseTopic(file, readFileSync(file, 'utf8'))
    expect(topic, 'title, keywords, summary and a text').toBeDefined()
    const links = [...(topic?.markdown ?? '').matchAll(/\]\(([^)]*)\)/gu)].map(([, address]) => address)
    for (const address of links) expect(helpTopics.map((known) => `topic:${known}`)).toContain(address)
    // Raw HTML would be shown as text.
    expect(topic?.markdown).not.toMatch(/<[a-z/!]/iu)
  })
})

describe('reading a help file', () => {
  const file = (head: string, body = 'Text.') => `---\n${head}\n---\n\n${body}\n`
  const whole = 'title: A: title\nkeywords: one, two words ,\nsummary: "In short."'

  it('takes title, keywords and summary from its head, also with Windows’ line ends', () => {
    const topic = {
      id: 'chat',
      title: 'A: title',
      keywords: ['one', 'two words'],
      summary: 'In short.',
      markdown: 'Text.',
    }
    expect(parseTopic('x/chat.md', file(whole))).toEqual(topic)
    expect(parseTopic('x/chat.md', `\uFEFF${file(whole).replaceAll('\n', '\r\n')}`)).toEqual(topic)
  })

  it.each([
    ['another name', 'x/unknown.md', file(whole)],
    ['no head', 'x/chat.md', 'Text.'],
    ['no title', 'x/chat.md', file(whole.replace('title', 'titel'))],
    ['an empty summary', 'x/chat.md', file(whole.replace('"In short."', ''))],
    ['no text', 'x/chat.md', file(whole, ' ')],
  ])('takes no file with %s', (_, path, text) => {
    expect(parseTopic(path, text)).toBeUndefined()
  })
})
