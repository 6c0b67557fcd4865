// Domain. How much of a file may be under way at a time, so that picture, keys and pointer never wait long behind it.
// What a line holds beyond its own length stands in queues; so the time from a piece to its acknowledgement is compared
// with the shortest one seen (the idea of LEDBAT, RFC 6817), and less is sent as soon as it grows.

import { CREDIT_AHEAD, LARGEST_CHUNK, SMALLEST_CHUNK } from './limits.ts'

/** Milliseconds that a file may add to everybody's way through the line. */
const MOST_DELAY_MS = 10
const SMALLEST_WINDOW = 2 * SMALLEST_CHUNK
const FIRST_WINDOW = 64 * 1024
/** Grows by so much with each acknowledgement that was not late. */
const STEP = SMALLEST_CHUNK
const SHRINK = 0.7
/** The way through a network may change; what was shortest is measured anew. */
const BASE_MS = 10_000

export type Pace = {
  /** Bytes that may be sent and not yet acknowledged. */
  window(): number
  /** Size of the next piece, in bytes. */
  chunk(): number
  /** The bytes up to `upTo` have been sent at `now` (ms that never go back). */
  sent(upTo: number, now: number): void
  /** All bytes up to `upTo` have arrived. */
  arrived(upTo: number, now: number): void
}

export function createPace(): Pace {
  let window = FIRST_WINDOW
  let underWay: { readonly upTo: number; readonly at: number }[] = []
  let shrunkAt = -Infinity
  let base = Infinity
  let nextBase = Infinity
  let baseSince = -Infinity

  function measured(delay: number, now: number) {
    if (now - baseSince > BASE_MS) {
      base = nextBase === Infinity ? delay : nextBase
      nextBase = Infinity
      baseSince = now
    }
    nextBase = Math.min(nextBase, delay)
    base = Math.min(base, delay)
  }

  return {
    window: () => window,
    chunk: () => Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, Math.floor(window / 4))),
    sent: (upTo, now) => underWay.push({ upTo, at: now }),
    arrived: (upTo, now) => {
      const last = underWay.findLast((piece) => piece.upTo <= upTo)
      if (!last) return
      underWay = underWay.filter((piece) => piece.upTo > upTo)
      const delay = now - last.at
      measured(delay, now)
      if (delay <= base + MOST_DELAY_MS) window = Math.min(CREDIT_AHEAD, window + STEP)
      else if (last.at > shrunkAt) {
        // Pieces that left before it shrank say nothing about the smaller window.
        window = Math.max(SMALLEST_WINDOW, Math.floor(window * SHRINK))
        shrunkAt = now
      }
    },
  }
}
