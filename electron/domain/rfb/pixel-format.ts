// Domain. PIXEL_FORMAT (RFC 6143, section 7.4): how the client wants its pixels, and the way there from ours (0xRRGGBB).

import type { ByteSink } from './byte-sink.ts'

export type PixelFormat = {
  readonly bitsPerPixel: 8 | 16 | 32
  readonly depth: number
  readonly bigEndian: boolean
  readonly redMax: number
  readonly greenMax: number
  readonly blueMax: number
  readonly redShift: number
  readonly greenShift: number
  readonly blueShift: number
}

/** What the capture delivers, and what we announce: B, G, R, unused. */
export const ownFormat: PixelFormat = {
  bitsPerPixel: 32,
  depth: 24,
  bigEndian: false,
  redMax: 255,
  greenMax: 255,
  blueMax: 255,
  redShift: 16,
  greenShift: 8,
  blueShift: 0,
}

const isMask = (max: number) => max > 0 && (max & (max + 1)) === 0

/** `bytes`: the 16 bytes of a PIXEL_FORMAT. Undefined for colour maps and for formats that contradict themselves. */
export function readPixelFormat(bytes: Uint8Array): PixelFormat | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const bitsPerPixel = view.getUint8(0)
  if (bitsPerPixel !== 8 && bitsPerPixel !== 16 && bitsPerPixel !== 32) return undefined
  if (view.getUint8(3) === 0) return undefined
  const format: PixelFormat = {
    bitsPerPixel,
    depth: view.getUint8(1),
    bigEndian: view.getUint8(2) !== 0,
    redMax: view.getUint16(4),
    greenMax: view.getUint16(6),
    blueMax: view.getUint16(8),
    redShift: view.getUint8(10),
    greenShift: view.getUint8(11),
    blueShift: view.getUint8(12),
  }
  const channels = [
    [format.redMax, format.redShift],
    [format.greenMax, format.greenShift],
    [format.blueMax, format.blueShift],
  ] as const
  const fits = channels.every(([max, shift]) => isMask(max) && shift + Math.log2(max + 1) <= bitsPerPixel)
  return fits ? format : undefined
}

export function writePixelFormat(sink: ByteSink, format: PixelFormat): void {
  sink.u8(format.bitsPerPixel)
  sink.u8(format.depth)
  sink.u8(format.bigEndian ? 1 : 0)
  sink.u8(1)
  for (const max of [format.redMax, format.greenMax, format.blueMax]) sink.u16(max)
  for (const shift of [format.redShift, format.greenShift, format.blueShift]) sink.u8(shift)
  for (let i = 0; i < 3; i++) sink.u8(0)
}

/** Writes pixels in the client's format. `bytesPerPixel` bytes each. */
export type PixelWriter = {
  readonly bytesPerPixel: number
  /** Converts `count` pixels 0xRRGGBB from `source[from]` on into `target[at]` on. */
  write(source: Uint32Array, from: number, count: number, target: Uint8Array, at: number): void
}

const scaled = (max: number, shift: number) =>
  Uint32Array.from({ length: 256 }, (_, value) => (Math.round((value * max) / 255) << shift) >>> 0)

/** PIXEL: the client's format as it stands. */
export function pixelWriter(format: PixelFormat): PixelWriter {
  const red = scaled(format.redMax, format.redShift)
  const green = scaled(format.greenMax, format.greenShift)
  const blue = scaled(format.blueMax, format.blueShift)
  const bytesPerPixel = format.bitsPerPixel / 8
  // Bit position of each byte of a pixel, in the order of the wire.
  const positions = Array.from(
    { length: bytesPerPixel },
    (_, i) => 8 * (format.bigEndian ? bytesPerPixel - 1 - i : i),
  )
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0] = positions
  return {
    bytesPerPixel,
    write: (source, from, count, target, at) => {
      let out = at
      for (let i = from; i < from + count; i++) {
        const pixel = source[i] ?? 0
        const value =
          (red[(pixel >>> 16) & 255] ?? 0) | (green[(pixel >>> 8) & 255] ?? 0) | (blue[pixel & 255] ?? 0)
        target[out++] = value >>> p0
        if (bytesPerPixel === 1) continue
        target[out++] = value >>> p1
        if (bytesPerPixel === 2) continue
        target[out++] = value >>> p2
        target[out++] = value >>> p3
      }
    },
  }
}

const compact: PixelWriter = {
  bytesPerPixel: 3,
  write: (source, from, count, target, at) => {
    let out = at
    for (let i = from; i < from + count; i++) {
      const pixel = source[i] ?? 0
      target[out++] = pixel >>> 16
      target[out++] = pixel >>> 8
      target[out++] = pixel
    }
  },
}

/** TPIXEL of the Tight encoding (rfbproto): three bytes R, G, B where the format has 8 bits a channel, else PIXEL. */
export function tightPixelWriter(format: PixelFormat): PixelWriter {
  const maxes = format.redMax === 255 && format.greenMax === 255 && format.blueMax === 255
  return format.bitsPerPixel === 32 && format.depth === 24 && maxes ? compact : pixelWriter(format)
}
