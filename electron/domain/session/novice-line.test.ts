import { describe, expect, it } from 'vitest'
import { knocking, noviceTransition } from './novice.ts'
import type { NoviceEvent } from './novice-state.ts'
import { ask, helper, kinds, play, proved, yes } from './testing/novice-story.ts'

describe('the novice machine, when the line breaks', () => {
  it('[SES-4] a broken line ends control and withdraws the question about it, and the visit goes on', () => {
    const broken: NoviceEvent = { kind: 'line-broken', until: 9 }
    const controlled = play(proved, yes(1), ask, yes(2), broken)
    expect(controlled.state).toMatchObject({ kind: 'viewing', brokenUntil: 9 })
    expect(controlled.effects[0]).toEqual({ kind: 'shut-gate' })
    expect(controlled.effects).toContainEqual({
      kind: 'send',
      message: { type: 'control-ended', by: 'line-broken' },
    })
    const asked = play(proved, yes(1), ask, broken)
    expect(asked.state.kind).toBe('viewing')
    expect(kinds(noviceTransition(asked.state, yes(2)).effects)).not.toContain('open-gate')
    expect(play(proved, yes(1), { kind: 'pause-clicked' }, broken).state).toMatchObject({ kind: 'paused' })
  })

  it('[SES-4] a line that is back goes on where it was, from the address it has now', () => {
    const back = play(
      proved,
      yes(1),
      { kind: 'line-broken', until: 9 },
      { kind: 'line-back', address: '198.51.100.4' },
    )
    expect(back.state).toMatchObject({
      kind: 'viewing',
      brokenUntil: null,
      helper: { ...helper, address: '198.51.100.4' },
    })
    expect(back.effects).toEqual([{ kind: 'note', note: { kind: 'line-back' } }])
  })

  it('[SES-4] a knock that took an interrupted visit up again is nobody’s visit, and its connection stays', () => {
    const step = noviceTransition(knocking, { kind: 'came-back' })
    expect(step.state.kind).toBe('ended')
    expect(step.effects).toEqual([])
  })
})
