import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unreachable } from '../../../shared/result.ts'
import { controlRefusals } from '../../../shared/session.ts'
import { expertTransition, opened } from './expert.ts'
import { ADDRESS_MS } from './expert-state.ts'
import type { ExpertEffect, ExpertEvent, ExpertState, ExpertStep } from './expert-state.ts'

const words = ['ash', 'bee', 'cow', 'dam'] as const
const at = { attempt: 1, index: 0, total: 2, tried: [] }

const states: readonly ExpertState[] = [
  opened,
  { kind: 'connecting', ...at, until: 30_000 },
  { kind: 'logging-on', ...at },
  { kind: 'waiting', ...at, words },
  { kind: 'viewing', novice: 'Bob', words, brokenUntil: null },
  { kind: 'asking-control', novice: 'Bob', words, brokenUntil: null },
  { kind: 'controlling', novice: 'Bob', words, brokenUntil: null, grant: 3, held: false },
  { kind: 'controlling', novice: 'Bob', words, brokenUntil: null, grant: 3, held: true },
  { kind: 'paused', novice: 'Bob', words, brokenUntil: null },
  { kind: 'ended', session: null },
  { kind: 'ended', session: { novice: 'Bob', words, reason: 'link-lost' } },
]

const yesClicked: ExpertEvent = { kind: 'yes-clicked', addresses: 2, ours: true, now: 0 }
const reached: ExpertEvent = { kind: 'reached', attempt: 1, index: 0 }
const loggedOn: ExpertEvent = { kind: 'logged-on', attempt: 1, words }
const accepted: ExpertEvent = { kind: 'accepted', novice: 'Bob' }
const take: ExpertEvent = { kind: 'take-control-clicked' }
const granted: ExpertEvent = { kind: 'control-granted', grant: 1 }

const events: readonly ExpertEvent[] = [
  yesClicked,
  { kind: 'yes-clicked', addresses: 0, ours: true, now: 0 },
  { kind: 'yes-clicked', addresses: 2, ours: false, now: 0 },
  { kind: 'own-invitation' },
  { kind: 'cancelled' },
  { kind: 'address-failed', attempt: 1, index: 0, failure: 'connection-refused', now: 5 },
  { kind: 'address-failed', attempt: 1, index: 1, failure: 'connection-refused', now: 5 },
  { kind: 'address-timed-out', attempt: 1, index: 0, now: 30_000 },
  reached,
  { kind: 'reached', attempt: 1, index: 1 },
  loggedOn,
  { kind: 'logon-refused', attempt: 1, refusal: 'wrong-password' },
  accepted,
  { kind: 'refused', refusal: 'denied' },
  take,
  { kind: 'control-given-up', by: 'expert-escape' },
  granted,
  { kind: 'control-granted', grant: 2 },
  { kind: 'control-refused', why: 'denied' },
  { kind: 'control-refused', why: 'too-soon' },
  { kind: 'control-ended', by: 'escape' },
  { kind: 'picture-paused' },
  { kind: 'picture-resumed' },
  { kind: 'input-held', held: true },
  { kind: 'input-held', held: false },
  { kind: 'typing-received' },
  { kind: 'typing-here' },
  { kind: 'chat-received', text: 'hi' },
  { kind: 'chat-written', text: 'hi' },
  { kind: 'novice-left', reason: 'novice-disconnected' },
  { kind: 'line-broken', until: 9 },
  { kind: 'line-back' },
  { kind: 'link-closed', now: 9 },
  { kind: 'protocol-broken' },
  { kind: 'disconnect-clicked' },
  { kind: 'window-closed' },
]

const kinds = (effects: readonly ExpertEffect[]) => effects.map(({ kind }) => kind)
const play = (...story: readonly ExpertEvent[]): ExpertStep =>
  story.reduce<ExpertStep>((step, event) => expertTransition(step.state, event), {
    state: opened,
    effects: [],
  })

/** The event that leads deeper, so that random stories also reach control and not only the first failure. */
function onwards(state: ExpertState): ExpertEvent {
  switch (state.kind) {
    case 'question':
    case 'ended':
      return yesClicked
    case 'connecting':
      return { kind: 'reached', attempt: state.attempt, index: state.index }
    case 'logging-on':
      return { kind: 'logged-on', attempt: state.attempt, words }
    case 'waiting':
      return accepted
    case 'viewing':
      return take
    case 'asking-control':
      return granted
    case 'controlling':
      return { kind: 'control-given-up', by: 'expert-released' }
    case 'paused':
      return { kind: 'picture-resumed' }
    default:
      return unreachable(state)
  }
}

