// Domain. How much of a file may be under way at a time, so that picture, keys and pointer never wait long behind it.
// What a line holds beyond its own length stands in queues; so the time from a piece to its acknowledgement is compared
// with that of a piece that had the line for itself (the idea of LEDBAT, RFC 6817), and less is sent as soon as it grows.

import { CREDIT_AHEAD, LARGEST_CHUNK, SMALLEST_CHUNK } from './limits.ts'

/** Milliseconds that a file may add to everybody's way through the line, and which part of a long way besides. */
const MOST_DELAY_MS = 10
const MOST_DELAY_PART = 1 / 16
/** And the first window: what a line holds is not known yet, and on a thin one more would stand in everybody's way. */
const SMALLEST_WINDOW = 2 * SMALLEST_CHUNK
/** Grows by so much with each acknowledgement that was not late. */
const STEP = SMALLEST_CHUNK
const SHRINK = 0.7
/** The way through a network may change: so often it is measured anew … */
const BASE_MS = 10_000
/** … and the shortest of so many measurements counts, because somebody else's bytes may have been in the way of one. */
const MEASUREMENTS = 3

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

type Piece = { readonly upTo: number; readonly at: number; readonly alone: boolean }

export function createPace(): Pace {
  let window = SMALLEST_WINDOW
  let underWay: readonly Piece[] = []
  let shrunkAt = -Infinity
  /** The ways of pieces that had the line for themselves: what stands behind others of ours would pass for a longer way. */
  let alone: readonly number[] = []
  let measuredAt = -Infinity
  let measuring = true

  function measured({ at, alone: wasAlone }: Piece, now: number) {
    if (wasAlone) {
      alone = [...alone, now - at].slice(-MEASUREMENTS)
      measuredAt = now
      measuring = false
    } else if (now - measuredAt > BASE_MS) measuring = true
  }

  function isLate(delay: number): boolean {
    const way = Math.min(...alone)
    return delay > way + MOST_DELAY_MS + way * MOST_DELAY_PART
  }

  return {
    window: () => (measuring ? SMALLEST_CHUNK : window),
    chunk: () =>
      measuring ? SMALLEST_CHUNK : Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, Math.floor(window / 4))),
    sent: (upTo, now) => {
      underWay = [...underWay, { upTo, at: now, alone: underWay.length === 0 }]
    },
    arrived: (upTo, now) => {
      const last = underWay.findLast((piece) => piece.upTo <= upTo)
      if (!last) return
      underWay = underWay.filter((piece) => piece.upTo > upTo)
      measured(last, now)
      if (!isLate(now - last.at)) window = Math.min(CREDIT_AHEAD, window + STEP)
      else if (last.at > shrunkAt) {
        // Pieces that left before it shrank say nothing about the smaller window.
        window = Math.max(SMALLEST_WINDOW, Math.floor(window * SHRINK))
        shrunkAt = now
      }
    },
  }
}
