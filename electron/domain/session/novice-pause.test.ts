// Tests of the novice's machine: Pause, and the novice's own hand. Its other rules and its invariants: novice.test.ts.

import { describe, expect, it } from 'vitest'
import { noviceTransition } from './novice.ts'
import type { NoviceEffect } from './novice-state.ts'
import { ask, helper, kinds, play, proved, yes } from './testing/novice-story.ts'

const unasked = { confirming: false, inVain: 0, lastRequest: 0 }

const sent = (effects: readonly NoviceEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message.type] : []))

describe('the novice machine, paused or held', () => {
  it('[SES-2] Pause shuts the gate, blurs the picture, ends control and tells the expert, in this order', () => {
    const paused = play(proved, yes(1), ask, yes(2), { kind: 'pause-clicked' })
    expect(paused.state).toEqual({
      kind: 'paused',
      helper,
      brokenUntil: null,
      asked: 2,
      grants: 1,
      ...unasked,
    })
    expect(kinds(paused.effects).slice(0, 3)).toEqual(['shut-gate', 'blur-screen', 'stop-answer-timer'])
    expect(sent(paused.effects)).toEqual(['control-ended', 'paused'])
    expect(sent(play(proved, yes(1), { kind: 'pause-clicked' }).effects)).toEqual(['paused'])
  })

  it('[SES-2] Pause takes an open request along, and while paused nobody can ask', () => {
    const paused = [proved, yes(1), ask, { kind: 'pause-clicked' }] as const
    expect(play(...paused).state.kind).toBe('paused')
    for (const late of [yes(2), { kind: 'answer-timed-out', prompt: 2 } as const])
      expect(play(...paused, late).state.kind).toBe('paused')
    const asking = play(...paused, ask)
    expect(asking.state.kind).toBe('paused')
    expect(asking.effects).toEqual([{ kind: 'send', message: { type: 'control-refused', why: 'paused' } }])
  })

  it('[SES-2] Resume brings the picture back and not the control', () => {
    const resumed = play(proved, yes(1), ask, yes(2), { kind: 'pause-clicked' }, { kind: 'resume-clicked' })
    expect(resumed.state.kind).toBe('viewing')
    expect(kinds(resumed.effects)).toEqual(['resume-screen', 'start-still-timer', 'send', 'note'])
    expect(play(proved, { kind: 'pause-clicked' }).state.kind).toBe('asking')
  })

  it('[CTL-8] tells the expert when the novice’s own hand holds the input off, and when it is over', () => {
    const controlled = play(proved, yes(1), ask, yes(2))
    const held = noviceTransition(controlled.state, { kind: 'local-input', held: true })
    expect(held.effects).toEqual([{ kind: 'send', message: { type: 'input-held', held: true } }])
    expect(noviceTransition(held.state, { kind: 'local-input', held: true }).effects).toEqual([])
    const free = noviceTransition(held.state, { kind: 'local-input', held: false })
    expect(free.state).toEqual(controlled.state)
    expect(free.effects).toEqual([{ kind: 'send', message: { type: 'input-held', held: false } }])
  })

  it('[SES-2] [ADM-7] an expert who says that he types before the Yes is sent away', () => {
    expect(play(proved, { kind: 'typing-received' }).state.kind).toBe('ended')
  })
})
