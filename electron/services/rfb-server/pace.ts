// Services. How fast updates may go out: never more than two that the client has not finished, never a long queue in
// front of the socket, so that a key press does not wait behind pixels. No timers: acknowledgements set the pace.

import { fenceFlags } from '../../domain/rfb/encodings.ts'
import { fence } from '../../domain/rfb/server-messages.ts'

export type Pace = {
  mayUpdate(): boolean
  /** The client lists fences: asks it for a first answer. */
  start(): void
  /** To be called after each update. */
  updated(): void
  /** The client answered one of our fences. */
  answered(payload: Uint8Array): void
}

const MAX_UNFINISHED = 2
const MAX_QUEUED_BYTES = 64 * 1024
const REQUEST = fenceFlags.request | fenceFlags.blockBefore

export function createPace(send: (bytes: Uint8Array) => void, queuedBytes: () => number): Pace {
  let started = false
  // A client that never answers a fence is paced by the queue alone.
  let answers = false
  let last = 0
  let finished = 0

  const ask = (number: number) => {
    const payload = new Uint8Array(4)
    new DataView(payload.buffer).setUint32(0, number)
    send(fence(REQUEST, payload))
  }

  return {
    mayUpdate: () => queuedBytes() <= MAX_QUEUED_BYTES && last - finished < MAX_UNFINISHED,
    start: () => {
      if (started) return
      started = true
      ask(0)
    },
    updated: () => {
      if (answers) ask(++last)
    },
    answered: (payload) => {
      if (payload.length !== 4) return
      const number = new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0)
      if (!started || number > last) return
      answers = true
      finished = Math.max(finished, number)
    },
  }
}
