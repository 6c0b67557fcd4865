import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlRefusal } from '../../../shared/session.ts'
import { knocking, noviceTransition } from './novice.ts'
import { ANSWER_MS, restAfter } from './novice-state.ts'
import type { NoviceEffect, NoviceEvent, NoviceState } from './novice-state.ts'
import { ask, helper, kinds, play, proved, yes } from './testing/novice-story.ts'

const unasked = { brokenUntil: null, confirming: false, inVain: 0, lastRequest: 0 }

const states: readonly NoviceState[] = [
  knocking,
  { kind: 'asking', helper, asked: 1 },
  { kind: 'viewing', helper, asked: 1, grants: 0, ...unasked },
  { kind: 'control-asked', helper, asked: 2, grants: 0, ...unasked },
  { kind: 'controlled', held: false, helper, asked: 2, grants: 1, ...unasked },
  { kind: 'controlled', held: true, helper, asked: 2, grants: 1, ...unasked },
  { kind: 'paused', helper, asked: 2, grants: 1, ...unasked },
  { kind: 'viewing', helper, asked: 2, grants: 0, ...unasked, confirming: true },
  { kind: 'ended', helper, why: { kind: 'session-over', reason: 'link-lost' } },
  { kind: 'ended', helper: null, why: { kind: 'not-admitted', refusal: 'expired' } },
]

const events: readonly NoviceEvent[] = [
  { kind: 'logon-succeeded', helper, turnedAway: null },
  { kind: 'logon-succeeded', helper, turnedAway: 'busy' },
  { kind: 'logon-succeeded', helper, turnedAway: 'too-soon' },
  { kind: 'logon-failed', refusal: 'wrong-password' },
  { kind: 'logon-failed', refusal: 'lost' },
  { kind: 'answered', prompt: 1, accept: true },
  { kind: 'answered', prompt: 1, accept: false },
  { kind: 'answered', prompt: 2, accept: true },
  { kind: 'answered', prompt: 2, accept: false },
  { kind: 'answered', prompt: 3, accept: true },
  { kind: 'answer-timed-out', prompt: 1 },
  { kind: 'answer-timed-out', prompt: 2 },
  { kind: 'still-due' },
  { kind: 'control-requested', obstacle: null, now: 0 },
  { kind: 'control-requested', obstacle: 'not-possible', now: 0 },
  { kind: 'control-requested', obstacle: 'policy', now: 0 },
  { kind: 'control-forbidden' },
  { kind: 'control-released', by: 'expert-released' },
  { kind: 'control-released', by: 'expert-escape' },
  { kind: 'control-stopped', by: 'escape' },
  { kind: 'control-stopped', by: 'escape-unheard' },
  { kind: 'control-stopped', by: 'stop-button' },
  { kind: 'control-stopped', by: 'screen-locked' },
  { kind: 'pause-clicked' },
  { kind: 'resume-clicked' },
  { kind: 'local-input', held: true },
  { kind: 'local-input', held: false },
  { kind: 'input-blocked', blocked: true },
  { kind: 'typing-received' },
  { kind: 'typing-here' },
  { kind: 'chat-received', text: 'hello' },
  { kind: 'chat-written', text: 'hello' },
  { kind: 'expert-left', reason: 'expert-disconnected' },
  { kind: 'came-back' },
  { kind: 'line-broken', until: 9 },
  { kind: 'line-back', address: '198.51.100.4' },
  { kind: 'link-closed' },
  { kind: 'protocol-broken' },
  { kind: 'closed-here', reason: 'novice-disconnected' },
  { kind: 'closed-here', reason: 'invitation-expired' },
  { kind: 'closed-here', reason: 'screen-unavailable' },
  { kind: 'closed-here', reason: 'policy' },
  { kind: 'closed-here', reason: 'failed' },
]

const sent = (effects: readonly NoviceEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message.type] : []))

/** Plays a story from the first knock and returns the last step. */

const no = (prompt: number): NoviceEvent => ({ kind: 'answered', prompt, accept: false })
const refusal = (why: ControlRefusal): NoviceEffect => ({
  kind: 'send',
  message: { type: 'control-refused', why },
})

/** The event that leads deeper, so that random stories also reach control and not only the first refusal. */
function onwards(state: NoviceState): NoviceEvent {
  if (state.kind === 'knocking') return proved
  if (state.kind === 'paused') return { kind: 'resume-clicked' }
  return state.kind === 'asking' || state.kind === 'control-asked' ? yes(state.asked) : ask
}

const stories = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('onwards' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...events) },
    { weight: 1, arbitrary: fc.constant<NoviceEvent>({ kind: 'pause-clicked' }) },
  ),
  {
    maxLength: 60,
  },
)

