// Domain. The mouse pointer: as a shape the client draws itself, and as pixels laid over the picture.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from './byte-sink.ts'
import { encodings } from './encodings.ts'
import type { PixelWriter } from './pixel-format.ts'
import { writeRectHeader } from './server-messages.ts'

/** `pixels`: 4 bytes a pixel B, G, R, alpha (not premultiplied). */
export type Cursor = {
  readonly width: number
  readonly height: number
  readonly hotX: number
  readonly hotY: number
  readonly pixels: Uint8Array
}

export const noCursor: Cursor = { width: 0, height: 0, hotX: 0, hotY: 0, pixels: new Uint8Array(0) }

export type CursorEncoding = 'alpha' | 'vmware' | 'mask'

/** The best form that the client lists: true alpha before a mask of single bits. */
export function cursorEncoding(listed: ReadonlySet<number>): CursorEncoding | undefined {
  if (listed.has(encodings.cursorWithAlpha)) return 'alpha'
  if (listed.has(encodings.vmwareCursor)) return 'vmware'
  return listed.has(encodings.cursor) ? 'mask' : undefined
}

function writeRgba(sink: ByteSink, { pixels }: Cursor, premultiplied: boolean): void {
  const target = sink.room(pixels.length)
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3] ?? 0
    const part = premultiplied ? alpha / 255 : 1
    target[i] = Math.round((pixels[i + 2] ?? 0) * part)
    target[i + 1] = Math.round((pixels[i + 1] ?? 0) * part)
    target[i + 2] = Math.round((pixels[i] ?? 0) * part)
    target[i + 3] = alpha
  }
}

function writeMasked(sink: ByteSink, { width, height, pixels }: Cursor, pixelTo: PixelWriter): void {
  const words = Uint32Array.from({ length: width * height }, (_, i) => wordAt(pixels, i * 4))
  pixelTo.write(words, 0, words.length, sink.room(words.length * pixelTo.bytesPerPixel), 0)
  const rowBytes = Math.ceil(width / 8)
  const mask = sink.room(rowBytes * height).fill(0)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * rowBytes + (x >> 3)
      if ((pixels[(y * width + x) * 4 + 3] ?? 0) >= 128) mask[at] = (mask[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
}

/** The cursor as a pseudo rectangle; `noCursor` hides the client's. `pixelTo` writes PIXELs of the client's format. */
export function writeCursor(
  sink: ByteSink,
  cursor: Cursor,
  form: CursorEncoding,
  pixelTo: PixelWriter,
): void {
  const rect = { x: cursor.hotX, y: cursor.hotY, width: cursor.width, height: cursor.height }
  switch (form) {
    case 'alpha':
      writeRectHeader(sink, rect, encodings.cursorWithAlpha)
      sink.u32(encodings.raw)
      writeRgba(sink, cursor, true)
      return
    case 'vmware':
      writeRectHeader(sink, rect, encodings.vmwareCursor)
      sink.u16(0x0100) // type 1: with alpha
      writeRgba(sink, cursor, false)
      return
    case 'mask':
      writeRectHeader(sink, rect, encodings.cursor)
      writeMasked(sink, cursor, pixelTo)
      return
  }
}

const wordAt = (pixels: Uint8Array, at: number): number =>
  ((pixels[at + 2] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at] ?? 0)

export const cursorRect = (cursor: Cursor, x: number, y: number): Rect => ({
  x: x - cursor.hotX,
  y: y - cursor.hotY,
  width: cursor.width,
  height: cursor.height,
})

/** Lays one row of the cursor over `row`, which holds the pixels from `left` on of line `y` of the screen. */
export function blendRow(row: Uint32Array, left: number, y: number, cursor: Cursor, at: Rect): void {
  const line = y - at.y
  if (line < 0 || line >= cursor.height) return
  const from = Math.max(left, at.x)
  const to = Math.min(left + row.length, at.x + cursor.width)
  for (let x = from; x < to; x++) {
    const source = (line * cursor.width + x - at.x) * 4
    const alpha = cursor.pixels[source + 3] ?? 0
    if (alpha === 0) continue
    const below = row[x - left] ?? 0
    const mix = (shift: number, above: number) => {
      const under = (below >>> shift) & 255
      return Math.round(under + ((above - under) * alpha) / 255) << shift
    }
    const { pixels } = cursor
    row[x - left] =
      mix(16, pixels[source + 2] ?? 0) | mix(8, pixels[source + 1] ?? 0) | mix(0, pixels[source] ?? 0)
  }
}
