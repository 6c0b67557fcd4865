// Domain. The head of a JPEG that a Tight rectangle carries (ITU T.81, annex B): its size must be the rectangle's.

import { broken, look, pass, type Step } from './reading.ts'

const MARKER_BYTES = 2
const SEGMENT_HEAD = 4
const START = 0xffd8
/** Baseline and its extended form; our server sends baseline. */
const FRAMES: ReadonlySet<number> = new Set([0xffc0, 0xffc1])
/** Huffman and quantization tables, the restart interval, a comment; and all that applications add. */
const TABLES: ReadonlySet<number> = new Set([0xffc4, 0xffdb, 0xffdd, 0xfffe])
const isApplication = (marker: number) => marker >= 0xffe0 && marker <= 0xffef
/** Precision, height, width. */
const FRAME_HEAD = 5

/**
 * Passes over a JPEG of `length` bytes.
 * SECURITY: 600 bytes may claim 65535x65535 pixels, which a decoder would make room for, or be a progressive picture of
 * thousands of scans. Only what our own encoder writes comes through: baseline, of exactly this size.
 */
export function jpegHead(length: number, width: number, height: number, then: () => Step): Step {
  if (length < MARKER_BYTES) return broken('a JPEG without a beginning')
  return look(MARKER_BYTES, (view) => {
    if (view.getUint16(0) !== START) return broken('no JPEG')
    return segment(length - MARKER_BYTES)
  })

  function segment(left: number): Step {
    if (left < SEGMENT_HEAD) return broken('a JPEG without a picture')
    return look(SEGMENT_HEAD, (view) => {
      const marker = view.getUint16(0)
      const content = view.getUint16(2) - MARKER_BYTES
      const after = left - SEGMENT_HEAD - content
      if (content < 0 || after < 0) return broken('a JPEG that ends too early')
      if (FRAMES.has(marker)) return frame(left - SEGMENT_HEAD)
      if (!TABLES.has(marker) && !isApplication(marker)) return broken('a JPEG of another kind')
      return pass(content, () => segment(after))
    })
  }

  function frame(left: number): Step {
    if (left < FRAME_HEAD) return broken('a JPEG that ends too early')
    return look(FRAME_HEAD, (view) => {
      const fits = view.getUint16(1) === height && view.getUint16(3) === width
      return fits ? pass(left - FRAME_HEAD, then) : broken('a JPEG of another size than its rectangle')
    })
  }
}
