// Services. Writes parts of the picture into an update until it is full, and cuts a part that turns out too large.

import type { Rect } from '../../../shared/screen.ts'
import { bandsOf, halvesOf } from '../../domain/rfb/bands.ts'
import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { absorb, difference, type Picture, type Screen } from '../../domain/rfb/picture.ts'
import type { Encoded } from '../../domain/rfb/rect-encoders.ts'
import { area } from '../../domain/rfb/rects.ts'
import { TILE } from '../../domain/rfb/region.ts'
import type { Waiting } from '../../domain/rfb/urgency.ts'
import { LARGEST_UPDATE } from './pace.ts'

/** `later` is told what of it must wait for another update. */
export type Part = Waiting & { later(rect: Rect): void }

/** What was written: all of the part, or the first piece of it. */
export type Written = Encoded & { readonly rect: Rect }

export type PartWriter = {
  /** An update of about so many bytes begins; a part that has no more than `least` pixels is not cut again. */
  begin(budget: number, least: number): void
  isFull(sink: ByteSink): boolean
  /** Bands that are likely to fit. */
  readonly cut: (rect: Rect) => readonly Rect[]
  /** A band without what the client has already: a rectangle around what waits may hold what went long ago. */
  readonly trimmed: (band: Rect) => Rect | undefined
  write(sink: ByteSink, part: Part, encode: (sink: ByteSink, rect: Rect) => Encoded): Written
}

/*
 * An update is cut off here, and the server takes another turn of the event loop, so that the expert's input and the
 * novice's ESC never wait for a picture (CTL-3). Pixels cost about 5 ns each, bytes of a photograph 35 ns: measured 4 to 8 ms
 * a part and 100 to 140 ms for a whole screen of 1280x800. Bounds of work and not of time, so that each run is the same.
 */
const MAX_PIXELS = 1024 * 1024
const BAND_PIXELS = 84 * 1024
export const SMALLEST_BAND = TILE * TILE

function rowsOf({ words, width }: Picture, rect: Rect): readonly Uint32Array[] {
  return Array.from({ length: rect.height }, (_, y) => {
    const at = (rect.y + y) * width + rect.x
    return words.slice(at, at + rect.width)
  })
}

function putBack({ words, width }: Picture, rect: Rect, rows: readonly Uint32Array[]): void {
  for (const [y, row] of rows.entries()) words.set(row, (rect.y + y) * width + rect.x)
}

export function createPartWriter(screen: () => Screen, sent: Picture): PartWriter {
  let budget = LARGEST_UPDATE
  let smallest = SMALLEST_BAND
  let pixels = 0
  // On a thin line bands follow what the last ones weighed: a part that is encoded in vain costs time.
  let fitting = BAND_PIXELS
  const isThin = () => budget < LARGEST_UPDATE

  const write = (sink: ByteSink, part: Part, encode: (sink: ByteSink, rect: Rect) => Encoded): Written => {
    const { rect, later } = part
    const start = sink.length()
    const pieces = isThin() && area(rect) > smallest ? halvesOf(rect) : [rect]
    const [first, second] = pieces
    const before = second === undefined ? undefined : rowsOf(sent, rect)
    absorb(screen(), sent, rect)
    const encoded = encode(sink, rect)
    const weight = sink.length() - start
    if (first !== undefined && second !== undefined && before !== undefined && weight > budget) {
      sink.cut(start)
      putBack(sent, rect, before)
      fitting = Math.floor(area(rect) / 2)
      later(second)
      return write(sink, { ...part, rect: first }, encode)
    }
    if (weight < budget / 4 && area(rect) > fitting / 2) fitting = Math.min(BAND_PIXELS, fitting * 2)
    pixels += area(rect)
    return { ...encoded, rect }
  }

  const cut = (rect: Rect) => bandsOf(rect, isThin() ? Math.max(smallest, fitting) : BAND_PIXELS)

  return {
    begin: (bytes, least) => {
      budget = bytes
      smallest = least
      pixels = 0
    },
    isFull: (sink) => pixels >= MAX_PIXELS || sink.length() >= budget,
    cut,
    trimmed: (band) => (isThin() ? difference(screen(), sent, band) : band),
    write,
  }
}
