import { describe, expect, it } from 'vitest'
import { createChatHistory } from './chat-history.ts'

const clock = { now: () => 0, monotonic: () => 0 }
const textOf = (chat: ReturnType<typeof createChatHistory>) =>
  chat.lines().map((line) => (line.kind === 'note' ? '' : line.text))

describe('the chat history', () => {
  it('[SES-2] keeps the newest 1000 lines', () => {
    const chat = createChatHistory(clock)
    for (let i = 0; i < 1005; i++) chat.say('theirs', String(i))
    expect(textOf(chat).length).toBe(1000)
    expect([textOf(chat)[0], textOf(chat).at(-1)]).toEqual(['5', '1004'])
  })

  it('[SES-2] keeps less of long lines, so that a talkative peer stays cheap', () => {
    const chat = createChatHistory(clock)
    for (let i = 0; i < 300; i++) chat.say('theirs', 'x'.repeat(4000))
    expect(textOf(chat).join('').length).toBe(200_000)
    chat.note({ kind: 'connected' })
    chat.say('mine', 'the last word')
    expect(textOf(chat).at(-1)).toBe('the last word')
    expect(textOf(chat).join('').length).toBeLessThanOrEqual(200_000)
  })
})