describe('the novice machine', () => {
  it('is total: every state knows every event, and an odd one changes nothing', () => {
    for (const state of states) {
      for (const event of events) {
        const frozen = structuredClone(state)
        const step = noviceTransition(state, event)
        expect(state).toEqual(frozen)
        if (step.state === state)
          expect(kinds(step.effects).filter((kind) => kind !== 'chat')).not.toContain('open-gate')
      }
    }
  })

  it('[ADM-4] asks the novice after the logon and shows the screen only after Yes', () => {
    const asked = play(proved)
    expect(asked.state).toEqual({ kind: 'asking', helper, asked: 1 })
    expect(asked.effects).toEqual([
      { kind: 'send', message: { type: 'asking' } },
      { kind: 'start-answer-timer', prompt: 1, ms: ANSWER_MS },
    ])
    expect(kinds(play(proved, yes(1)).effects)).toContain('show-screen')
  })

  it('[ADM-4] No refuses and hangs up', () => {
    const refused = play(proved, no(1))
    expect(refused.state).toMatchObject({ kind: 'ended', why: { kind: 'not-admitted', refusal: 'denied' } })
    expect(refused.effects).toContainEqual({ kind: 'send', message: { type: 'refused', refusal: 'denied' } })
    expect(kinds(refused.effects).at(-1)).toBe('hang-up')
  })

  it('[ADM-5] tells a second expert that another session is in progress, without asking the novice', () => {
    const busy = play({ kind: 'logon-succeeded', helper, turnedAway: 'busy' })
    expect(busy.effects).toEqual([
      { kind: 'send', message: { type: 'refused', refusal: 'busy' } },
      { kind: 'hang-up' },
    ])
  })

  it('[ADM-6] no answer within two minutes is a No', () => {
    expect(ANSWER_MS).toBe(120_000)
    const silent = play(proved, { kind: 'answer-timed-out', prompt: 1 })
    expect(silent.effects).toContainEqual({
      kind: 'send',
      message: { type: 'refused', refusal: 'no-answer' },
    })
  })

  it('[ADM-7] before the Yes, an expert who asks for more is sent away', () => {
    for (const event of [ask, { kind: 'chat-received', text: 'x' }, { kind: 'protocol-broken' }] as const) {
      const step = play(proved, event)
      expect(step.state.kind).toBe('ended')
      expect(kinds(step.effects)).not.toContain('show-screen')
    }
  })

  it('[CTL-1] opens the gate only for a Yes to the control prompt that is open', () => {
    expect(kinds(play(proved, yes(1), ask, yes(1)).effects)).not.toContain('open-gate')
    const granted = play(proved, yes(1), ask, yes(2))
    expect(granted.state).toMatchObject({ kind: 'controlled', grants: 1 })
    expect(granted.effects).toContainEqual({ kind: 'open-gate', grant: 1 })
    expect(sent(granted.effects)).toEqual(['control-granted'])
  })

  it('[CTL-2] ESC ends control and tells the expert', () => {
    const stopped = play(proved, yes(1), ask, yes(2), { kind: 'control-stopped', by: 'escape' })
    expect(stopped.state.kind).toBe('viewing')
    expect(stopped.effects).toContainEqual({ kind: 'send', message: { type: 'control-ended', by: 'escape' } })
  })

  it('[CTL-3] shuts the gate before anything else whenever control ends', () => {
    for (const event of events) {
      const before: NoviceState = { kind: 'controlled', held: false, helper, asked: 2, grants: 1, ...unasked }
      const step = noviceTransition(before, event)
      if (step.state.kind !== 'controlled') expect(kinds(step.effects)[0]).toBe('shut-gate')
    }
  })

  it('[CTL-4] never gives the same grant number twice', () => {
    const esc: NoviceEvent = { kind: 'control-stopped', by: 'escape' }
    const again = play(proved, yes(1), ask, yes(2), esc, ask, yes(3))
    expect(again.state).toMatchObject({ kind: 'controlled', grants: 2 })
    expect(again.effects).toContainEqual({ kind: 'open-gate', grant: 2 })
  })

  it('[CTL-1] after five Nos the novice has a rest from prompts, a longer one each time, until a Yes', () => {
    expect([0, 1, 4, 5, 6, 7, 8, 60].map(restAfter)).toEqual([
      0, 0, 0, 10_000, 20_000, 40_000, 60_000, 60_000,
    ])
    const askAt = (now: number): NoviceEvent => ({ ...ask, now })
    const nos = [2, 3, 4, 5, 6].flatMap((prompt) => [askAt(1_000), no(prompt)])
    const before = [proved, yes(1), ...nos]
    const soon = play(...before, askAt(10_999))
    expect(soon.state.kind).toBe('viewing')
    expect(soon.effects).toEqual([{ kind: 'send', message: { type: 'control-refused', why: 'too-soon' } }])
    const again = [...before, askAt(11_000)]
    expect(play(...again).state.kind).toBe('control-asked')
    expect(play(...again, no(7), askAt(30_999)).state.kind).toBe('viewing')
    expect(play(...again, no(7), askAt(31_000)).state.kind).toBe('control-asked')
    const esc: NoviceEvent = { kind: 'control-stopped', by: 'escape' }
    expect(play(...again, yes(7), esc, askAt(11_001)).state.kind).toBe('control-asked')
  })

  it('[CTL-1] an expert who withdraws each request opens no more prompts either', () => {
    const withdrawn: NoviceEvent = { kind: 'control-released', by: 'expert-released' }
    const pairs = [1, 2, 3, 4, 5].flatMap(() => [ask, withdrawn])
    const again = play(proved, yes(1), ...pairs, ask)
    expect(again.state.kind).toBe('viewing')
    expect(kinds(again.effects)).toEqual(['send'])
  })

  it('[CTL-6] where nothing can be injected, control is refused without a prompt', () => {
    const refused = play(proved, yes(1), { kind: 'control-requested', obstacle: 'not-possible', now: 0 })
    expect(refused.state.kind).toBe('viewing')
    expect(sent(refused.effects)).toEqual(['control-refused'])
    expect(refused.effects).toContainEqual(refusal('not-possible'))
  })

  it('[CTL-1] tells the expert whether the novice said No or nothing', () => {
    const asked = [proved, yes(1), ask] as const
    expect(play(...asked, no(2)).effects).toContainEqual(refusal('denied'))
    const silent = play(...asked, { kind: 'answer-timed-out', prompt: 2 })
    expect(silent.state.kind).toBe('viewing')
    expect(silent.effects).toContainEqual(refusal('no-answer'))
    expect(silent.effects).toContainEqual({
      kind: 'note',
      note: { kind: 'control-refused', why: 'no-answer' },
    })
  })

  it('[SES-4] a lost connection ends the session and releases everything', () => {
    const lost = play(proved, yes(1), ask, yes(2), { kind: 'link-closed' })
    expect(lost.state).toMatchObject({ kind: 'ended', why: { reason: 'link-lost' } })
    expect(kinds(lost.effects).slice(0, 3)).toEqual(['shut-gate', 'stop-answer-timer', 'hide-screen'])
  })

  it('holds its invariants over any sequence of events', () => {
    let controlled = 0
    let pauses = 0
    fc.assert(
      fc.property(stories, (story) => {
        let state: NoviceState = knocking
        let gate = 0
        let picture = false
        let lastGrant = 0
        let saidYesTo = new Set<number>()
        for (const chosen of story) {
          const event = chosen === 'onwards' ? onwards(state) : chosen
          if (event.kind === 'answered' && event.accept) saidYesTo = new Set([...saidYesTo, event.prompt])
          const wasEnded = state.kind === 'ended'
          const step = noviceTransition(state, event)
          if (wasEnded) {
            expect(step.state).toBe(state)
            expect(step.effects).toEqual([])
          }
          for (const effect of step.effects) {
            if (effect.kind === 'show-screen') {
              expect(saidYesTo.has(1)).toBe(true)
              picture = true
            }
            if (effect.kind === 'hide-screen' || effect.kind === 'blur-screen') picture = false
            if (effect.kind === 'resume-screen') {
              expect(state.kind).toBe('paused')
              picture = true
            }
            if (effect.kind === 'shut-gate') gate = 0
            if (effect.kind === 'open-gate') {
              expect(effect.grant).toBeGreaterThan(lastGrant)
              lastGrant = gate = effect.grant
            }
          }
          state = step.state
          // No injection without a grant, no picture before Yes, no grant that survives ESC, ended is final.
          expect(gate > 0).toBe(state.kind === 'controlled')
          // While paused no pixel of the live screen leaves, and there is no control.
          expect(picture).toBe(['viewing', 'control-asked', 'controlled'].includes(state.kind))
          if (event.kind === 'pause-clicked') expect(gate).toBe(0)
          if (state.kind === 'paused') pauses += 1
          if (event.kind === 'control-stopped') expect(gate).toBe(0)
          if (state.kind === 'controlled') controlled += 1
        }
      }),
      { numRuns: 2000 },
    )
    expect(controlled).toBeGreaterThan(500)
    expect(pauses).toBeGreaterThan(500)
  })
})
