// Tests of talking between two sides: real messages, a wire in memory, pages that are lists.

import { describe, expect, it } from 'vitest'
import type { VoiceSignal, VoiceState } from '../../../shared/voice.ts'
import { ANSWER_MS } from '../../domain/session/novice-state.ts'
import { createExpertVoice } from './expert-voice.ts'
import { createNoviceVoice } from './novice-voice.ts'
import { encode } from './voice.ts'
import type { Voice } from './voice.ts'

const offer: VoiceSignal = { type: 'description', kind: 'offer', sdp: 'v=0' }

function pair() {
  const wire: (() => boolean)[] = []
  const heardByNovice: VoiceSignal[] = []
  const heardByExpert: VoiceSignal[] = []
  const changes: VoiceState[] = []
  const timers: { ms: number; fire: () => void }[] = []
  const deliver = (to: () => Voice, payload: Uint8Array) => wire.push(() => to().receive(payload))
  const novice = createNoviceVoice({
    send: (payload) => deliver(() => expert, payload),
    toPage: (_call, signal) => heardByNovice.push(signal),
    changed: (_before, now) => changes.push(now),
    clock: { now: () => 0, monotonic: () => 1e9 },
    timers: {
      after: (ms, fire) => {
        const timer = { ms, fire }
        timers.push(timer)
        return () => timers.splice(timers.indexOf(timer), 1)
      },
    },
  })
  const expert: Voice = createExpertVoice({
    send: (payload) => deliver(() => novice, payload),
    toPage: (_call, signal) => heardByExpert.push(signal),
    changed: () => undefined,
  })
  const flush = () => {
    const fine: boolean[] = []
    for (let next = wire.shift(); next; next = wire.shift()) fine.push(next())
    return fine
  }
  const talk = () => {
    expert.click({ kind: 'talk-clicked' })
    flush()
    novice.click({ kind: 'answered', accept: true })
    flush()
    const state = novice.state()
    return state.kind === 'talking' ? state.call : -1
  }
  return { novice, expert, flush, talk, timers, changes, heardByNovice, heardByExpert }
}

describe('talking', () => {
  it('[SES-2] passes signals both ways once both have agreed', () => {
    const { novice, expert, talk, flush, heardByNovice, heardByExpert } = pair()
    const call = talk()
    expect([novice.state(), expert.state()]).toEqual([
      { kind: 'talking', call },
      { kind: 'talking', call },
    ])
    novice.fromPage(call, offer)
    expert.fromPage(call, offer)
    expect(flush()).toEqual([true, true])
    expect([heardByNovice, heardByExpert]).toEqual([[offer], [offer]])
  })

  it('[SES-2] passes nothing before the yes, of another call, or after the end', () => {
    const { novice, expert, talk, flush, heardByExpert, heardByNovice } = pair()
    novice.fromPage(0, offer)
    const call = talk()
    novice.fromPage(call - 1, offer)
    novice.fromPage(call + 1, offer)
    expert.fromPage(call, offer)
    novice.click({ kind: 'hang-up-clicked' })
    novice.fromPage(call, offer)
    expect(flush()).not.toContain(false)
    expect([heardByNovice, heardByExpert]).toEqual([[], []])
    expect(expert.state()).toEqual({ kind: 'off', end: 'novice-hung-up' })
  })

  it('[ADM-6] a question that nobody answers within two minutes is a no', () => {
    const { novice, expert, flush, timers } = pair()
    novice.click({ kind: 'talk-clicked' })
    flush()
    expect(expert.state().kind).toBe('asked')
    expect(timers.map(({ ms }) => ms)).toEqual([ANSWER_MS])
    timers[0]?.fire()
    flush()
    expect([novice.state(), expert.state()]).toEqual([
      { kind: 'off', end: 'no-answer' },
      { kind: 'off', end: 'no-answer' },
    ])
  })

  it('[SES-4] ends with the session, and tells the page', () => {
    const { novice, talk, changes, timers } = pair()
    talk()
    novice.close()
    expect(changes.at(-1)).toEqual({ kind: 'off', end: null })
    expect(timers).toEqual([])
  })

  it('takes what is no message, and a flood of signals, as a broken peer', () => {
    const { novice, talk } = pair()
    const call = talk()
    expect(novice.receive(Uint8Array.of(0xff, 0xfe))).toBe(false)
    expect(novice.receive(encode({ type: 'state', turn: 1, kind: 'off', end: null }))).toBe(false)
    const signal = encode({ type: 'signal', turn: call, signal: offer })
    const answers = Array.from({ length: 300 }, () => novice.receive(signal))
    expect(answers.filter(Boolean)).toHaveLength(200)
  })
})
