// Domain. What lets a session outlive its connection: frames are counted on both sides, and each is kept until the other
// side is known to have it. After a break the rest is sent again, in order, so that nothing is lost and nothing comes twice.

import type { FrameChannel } from './frames.ts'

export type KeptFrame = { readonly channel: FrameChannel; readonly payload: Uint8Array }

export type FrameBook = {
  /** The payload must not change afterwards. */
  sent(frame: KeptFrame): void
  /** The other side has the first `count` frames. False when that cannot be: it was never sent, or was said before. */
  acknowledged(count: number): boolean
  /** Sent, and not known to have arrived; oldest first. */
  kept(): readonly KeptFrame[]
  keptBytes(): number
  /** A frame with a payload of so many bytes has come. */
  received(bytes: number): void
  /** How many frames have come in all. */
  count(): number
  /** So much has come since `told` that the other side should hear of it: what it keeps must not grow without end. */
  isDue(): boolean
  /** The other side is being told `count()`. */
  told(): void
}

/** The other side keeps about this much for us at most, in bytes and frames, beside what is on its way. */
const DUE_BYTES = 128 * 1024
const DUE_FRAMES = 128

export function createFrameBook(): FrameBook {
  let kept: KeptFrame[] = []
  let keptBytes = 0
  let acknowledged = 0
  let received = 0
  let untoldBytes = 0
  let told = 0
  return {
    sent: (frame) => {
      kept.push(frame)
      keptBytes += frame.payload.byteLength
    },
    acknowledged: (count) => {
      const more = count - acknowledged
      if (more < 0 || more > kept.length) return false
      for (const { payload } of kept.slice(0, more)) keptBytes -= payload.byteLength
      kept = kept.slice(more)
      acknowledged = count
      return true
    },
    kept: () => kept,
    keptBytes: () => keptBytes,
    received: (bytes) => {
      received += 1
      untoldBytes += bytes
    },
    count: () => received,
    isDue: () => untoldBytes >= DUE_BYTES || received - told >= DUE_FRAMES,
    told: () => {
      told = received
      untoldBytes = 0
    },
  }
}
