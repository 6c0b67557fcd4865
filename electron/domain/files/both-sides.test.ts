// Both machines of a file together, over a line that loses nothing: neither ever takes the other for a forger.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incomingTransition, offered } from './incoming.ts'
import type { Incoming, IncomingEvent } from './incoming.ts'
import { LARGEST_CHUNK, SMALLEST_CHUNK } from './limits.ts'
import { offering, outgoingTransition } from './outgoing.ts'
import type { Outgoing, OutgoingEvent } from './outgoing.ts'

const size = fc.oneof(fc.constantFrom(0, 1, SMALLEST_CHUNK, LARGEST_CHUNK + 1, 262_145), fc.nat(400_000))
const sha256 = 'a'.repeat(64)

/** Both machines with a line between them; each step is one thing that happens, in any order that lines allow. */
describe('[SES-3] both sides of a file', () => {
  it('never take each other for a forger, whoever cancels whenever, and end', () => {
    fc.assert(
      fc.property(
        size,
        fc.array(fc.nat(9), { minLength: 60, maxLength: 60 }),
        fc.integer({ min: 0, max: 60 }),
        (bytes, choices, calm) => {
          const world = createWorld(Math.min(bytes, 400_000))
          for (let step = 0; step < 400 && !world.isOver(); step += 1) {
            world.happen(choices[step] ?? 0, step >= calm)
          }
          expect(world.isOver()).toBe(true)
        },
      ),
      { numRuns: 1500 },
    )
  })
})

type ToReceiver = Extract<IncomingEvent, { readonly kind: 'chunk' | 'end-came' | 'given-up' }>
type ToSender = Extract<OutgoingEvent, { readonly kind: 'accepted' | 'credit' | 'received' | 'turned-away' }>

function createWorld(bytes: number) {
  let out: Outgoing = offering(bytes)
  let incoming: Incoming = offered(bytes)
  const there: ToReceiver[] = []
  const back: ToSender[] = []
  let unwritten: number[] = []
  let keeping = false

  function sender(event: OutgoingEvent) {
    const step = outgoingTransition(out, event)
    out = step.state
    for (const effect of step.effects) {
      expect(effect.kind).not.toBe('forged')
      if (effect.kind === 'say-end') there.push({ kind: 'end-came', sha256 })
      if (effect.kind === 'say-give-up') there.push({ kind: 'given-up', why: effect.why })
    }
  }

  function receiver(event: IncomingEvent) {
    const step = incomingTransition(incoming, event)
    incoming = step.state
    for (const effect of step.effects) {
      expect(effect.kind).not.toBe('forged')
      if (effect.kind === 'grant') back.push({ kind: 'credit', upTo: effect.upTo })
      if (effect.kind === 'say-received') back.push({ kind: 'received' })
      if (effect.kind === 'say-turn-away') back.push({ kind: 'turned-away', why: effect.why })
      if (effect.kind === 'write' && event.kind === 'chunk') unwritten.push(event.bytes)
      if (effect.kind === 'keep') keeping = true
      if (effect.kind === 'discard') {
        unwritten = []
        keeping = false
      }
    }
  }

  function write() {
    const written = unwritten.shift()
    if (written !== undefined) receiver({ kind: 'written', bytes: written })
    else if (keeping) receiver({ kind: 'kept' })
  }

  function read() {
    if (out.kind !== 'sending') return
    const piece = Math.min(LARGEST_CHUNK, out.size - out.sent)
    if (out.sent === out.size) sender({ kind: 'all-read', sha256 })
    else if (out.sent + piece <= out.upTo) {
      there.push({ kind: 'chunk', offset: out.sent, bytes: piece })
      sender({ kind: 'sent', bytes: piece })
    }
  }

  const deliver = () => {
    const message = there.shift()
    if (message) receiver(message)
  }
  const deliverBack = () => {
    const message = back.shift()
    if (message) sender(message)
  }
  const agree = () => {
    if (incoming.kind === 'offered') {
      back.push({ kind: 'accepted' })
      receiver({ kind: 'accepted' })
    }
    receiver({ kind: 'turn-came' })
    receiver({ kind: 'opened' })
  }
  const calmly = [read, deliver, deliverBack, write, agree]

  return {
    isOver: () => out.kind === 'ended' && incoming.kind === 'ended' && there.length + back.length === 0,
    happen: (choice: number, calm: boolean) => {
      if (calm || choice < 8) for (const act of calm ? calmly : [calmly[choice % calmly.length]]) act?.()
      else if (choice === 8 && incoming.kind !== 'offered') receiver({ kind: 'cancel-clicked' })
      else if (choice === 9) sender({ kind: 'cancel-clicked' })
    },
  }
}
