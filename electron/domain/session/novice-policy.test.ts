import { describe, expect, it } from 'vitest'
import type { ControlRefusal } from '../../../shared/session.ts'
import type { NoviceEffect } from './novice-state.ts'
import { ask, kinds, play, proved, yes } from './testing/novice-story.ts'

const refusal = (why: ControlRefusal): NoviceEffect => ({
  kind: 'send',
  message: { type: 'control-refused', why },
})

describe('the novice machine, where not everything is allowed', () => {
  it('[CTL-7] what is not allowed is refused without a prompt, and counts as a request in vain', () => {
    const forbidden = { kind: 'control-requested', obstacle: 'policy', now: 0 } as const
    const refused = play(proved, yes(1), forbidden)
    expect(refused.state).toMatchObject({ kind: 'viewing', inVain: 1 })
    expect(refused.effects).toEqual([
      refusal('policy'),
      { kind: 'note', note: { kind: 'control-refused', why: 'policy' } },
    ])
    const again = play(proved, yes(1), ...[1, 2, 3, 4, 5].map(() => forbidden), forbidden)
    expect(again.effects).toEqual([refusal('too-soon')])
  })

  it('[CTL-7] [CTL-3] forbidden while it runs: the gate first, then the words; while it is asked: the question goes', () => {
    const forbidden = { kind: 'control-forbidden' } as const
    const controlled = play(proved, yes(1), ask, yes(2), forbidden)
    expect(controlled.state.kind).toBe('viewing')
    expect(controlled.effects).toEqual([
      { kind: 'shut-gate' },
      { kind: 'send', message: { type: 'control-ended', by: 'policy' } },
      { kind: 'note', note: { kind: 'control-ended', by: 'policy' } },
    ])
    const asked = play(proved, yes(1), ask, forbidden)
    expect(asked.state.kind).toBe('viewing')
    expect(asked.effects).toContainEqual(refusal('policy'))
    expect(kinds(asked.effects)).toContain('stop-answer-timer')
    for (const story of [[proved], [proved, yes(1)], [proved, yes(1), { kind: 'pause-clicked' } as const]])
      expect(play(...story, forbidden)).toEqual({ state: play(...story).state, effects: [] })
  })

  it('[ADM-1] who is asked about when help is forbidden is told so', () => {
    const closed = play(proved, { kind: 'closed-here', reason: 'policy' })
    expect(closed.effects).toContainEqual({ kind: 'send', message: { type: 'refused', refusal: 'policy' } })
  })
})
