// What the chat histories of both sides tell of talking: each its own, and each once, whoever ends it.

import { describe, expect, it } from 'vitest'
import type { VoiceTrouble } from '../../../shared/voice.ts'
import { createGate } from '../injector/gate.ts'
import type { ChatHistory } from '../session/chat-history.ts'
import { talkAsExpert, talkAsNovice } from './talk.ts'
import type { Voice } from './voice.ts'

function pair() {
  const wire: (() => void)[] = []
  const notes = { novice: [] as unknown[], expert: [] as unknown[] }
  const ports = (side: 'novice' | 'expert', other: () => Voice) => ({
    link: { sendVoice: (payload: Uint8Array) => void wire.push(() => void other().receive(payload)) },
    chat: { note: ((what) => void notes[side].push(what)) satisfies ChatHistory['note'] },
    voice: () => undefined,
    talked: () => undefined,
    changed: () => undefined,
  })
  const novice = talkAsNovice({
    ...ports('novice', () => expert),
    clock: { now: () => 0, monotonic: () => 1e9 },
    timers: { after: () => () => undefined },
    gate: createGate(undefined),
  })
  const expert: Voice = talkAsExpert(ports('expert', () => novice))
  const flush = () => {
    for (let next = wire.shift(); next; next = wire.shift()) next()
  }
  return { novice, expert, notes, flush }
}

const troubles: readonly (readonly [VoiceTrouble, 'novice' | 'expert', string])[] = [
  ['no-path', 'novice', 'no-path'],
  ['no-path', 'expert', 'no-path'],
  ['no-microphone', 'novice', 'novice-has-no-microphone'],
  ['no-microphone', 'expert', 'expert-has-no-microphone'],
]

describe('the notes about talking', () => {
  it.each(troubles)('[SES-2] %s, found by the %s: both are told, once', (why, side, end) => {
    const { novice, expert, notes, flush } = pair()
    expert.click({ kind: 'talk-clicked' })
    flush()
    novice.click({ kind: 'answered', accept: true })
    flush()
    const one = { novice, expert }[side]
    one.click({ kind: 'trouble', why })
    one.click({ kind: 'trouble', why })
    flush()
    const told = [{ kind: 'talking' }, { kind: 'not-talking', end }]
    expect(notes).toEqual({ novice: told, expert: told })
  })
})
