// Both machines of a file, each alone in every order of events; together: both-sides.test.ts.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incomingTransition, offered } from './incoming.ts'
import type { Incoming, IncomingEffect, IncomingEvent } from './incoming.ts'
import { CREDIT_AHEAD, LARGEST_CHUNK, SMALLEST_CHUNK } from './limits.ts'
import { arrived, offering, outgoingTransition } from './outgoing.ts'
import type { Outgoing, OutgoingEffect, OutgoingEvent } from './outgoing.ts'

const size = fc.oneof(fc.constantFrom(0, 1, SMALLEST_CHUNK, LARGEST_CHUNK + 1, 2 ** 33), fc.nat(400_000))
const sha256 = 'a'.repeat(64)
const chunkSize = fc.oneof(
  fc.constantFrom(1, SMALLEST_CHUNK, LARGEST_CHUNK),
  fc.integer({ min: 1, max: LARGEST_CHUNK }),
)

/** `at`: the piece begins there, or (null) where the last one ended. */
type Deed = IncomingEvent | { readonly kind: 'next-chunk'; readonly bytes: number }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.constantFrom<Deed>(
    { kind: 'accepted' },
    { kind: 'turn-came' },
    { kind: 'opened' },
    { kind: 'end-came', sha256 },
    { kind: 'kept' },
    { kind: 'given-up', why: 'cancelled' },
    { kind: 'cancel-clicked' },
    { kind: 'failed-here', why: 'disk-full' },
    { kind: 'declined', why: 'declined' },
    { kind: 'session-over' },
  ),
  fc.record({ kind: fc.constant('next-chunk' as const), bytes: chunkSize }),
  fc.record({ kind: fc.constant('written' as const), bytes: chunkSize }),
  fc.record({ kind: fc.constant('chunk' as const), offset: fc.nat(500_000), bytes: chunkSize }),
)

/** A run-up that leads deep into the machine more often than chance would. */
const deeds = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.array(deed, { maxLength: 40 }))
  .map(([steps, rest]): readonly Deed[] => [
    ...([{ kind: 'accepted' }, { kind: 'turn-came' }, { kind: 'opened' }] as const).slice(0, steps),
    ...rest,
  ])

function runIncoming(bytes: number, all: readonly Deed[], look: (seen: Seen) => void) {
  let state = offered(bytes)
  for (const one of all) {
    const event: IncomingEvent =
      one.kind === 'next-chunk' ? { kind: 'chunk', offset: state.received, bytes: one.bytes } : one
    // The disk tells of what it was given, no more.
    if (event.kind === 'written' && state.written + event.bytes > state.received) continue
    const step = incomingTransition(state, event)
    look({ before: state, event, state: step.state, effects: step.effects })
    state = step.state
  }
}

type Seen = {
  readonly before: Incoming
  readonly event: IncomingEvent
  readonly state: Incoming
  readonly effects: readonly IncomingEffect[]
}

