// Renderer. One language's help: English where a translation is missing, and the Index.

import { describe, expect, it } from 'vitest'
import { byLetter, filtered } from './keywords.ts'
import { openLibrary } from './library.ts'
import { plainText } from './plain-text.ts'

const file = (title: string, keywords: string) =>
  `---\ntitle: ${title}\nkeywords: ${keywords}\nsummary: S.\n---\n${title} text.`

const english = {
  'en/chat.md': file('Chat', 'talk, write'),
  'en/voice.md': file('Voice', 'talk, sound, 3389'),
}
const french = { 'fr/chat.md': file('Conversation', 'écrire, zèle, eau, Écran, parler') }

describe('a library', () => {
  it('shows a topic in English until it is translated, in the order of the contents', () => {
    const library = openLibrary('fr', french, english)
    expect(library.topics.map(({ title }) => title)).toEqual(['Conversation', 'Voice'])
    expect(library.search('sound')[0]?.topic.id).toBe('voice')
  })

  it('sorts keywords as the language does, and leads each to all its topics', () => {
    const keywords = openLibrary('fr', french, english).keywords()
    expect(keywords.map(({ keyword }) => keyword)).toEqual([
      '3389',
      'eau',
      'Écran',
      'écrire',
      'parler',
      'sound',
      'talk',
      'zèle',
    ])
    expect(byLetter(keywords).map(({ letter }) => letter)).toEqual(['#', 'E', 'P', 'S', 'T', 'Z'])
    const both = openLibrary('en', {}, english).keywords()
    expect(both.find(({ keyword }) => keyword === 'talk')?.topics.map(({ id }) => id)).toEqual([
      'chat',
      'voice',
    ])
  })

  it('lists a topic once under a keyword that it writes in two ways', () => {
    const twice = openLibrary('en', {}, { 'en/chat.md': file('Chat', 'talk, Talk') }).keywords()
    expect(twice.map(({ keyword, topics }) => [keyword, topics.length])).toEqual([['talk', 1]])
  })

  it('narrows the Index to words that begin with what was typed, without regard to accents', () => {
    const keywords = openLibrary('fr', french, english).keywords()
    const names = (typed: string) => filtered(keywords, typed).map(({ keyword }) => keyword)
    expect(names('ecr')).toEqual(['Écran', 'écrire'])
    expect(names(' ')).toHaveLength(keywords.length)
    expect(names('crire')).toEqual([])
  })
})

describe('the plain text of a topic', () => {
  it('has the words without their Markdown, and shows where a heading ends', () => {
    const markdown =
      '## Head\n\n- one **bold**, and [a link](topic:chat).\n- two\n- three\n\nEnd with `code`\n\n1. last'
    expect(plainText(markdown)).toBe('Head · one bold, and a link. two · three · End with code · last')
  })

  it('needs no mark behind a sentence, a question or a quotation', () => {
    expect(plainText('## Why?\n\nIt is “so.”\n\nTo do:\n\n1. this\n2. that')).toBe(
      'Why? It is “so.” To do: this · that',
    )
    expect(plainText('')).toBe('')
  })
})
