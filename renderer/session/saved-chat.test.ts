import { beforeAll, describe, expect, it } from 'vitest'
import i18next from 'i18next'
import { startText } from '../text/i18n.ts'
import { cutTo } from '../text/names.ts'
import { savedChat } from './saved-chat.ts'

beforeAll(() => startText({ language: 'en', locale: 'en-US', scheme: 'blue' }))

describe('the chat as a text file', () => {
  it('[SES-2] has names, times and notes in the words of the window', () => {
    const lines = savedChat(
      {
        side: 'novice',
        other: 'Bob',
        lines: [
          { at: 0, kind: 'note', note: { kind: 'connected' } },
          { at: 1000, kind: 'theirs', text: 'Hello' },
          { at: 2000, kind: 'mine', text: 'Hi' },
        ],
      },
      i18next.t,
    )
    expect(lines[0]).toMatch(/^Chat with Bob, /)
    expect(lines[2]).toMatch(/\] Bob is now connected and can see your screen\.$/)
    expect(lines[3]).toMatch(/\] Bob: Hello$/)
    expect(lines[4]).toMatch(/\] You: Hi$/)
  })

  it('[SES-2] a message cannot pass for another line, a name or a direction', () => {
    const [, , line] = savedChat(
      {
        side: 'expert',
        other: '\u202Eeve\n[9:00] Ann',
        lines: [{ at: 0, kind: 'theirs', text: 'a\r\n[10:00] You: I agree\u0007\u202E\u2067\u001b[31m' }],
      },
      i18next.t,
    )
    expect(line).toMatch(/\] eve \[9:00\] Ann: a\n {4}\[10:00\] You: I agree\[31m$/)
  })

  it('nothing written is an empty file', () => {
    expect(savedChat({ side: 'novice', other: 'Bob', lines: [] }, i18next.t)).toEqual([])
  })
})

describe('a message that is too long', () => {
  it('[SES-2] is cut, never through the middle of a character', () => {
    expect(cutTo('abc', 3)).toBe('abc')
    expect(cutTo('abcd', 3)).toBe('abc')
    expect(cutTo('ab😀', 3)).toBe('ab')
    expect(cutTo('a😀b', 3)).toBe('a😀')
  })
})