const stories = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('onwards' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...events) },
  ),
  {
    maxLength: 60,
  },
)

describe('the expert machine', () => {
  it('is total: every state takes every event and changes no state it was given', () => {
    for (const state of states) {
      for (const event of events) {
        const frozen = structuredClone(state)
        expertTransition(state, event)
        expect(state).toEqual(frozen)
      }
    }
  })

  it('[CON-1] tries the addresses in the order listed, each up to 30 seconds, then the next', () => {
    expect(ADDRESS_MS).toBe(30_000)
    const first = play(yesClicked)
    expect(first.state).toMatchObject({ kind: 'connecting', index: 0, total: 2, until: 30_000 })
    expect(first.effects).toContainEqual({ kind: 'connect', attempt: 1, index: 0 })
    const second = expertTransition(first.state, {
      kind: 'address-timed-out',
      attempt: 1,
      index: 0,
      now: 30_000,
    })
    expect(second.state).toMatchObject({ kind: 'connecting', index: 1, until: 60_000 })
    expect(kinds(second.effects)).toEqual(['stop-address-timer', 'hang-up', 'start-address-timer', 'connect'])
  })

  it('[CON-1] can be cancelled while connecting, logging on and waiting', () => {
    for (const story of [[yesClicked], [yesClicked, reached], [yesClicked, reached, loggedOn]]) {
      const cancelled = play(...story, { kind: 'cancelled' })
      expect(cancelled.state).toEqual({ kind: 'question', attempt: 1, failure: null })
      expect(kinds(cancelled.effects)).toEqual(['stop-address-timer', 'cut-off'])
    }
  })

  it('[CON-2] says what was tried when every address failed', () => {
    const failed = play(
      yesClicked,
      { kind: 'address-failed', attempt: 1, index: 0, failure: 'connection-refused', now: 1 },
      { kind: 'address-timed-out', attempt: 1, index: 1, now: 31_000 },
    )
    expect(failed.state).toMatchObject({
      kind: 'question',
      failure: {
        kind: 'no-address-answered',
        tried: [
          { index: 0, failure: 'connection-refused' },
          { index: 1, failure: 'timed-out' },
        ],
      },
    })
  })

  it('[CON-3] a refusal ends the attempts at once', () => {
    const refused = play(yesClicked, reached, { kind: 'logon-refused', attempt: 1, refusal: 'expired' })
    expect(refused.state).toMatchObject({
      kind: 'question',
      failure: { kind: 'refused', refusal: 'expired' },
    })
    expect(kinds(refused.effects)).not.toContain('connect')
  })

  it('late facts about an abandoned address or attempt change nothing', () => {
    const second = play(yesClicked, { kind: 'address-timed-out', attempt: 1, index: 0, now: 30_000 })
    for (const late of [reached, { ...reached, attempt: 0 }] as const) {
      expect(expertTransition(second.state, late)).toEqual({ state: second.state, effects: [] })
    }
  })

  it('[CTL-1] uses a grant only while it waits for one', () => {
    expect(play(yesClicked, reached, loggedOn, accepted, take, granted).state).toMatchObject({ grant: 1 })
    const unasked = play(yesClicked, reached, loggedOn, accepted, granted)
    expect(unasked.state.kind).toBe('viewing')
    expect(unasked.effects).toEqual([
      { kind: 'send', message: { type: 'control-release', by: 'expert-released' } },
    ])
  })

  it('[CTL-1] tells why a request for control came to nothing, and may ask again', () => {
    const asking = [yesClicked, reached, loggedOn, accepted, take] as const
    for (const why of controlRefusals) {
      const refused = play(...asking, { kind: 'control-refused', why })
      expect(refused.state.kind).toBe('viewing')
      expect(refused.effects).toEqual([{ kind: 'note', note: { kind: 'control-refused', why } }])
      expect(expertTransition(refused.state, take).state.kind).toBe('asking-control')
    }
  })

  it('[CTL-6] the own ESC gives control up and holds all further input back', () => {
    const released = play(yesClicked, reached, loggedOn, accepted, take, granted, {
      kind: 'control-given-up',
      by: 'expert-escape',
    })
    expect(released.effects).toEqual([
      { kind: 'use-grant', grant: 0 },
      { kind: 'send', message: { type: 'control-release', by: 'expert-escape' } },
    ])
  })

  it('[SES-2] a paused picture ends control here too, withdraws a request, and asks for nothing', () => {
    const seeing = [yesClicked, reached, loggedOn, accepted] as const
    const paused = play(...seeing, take, granted, { kind: 'picture-paused' })
    expect(paused.state).toEqual({ kind: 'paused', novice: 'Bob', words, brokenUntil: null })
    expect(paused.effects).toEqual([
      { kind: 'use-grant', grant: 0 },
      { kind: 'note', note: { kind: 'paused' } },
    ])
    expect(play(...seeing, take, { kind: 'picture-paused' }).effects).toContainEqual({
      kind: 'send',
      message: { type: 'control-release', by: 'expert-released' },
    })
    expect(expertTransition(paused.state, take)).toEqual({ state: paused.state, effects: [] })
    expect(expertTransition(paused.state, granted).effects).toEqual([
      { kind: 'send', message: { type: 'control-release', by: 'expert-released' } },
    ])
    expect(expertTransition(paused.state, { kind: 'picture-resumed' }).state.kind).toBe('viewing')
  })

  it('[CTL-8] knows that its input is held off, and keeps its grant', () => {
    const controlling = play(yesClicked, reached, loggedOn, accepted, take, granted)
    const held = expertTransition(controlling.state, { kind: 'input-held', held: true })
    expect(held).toEqual({ state: { ...controlling.state, held: true }, effects: [] })
    expect(expertTransition(held.state, { kind: 'input-held', held: false }).state).toEqual(controlling.state)
  })

  it('[SES-4] a broken line gives control up, looks for the novice and asks for nothing until it is back', () => {
    const broken = play(yesClicked, reached, loggedOn, accepted, take, granted, {
      kind: 'line-broken',
      until: 9,
    })
    expect(broken.state).toMatchObject({ kind: 'viewing', brokenUntil: 9 })
    expect(broken.effects).toContainEqual({ kind: 'use-grant', grant: 0 })
    expect(kinds(broken.effects)).toContain('reconnect')
    expect(expertTransition(broken.state, take)).toEqual({ state: broken.state, effects: [] })
    const back = expertTransition(broken.state, { kind: 'line-back' })
    expect(kinds(back.effects)).toContain('stop-reconnect')
    expect(expertTransition(back.state, take).state.kind).toBe('asking-control')
  })

  it('[SES-4] whatever ends a session also ends the search for the novice', () => {
    const broken = play(yesClicked, reached, loggedOn, accepted, { kind: 'line-broken', until: 9 })
    for (const kind of ['disconnect-clicked', 'window-closed', 'protocol-broken'] as const) {
      const ended = expertTransition(broken.state, { kind })
      expect(ended.state.kind).toBe('ended')
      expect(kinds(ended.effects)).toContain('stop-reconnect')
    }
  })

  it('[SES-4] a lost connection ends the session, and ended is final', () => {
    const lost = play(yesClicked, reached, loggedOn, accepted, take, granted, { kind: 'link-closed', now: 1 })
    expect(lost.state).toMatchObject({ kind: 'ended', session: { reason: 'link-lost' } })
    expect(lost.effects[0]).toEqual({ kind: 'use-grant', grant: 0 })
    for (const event of events)
      expect(expertTransition(lost.state, event)).toEqual({ state: lost.state, effects: [] })
  })

  it('holds its invariants over any sequence of events', () => {
    let controlling = 0
    fc.assert(
      fc.property(stories, (story) => {
        let state: ExpertState = opened
        let grant = 0
        let wasAccepted = false
        for (const chosen of story) {
          const event = chosen === 'onwards' ? onwards(state) : chosen
          const ended = state.kind === 'ended'
          const step = expertTransition(state, event)
          if (ended) expect(step).toEqual({ state, effects: [] })
          if (event.kind === 'accepted' && state.kind === 'waiting') wasAccepted = true
          for (const effect of step.effects) {
            if (effect.kind === 'use-grant') grant = effect.grant
            if (effect.kind === 'show-screen') expect(wasAccepted).toBe(true)
          }
          state = step.state
          expect(grant).toBe(state.kind === 'controlling' ? state.grant : 0)
          if (event.kind === 'control-ended') expect(grant).toBe(0)
          if (state.kind === 'controlling') controlling += 1
        }
      }),
      { numRuns: 2000 },
    )
    expect(controlling).toBeGreaterThan(500)
  })
})
