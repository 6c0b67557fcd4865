// Services. zlib for the Tight encoding, on node:zlib.

import { constants, deflateSync } from 'node:zlib'
import type { Deflate } from '../../domain/rfb/rect-encoders.ts'

/*
 * A stream for each rectangle, deflated at once in this thread. Measured on text that scrolls in an xterm: 250 KB of
 * 8-bit indices (anti-aliased) 0.3 ms and 13.2 KB, 22 KB of bits (bitmap font) 0.05 ms and 4.0 KB, a rectangle of a few
 * bytes 0.06 ms. createDeflate with write and flush kept the history of earlier updates and yet made 12 to 15 KB, at
 * 0.55 ms and another turn of the event loop for each; four zlib.deflate in the thread pool took 1.0 ms.
 * Level 2 costs what 1 does and is 4 % smaller; 6 is 25 % smaller at four times the time.
 */
const options = { finishFlush: constants.Z_SYNC_FLUSH }

const stored = { ...options, level: 0 }
/*
 * The differences within a photograph hardly repeat, and to search for repetition is most of deflate's work: 5 ns a byte
 * instead of 16 to 20 for photographs with noise, and 4 % smaller.
 */
const ofDifferences = { ...options, level: 1, strategy: constants.Z_RLE }

export const DEFAULT_LEVEL = 2

/** One buffer for all that comes out, most times, and no 16 KB for a few bytes. */
const roomFor = (plain: Uint8Array): number => Math.max(256, Math.ceil(plain.length * 0.6))

/** What a sample from the middle tells: noise, or what was compressed already. */
const SAMPLE = 2048
const DENSE = 0.95
const MIN_SAMPLED = 16 * SAMPLE

/** `level`: 0..9, as the client asks by the compression level pseudo-encoding; 0 means the least, not none. */
export function deflateAt(level: number): Deflate {
  const leveled = { ...options, level: Math.min(9, Math.max(1, level)) }
  const isDense = (plain: Uint8Array): boolean => {
    if (plain.length < MIN_SAMPLED) return false
    const middle = plain.length >>> 1
    return deflateSync(plain.subarray(middle, middle + SAMPLE), leveled).length > DENSE * SAMPLE
  }
  // What cannot become smaller is stored: 20 ns a byte less here, and more than that where it is inflated.
  const how = (plain: Uint8Array) => (isDense(plain) ? stored : leveled)
  return (plain, kind) =>
    deflateSync(plain, {
      ...(kind === 'differences' ? ofDifferences : how(plain)),
      chunkSize: roomFor(plain),
    })
}
