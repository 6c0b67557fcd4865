// Domain. H.264 as RFB carries it (rfbproto, "Open H.264 Encoding"): what a picture may measure, what is a picture in Annex B
// of ITU-T H.264, and its rectangle.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from './byte-sink.ts'
import { encodings } from './encodings.ts'
import { writeRectHeader } from './server-messages.ts'

/** The decoder forgets what it knew of this rectangle. */
export const RESET_CONTEXT = 1
const MACROBLOCK = 16
/** A picture of level 4 (table A-1): 1920 x 1088. */
const MOST_MACROBLOCKS = 8192
/** Chromium's encoder cuts pictures from 640 x 480 on into parts, one for each of its threads. */
const MOST_PIXELS = 300_000
/** Types of units: parts of a picture, the key to all that follow, and what a decoder needs before it. */
const PART = 1
const KEY_PART = 5
const SEQUENCE = 7

const even = (length: number): number => length - (length % 2)

/** 4:2:0 has one colour for two by two pixels: what is odd is left to the tiles. Undefined: too large for one picture. */
export function pictureIn(rect: Rect): Rect | undefined {
  const picture = { ...rect, width: even(rect.width), height: even(rect.height) }
  const blocks = Math.ceil(picture.width / MACROBLOCK) * Math.ceil(picture.height / MACROBLOCK)
  return blocks <= MOST_MACROBLOCKS ? picture : undefined
}

/**
 * Strips of a picture, top to bottom, each a picture of its own: viewers (noVNC) take a part of a picture for a whole one, so
 * none may be so large that it is made of parts.
 */
export function stripsOf(picture: Rect): readonly Rect[] {
  const { y, width, height } = picture
  const most = Math.max(1, Math.floor(MOST_PIXELS / width / MACROBLOCK)) * MACROBLOCK
  const each = Math.ceil(height / Math.ceil(height / most) / MACROBLOCK) * MACROBLOCK
  return Array.from({ length: Math.ceil(height / each) }, (_, index) => ({
    ...picture,
    y: y + index * each,
    height: Math.min(each, height - index * each),
  }))
}

/** The types of the units in a stream of bytes, in order; undefined where it does not begin with a start code. */
function typesIn(stream: Uint8Array): readonly number[] | undefined {
  const types: number[] = []
  for (let at = 0; at + 3 < stream.length; at++) {
    if (stream[at] !== 0 || stream[at + 1] !== 0 || stream[at + 2] !== 1) continue
    if (types.length === 0 && at > 1) return undefined
    types.push((stream[at + 3] ?? 0) & 31)
    at += 3
  }
  return types.length === 0 ? undefined : types
}

/**
 * Whether this is one picture as viewers take it: noVNC takes each part for a picture of its own, so there must be one.
 * `key`: whether it must stand for itself.
 */
export function isPicture(stream: Uint8Array, key: boolean): boolean {
  const types = typesIn(stream) ?? []
  const parts = types.filter((type) => type === PART || type === KEY_PART)
  if (parts.length !== 1) return false
  return !key || (parts[0] === KEY_PART && types.includes(SEQUENCE))
}

/** `first`: the picture begins a film, and needs none before it. */
export function writeH264(sink: ByteSink, rect: Rect, stream: Uint8Array, first: boolean): void {
  writeRectHeader(sink, rect, encodings.h264)
  sink.u32(stream.length)
  sink.u32(first ? RESET_CONTEXT : 0)
  sink.bytes(stream)
}
