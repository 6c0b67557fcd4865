// Services. How much may go out now, and when: no more than the line holds (domain/rfb/line.ts), than somebody has set as a
// bound, and than the socket has taken, so that a key's echo does not wait behind pixels. Acknowledgements set the pace.

import { createAllowance } from '../../domain/rfb/allowance.ts'
import { fenceFlags } from '../../domain/rfb/encodings.ts'
import { createLine, QUEUE_MS } from '../../domain/rfb/line.ts'
import { fence } from '../../domain/rfb/server-messages.ts'

export type Pace = {
  /** Bytes that the next update may have; 0: none at `at`. Never more than `LARGEST_UPDATE`. */
  room(at: number): number
  /** Milliseconds from `at` until there is room, where only time brings it; undefined where the client's answer will. */
  wait(at: number): number | undefined
  /** The client lists fences: asks it for a first answer. */
  start(): void
  send(update: Uint8Array): void
  /** The client answered one of our fences. */
  answered(payload: Uint8Array): void
  /** Bytes a second that may be used; undefined: what the line carries. */
  limit(bytesPerSecond: number | undefined): void
  /** Bytes a second that the line carries, as far as is known and allowed. */
  rate(): number | undefined
}

type Ports = {
  send(bytes: Uint8Array): void
  queuedBytes(): number
  /** Milliseconds that never go back. */
  now(): number
}

/** An update is cut off here, so that the expert's input and the novice's ESC never wait for a picture (CTL-3). */
export const LARGEST_UPDATE = 64 * 1024
const SMALLEST_PART = 1024
/** Half of what may stand in queues: larger parts would hide, by the time they take themselves, that a line could do more. */
const PART_MS = QUEUE_MS / 2
/** Before the first answer: most of a first picture, which has the line for itself. Who does not answer in time never will. */
const UNASKED_BYTES = 64 * 1024
const ANSWER_MS = 3000
/** Small updates that the client may not have finished: more would not be the newest when they arrive. */
const MAX_UNFINISHED = 2
/** On a long way one more for each of so many milliseconds, or a typed letter would wait for the letter before. */
const FRAME_MS = 8
const MAX_QUEUED_BYTES = 64 * 1024
const REQUEST = fenceFlags.request | fenceFlags.blockBefore

export function createPace({ send, queuedBytes, now }: Ports): Pace {
  const line = createLine()
  const allowance = createAllowance()
  let bound: number | undefined
  let started = -Infinity
  let unasked = 0
  // A client that never answers a fence is paced by the queue alone.
  let answers = false
  const hasStarted = () => started !== -Infinity
  const untilGivenUp = (at: number) => Math.max(0, started + ANSWER_MS - at)

  const ask = (bytes: number) => {
    const payload = new Uint8Array(4)
    new DataView(payload.buffer).setUint32(0, line.sent(bytes, now()))
    send(fence(REQUEST, payload))
  }

  const lineHasRoom = (at: number): number => {
    if (!answers) return untilGivenUp(at) > 0 ? UNASKED_BYTES - unasked : LARGEST_UPDATE
    const underWay = line.underWay()
    // The line runs empty once in a while, or the queue that we make would pass for its length.
    if (underWay > 0 && line.wayIsOld(at)) return 0
    const most = bound === undefined ? Infinity : bound / 1000
    const window = line.window(most)
    const partsFillIt = underWay >= window / 4
    const unfinished = MAX_UNFINISHED + Math.floor(line.way() / FRAME_MS) + (partsFillIt ? 2 : 0)
    if (line.unanswered() >= unfinished) return 0
    // In parts: while one arrives the next is on its way, and what follows can still be chosen among the newest.
    const perMs = line.rate()
    const fitting = Math.floor(perMs === undefined ? window / 3 : Math.min(perMs, most) * PART_MS)
    const part = Math.min(LARGEST_UPDATE, Math.max(SMALLEST_PART, fitting))
    const free = window - underWay
    return free < part / 2 ? 0 : Math.min(part, free)
  }

  const rate = () => {
    const perMs = line.rate()
    const known = perMs === undefined ? undefined : perMs * 1000
    return bound === undefined ? known : Math.min(bound, known ?? bound)
  }

  return {
    room: (at) => {
      if (queuedBytes() > MAX_QUEUED_BYTES || allowance.wait(at) > 0) return 0
      const room = Math.min(LARGEST_UPDATE, lineHasRoom(at), allowance.left(at))
      return Math.max(0, Math.floor(room))
    },
    wait: (at) => {
      const wait = Math.max(allowance.wait(at), !answers && unasked >= UNASKED_BYTES ? untilGivenUp(at) : 0)
      return wait > 0 ? wait : undefined
    },
    start: () => {
      if (hasStarted()) return
      started = now()
      ask(0)
    },
    send: (update) => {
      if (answers && line.underWay() === 0 && line.wayIsOld(now())) ask(0)
      send(update)
      allowance.spend(update.length, now())
      if (hasStarted()) ask(update.length)
      if (!answers) unasked += update.length
    },
    answered: (payload) => {
      if (!hasStarted() || payload.length !== 4) return
      answers = true
      line.arrived(new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0), now())
    },
    limit: (bytesPerSecond) => {
      bound = bytesPerSecond
      allowance.limit(bound === undefined ? undefined : bound / 1000, now())
    },
    rate,
  }
}