describe('[SES-3] a file that comes', () => {
  it('never has more bytes written than were offered, none after its end, none that nobody granted', () => {
    fc.assert(
      fc.property(size, deeds, (bytes, all) => {
        let ends = 0
        runIncoming(bytes, all, ({ before, event, state, effects }) => {
          const does = (kind: IncomingEffect['kind']) => effects.some((effect) => effect.kind === kind)
          if (does('write')) {
            expect(before.kind).toBe('receiving')
            expect(state.received).toBeLessThanOrEqual(bytes)
            expect(state.received).toBeLessThanOrEqual(before.upTo)
          }
          if (before.kind === 'ended') {
            expect(state.kind).toBe('ended')
            for (const { kind } of effects) expect(['late', 'forged']).toContain(kind)
          } else if (state.kind === 'ended') ends += 1
          if (does('grant')) expect(state.upTo - state.written).toBeLessThanOrEqual(CREDIT_AHEAD)
          if (does('keep')) expect([event.kind, before.received]).toEqual(['end-came', bytes])
          if (does('say-received')) expect(state).toMatchObject({ kind: 'ended', end: { kind: 'done' } })
          // What began to be written is kept or goes away.
          const isOpen = ['opening', 'receiving', 'checking'].includes(before.kind)
          if (isOpen && state.kind === 'ended') expect(does('discard')).toBe(!does('say-received'))
        })
        expect(ends).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  const receiving = (bytes: number) => {
    let state = offered(bytes)
    for (const kind of ['accepted', 'turn-came', 'opened'] as const)
      state = incomingTransition(state, { kind }).state
    return state
  }
  const after = (state: Incoming, ...events: readonly IncomingEvent[]) =>
    events.reduce((now, event) => incomingTransition(now.state, event), {
      state,
      effects: [] as readonly IncomingEffect[],
    })
  const chunk = (offset: number, bytes: number): IncomingEvent => ({ kind: 'chunk', offset, bytes })
  const FORGED = [{ kind: 'forged' }]

  it('that has more bytes than offered fails, and the session lives', () => {
    const { state, effects } = after(receiving(10), chunk(0, 15))
    expect(state).toMatchObject({ kind: 'ended', end: { kind: 'failed', why: 'wrong-size' } })
    expect(effects.map(({ kind }) => kind)).toEqual(['discard', 'say-turn-away'])
    expect(after(receiving(0), chunk(0, 1)).state).toMatchObject({ end: { why: 'wrong-size' } })
  })

  it('that has fewer fails as well', () => {
    const { state } = after(receiving(100_000), chunk(0, 50_000), { kind: 'end-came', sha256 })
    expect(state).toMatchObject({ kind: 'ended', end: { kind: 'failed', why: 'wrong-size' } })
  })

  it('pieces that nobody agreed to, that leave a gap, come twice, or are crumbs, are forged', () => {
    expect(after(offered(10), chunk(0, 10)).effects).toEqual(FORGED)
    expect(after(after(offered(10), { kind: 'accepted' }).state, chunk(0, 10)).effects).toEqual(FORGED)
    expect(after(receiving(100_000), chunk(10_000, 10_000)).effects).toEqual(FORGED)
    expect(after(receiving(100_000), chunk(0, 10_000), chunk(0, 10_000)).effects).toEqual(FORGED)
    expect(after(receiving(100_000), chunk(0, 1)).effects).toEqual(FORGED)
  })

  it('late pieces of a cancelled one are ignored, but for those beyond the credit', () => {
    const cancelled = after(receiving(10_000_000), { kind: 'cancel-clicked' }).state
    let last = after(cancelled)
    for (let at = 0; at < CREDIT_AHEAD; at += SMALLEST_CHUNK)
      last = after(last.state, chunk(at, SMALLEST_CHUNK))
    expect(last.effects).toEqual([])
    expect(after(last.state, chunk(CREDIT_AHEAD, SMALLEST_CHUNK)).effects).toEqual(FORGED)
    const closed = after(cancelled, { kind: 'given-up', why: 'cancelled' }).state
    expect(after(closed, chunk(0, SMALLEST_CHUNK)).effects).toEqual(FORGED)
  })
})

describe('[SES-3] a file that goes', () => {
  const event: fc.Arbitrary<OutgoingEvent> = fc.oneof(
    fc.constantFrom<OutgoingEvent>(
      { kind: 'accepted' },
      { kind: 'declined', why: 'declined' },
      { kind: 'received' },
      { kind: 'turned-away', why: 'disk-full' },
      { kind: 'cancel-clicked' },
      { kind: 'failed-here', why: 'source-gone' },
      { kind: 'all-read', sha256 },
      { kind: 'session-over' },
    ),
    fc.record({ kind: fc.constant('credit' as const), upTo: fc.nat(1_000_000) }),
  )

  it('[SES-3] is final when it is over, and no credit says that more has arrived than was sent', () => {
    fc.assert(
      fc.property(size, fc.array(event, { maxLength: 30 }), (bytes, events) => {
        let state: Outgoing = offering(bytes)
        for (const one of events) {
          const before = state
          const step = outgoingTransition(before, one)
          state = step.state
          expect(arrived(state)).toBeLessThanOrEqual(state.sent)
          const kinds = step.effects.map(({ kind }) => kind)
          if (before.kind === 'ended') {
            expect(state.kind).toBe('ended')
            for (const kind of kinds) expect(['late', 'forged']).toContain(kind)
          }
          if (kinds.includes('open')) expect(before.kind).toBe('waiting')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('answers to nothing, credit backwards and in crumbs are forged', () => {
    const after = (...events: readonly OutgoingEvent[]) =>
      events.reduce((now, one) => outgoingTransition(now.state, one), {
        state: offering(10_000_000),
        effects: [] as readonly OutgoingEffect[],
      }).effects
    const credit = (upTo: number): OutgoingEvent => ({ kind: 'credit', upTo })
    const FORGED = [{ kind: 'forged' }]
    const begun: readonly OutgoingEvent[] = [
      { kind: 'accepted' },
      credit(CREDIT_AHEAD),
      { kind: 'sent', bytes: 200_000 },
    ]
    expect(after(credit(CREDIT_AHEAD))).toEqual(FORGED)
    expect(after({ kind: 'received' })).toEqual(FORGED)
    expect(after({ kind: 'accepted' }, { kind: 'accepted' })).toEqual(FORGED)
    expect(after(...begun, credit(CREDIT_AHEAD - 1))).toEqual(FORGED)
    expect(after(...begun, credit(CREDIT_AHEAD + 1))).toEqual(FORGED)
    expect(after(...begun, credit(CREDIT_AHEAD + 200_001))).toEqual(FORGED)
    expect(after(...begun, { kind: 'received' })).toEqual(FORGED)
    expect(after(...begun, credit(CREDIT_AHEAD + 200_000))).toEqual([{ kind: 'go-on' }])
  })
})
