// Tests of the novice's machine: whether somebody is still to see the screen (SES-6). Its other rules: novice.test.ts.

import { describe, expect, it } from 'vitest'
import { noviceTransition } from './novice.ts'
import { ANSWER_MS } from './novice-state.ts'
import type { NoviceEffect, NoviceEvent } from './novice-state.ts'
import { openQuestion, STILL_MS } from './still-sharing.ts'
import { kinds, play, proved, yes } from './testing/novice-story.ts'

const no = (prompt: number): NoviceEvent => ({ kind: 'answered', prompt, accept: false })
const late = (prompt: number): NoviceEvent => ({ kind: 'answer-timed-out', prompt })
const ask: NoviceEvent = { kind: 'control-requested', obstacle: null, now: 0 }
const due: NoviceEvent = { kind: 'still-due' }

const sent = (effects: readonly NoviceEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message.type] : []))
const halfAnHour = { kind: 'start-still-timer', ms: STILL_MS }

describe('[SES-6] still sharing?', () => {
  it('is asked half an hour after the novice’s last Yes, whatever that was to', () => {
    expect(STILL_MS).toBe(30 * 60_000)
    expect(play(proved, yes(1)).effects).toContainEqual(halfAnHour)
    expect(play(proved, yes(1), ask, yes(2)).effects).toContainEqual(halfAnHour)
    expect(play(proved, yes(1), due, yes(2)).effects).toContainEqual(halfAnHour)
    const paused: NoviceEvent = { kind: 'pause-clicked' }
    expect(play(proved, yes(1), paused, { kind: 'resume-clicked' }).effects).toContainEqual(halfAnHour)
  })

  it('is a question with a number of its own, and two minutes for its answer', () => {
    const asked = play(proved, yes(1), due)
    expect(asked.state).toMatchObject({ kind: 'viewing', confirming: true, asked: 2 })
    expect(asked.effects).toEqual([{ kind: 'start-answer-timer', prompt: 2, ms: ANSWER_MS }])
    expect(openQuestion(asked.state)).toBe(2)
    expect(noviceTransition(asked.state, due)).toEqual({ state: asked.state, effects: [] })
  })

  it('Yes: all goes on as it was, control as well', () => {
    const controlled = play(proved, yes(1), ask, yes(2))
    const on = noviceTransition(noviceTransition(controlled.state, due).state, yes(3))
    expect(on.state).toEqual({ ...controlled.state, asked: 3 })
    expect(kinds(on.effects)).toEqual(['stop-answer-timer', 'start-still-timer'])
  })

  it('No ends the session, and the expert is told that the novice ended it', () => {
    const ended = play(proved, yes(1), due, no(2))
    expect(ended.state).toMatchObject({ kind: 'ended', why: { reason: 'novice-disconnected' } })
    expect(kinds(ended.effects)).toEqual([
      'shut-gate',
      'stop-answer-timer',
      'hide-screen',
      'stop-still-timer',
      'send',
      'hang-up',
      'note',
    ])
  })

  it('no answer: picture and control rest until the novice comes back', () => {
    const silent = play(proved, yes(1), ask, yes(2), due, late(3))
    expect(silent.state).toMatchObject({ kind: 'paused', confirming: false })
    expect(kinds(silent.effects).slice(0, 2)).toEqual(['shut-gate', 'blur-screen'])
    expect(sent(silent.effects)).toEqual(['control-ended', 'paused'])
    expect(silent.effects).toContainEqual({ kind: 'note', note: { kind: 'unanswered' } })
  })

  it('answers to other questions count for nothing', () => {
    const asked = play(proved, yes(1), ask, no(2), due)
    for (const other of [yes(1), no(1), yes(2), no(2), late(2), yes(4)])
      expect(noviceTransition(asked.state, other).state).toBe(asked.state)
  })

  it('waits while another question is open, and keeps others from opening', () => {
    const waits = play(proved, yes(1), ask, due)
    expect(waits.state).toMatchObject({ kind: 'control-asked', confirming: false })
    expect(waits.effects).toEqual([{ kind: 'start-still-timer', ms: ANSWER_MS }])
    const both = play(proved, yes(1), due, ask)
    expect(both.state).toMatchObject({ kind: 'viewing', confirming: true })
    expect(sent(both.effects)).toEqual(['control-refused'])
  })

  it('a line that breaks, or an ESC, does not spare anybody the answer', () => {
    const broken = play(proved, yes(1), due, { kind: 'line-broken', until: 9 })
    expect(broken.state).toMatchObject({ confirming: true })
    expect(kinds(broken.effects)).not.toContain('stop-answer-timer')
    expect(noviceTransition(broken.state, late(2)).state.kind).toBe('paused')
    const escaped = play(proved, yes(1), ask, yes(2), due, { kind: 'control-stopped', by: 'escape' })
    expect(escaped.state).toMatchObject({ kind: 'viewing', confirming: true })
    expect(openQuestion(escaped.state)).toBe(3)
  })

  it('is not asked while nobody sees anything', () => {
    const paused = play(proved, yes(1), { kind: 'pause-clicked' })
    expect(kinds(paused.effects)).toContain('stop-still-timer')
    expect(noviceTransition(paused.state, due)).toEqual({ state: paused.state, effects: [] })
    expect(play(proved, due).state.kind).toBe('asking')
  })
})

describe('[CTL-2] an ESC that cannot be heard any more', () => {
  const unheard: NoviceEvent = { kind: 'control-stopped', by: 'escape-unheard' }

  it('ends control, and the request for it', () => {
    expect(play(proved, yes(1), ask, yes(2), unheard).effects).toContainEqual({
      kind: 'send',
      message: { type: 'control-ended', by: 'escape-unheard' },
    })
    const asked = play(proved, yes(1), ask, unheard)
    expect(asked.state.kind).toBe('viewing')
    expect(asked.effects).toContainEqual({
      kind: 'send',
      message: { type: 'control-refused', why: 'not-possible' },
    })
  })
})
