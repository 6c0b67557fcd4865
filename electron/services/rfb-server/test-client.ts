// Services, tests only. An RFB client of our own: it reverses Raw, Tight and CopyRect and keeps the picture.

import { constants, inflateSync } from 'node:zlib'
import type { Rect } from '../../../shared/screen.ts'
import { fromGradient } from '../../domain/rfb/from-gradient.ts'
import { ownFormat, writePixelFormat, type PixelFormat } from '../../domain/rfb/pixel-format.ts'
import { createByteSink } from '../../domain/rfb/byte-sink.ts'

export type Heard =
  | { readonly kind: 'version' | 'security' | 'end-of-continuous-updates' }
  | { readonly kind: 'init'; readonly name: string; readonly width: number; readonly height: number }
  | { readonly kind: 'fence'; readonly flags: number; readonly payload: readonly number[] }
  | { readonly kind: 'update'; readonly rects: readonly HeardRect[] }

export type HeardRect = Rect & { readonly encoding: number; readonly how: string; readonly body: Uint8Array }

/** 0xRRGGBB back from a pixel of `format`; narrow channels are widened. */
function fromPixel(bytes: Uint8Array, at: number, format: PixelFormat): number {
  let value = 0
  const size = format.bitsPerPixel / 8
  for (let i = 0; i < size; i++) {
    const byte = bytes[at + (format.bigEndian ? i : size - 1 - i)] ?? 0
    value = ((value << 8) | byte) >>> 0
  }
  const channel = (max: number, shift: number) => Math.round((((value >>> shift) & max) * 255) / max)
  return (
    (channel(format.redMax, format.redShift) << 16) |
    (channel(format.greenMax, format.greenShift) << 8) |
    channel(format.blueMax, format.blueShift)
  )
}

const be32 = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset).getInt32(at)
const be16 = (bytes: Uint8Array, at: number) => new DataView(bytes.buffer, bytes.byteOffset).getUint16(at)

export const clientSays = {
  hello: Uint8Array.from('RFB 003.008\n\x01\x01', (letter) => letter.charCodeAt(0)),
  encodings: (...list: readonly number[]) => {
    const sink = createByteSink()
    sink.u16(0x0200)
    sink.u16(list.length)
    for (const encoding of list) sink.u32(encoding)
    return sink.take()
  },
  pixelFormat: (format: PixelFormat) => {
    const sink = createByteSink()
    sink.u32(0)
    writePixelFormat(sink, format)
    return sink.take()
  },
  request: (incremental: boolean, { x, y, width, height }: Rect) => {
    const sink = createByteSink()
    sink.u16(0x0300 | (incremental ? 1 : 0))
    for (const n of [x, y, width, height]) sink.u16(n)
    return sink.take()
  },
  continuous: (enable: boolean, { x, y, width, height }: Rect) => {
    const sink = createByteSink()
    sink.u16(0x9600 | (enable ? 1 : 0))
    for (const n of [x, y, width, height]) sink.u16(n)
    return sink.take()
  },
  fence: (flags: number, payload: readonly number[]) => {
    const sink = createByteSink()
    sink.u32(248 << 24)
    sink.u32(flags)
    sink.u8(payload.length)
    sink.bytes(Uint8Array.from(payload))
    return sink.take()
  },
}

/** Takes whole server messages in any number of pieces; what is unfinished waits for the next piece. */
export function createTestClient(format: PixelFormat = ownFormat) {
  let rest = new Uint8Array(0)
  let phase: 'version' | 'security' | 'init' | 'messages' = 'version'
  let width = 0
  let height = 0
  let words = new Uint32Array(0)
  let at = 0
  const short = new Error('more to come')
  const take = (count: number): Uint8Array => {
    if (at + count > rest.length) throw short
    at += count
    return rest.subarray(at - count, at)
  }
  const u8 = () => take(1)[0] ?? 0
  const u16 = () => be16(take(2), 0)
  const s32 = () => be32(take(4), 0)
  const resize = (toWidth: number, toHeight: number) => {
    if (toWidth === width && toHeight === height) return
    width = toWidth
    height = toHeight
    // A colour nobody sends: what stays undefined shows.
    words = new Uint32Array(width * height).fill(0xff00ff)
  }

  const bpp = format.bitsPerPixel / 8
  const isCompact = bpp === 4 && format.depth === 24
  const tbpp = isCompact ? 3 : bpp
  const tpixel = (bytes: Uint8Array, i: number) =>
    isCompact
      ? ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
      : fromPixel(bytes, i, format)
  const paint = (rect: Rect, colourAt: (x: number, y: number) => number) => {
    for (let y = 0; y < rect.height; y++)
      for (let x = 0; x < rect.width; x++) words[(rect.y + y) * width + rect.x + x] = colourAt(x, y)
  }

  const compactLength = (): number => {
    let length = u8()
    if (length & 0x80) length = (length & 0x7f) | (u8() << 7)
    if (length & 0x4000) length = (length & 0x3fff) | (u8() << 14)
    return length
  }

  const compressed = (size: number): Uint8Array => {
    if (size < 12) return take(size)
    const plain = inflateSync(take(compactLength()), { finishFlush: constants.Z_SYNC_FLUSH })
    if (plain.length !== size) throw new Error(`zlib gave ${plain.length} bytes instead of ${size}`)
    return plain
  }

  const tight = (rect: Rect): string => {
    const control = u8()
    if (control >> 4 === 8) {
      const colour = tpixel(take(tbpp), 0)
      paint(rect, () => colour)
      return 'fill'
    }
    if (control >> 4 === 9) {
      const jpeg = take(compactLength())
      if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('no JPEG')
      // Not decoded: a colour nobody sends stands for pixels that are not exact.
      paint(rect, () => 0xff00ff)
      return 'jpeg'
    }
    const stream = (control >> 4) & 3
    if ((control & 15) !== 1 << stream)
      throw new Error('a rectangle must reset the stream it uses, and no other')
    if (rect.width > 2048) throw new Error('too wide for Tight')
    if ((control & 0x40) === 0) {
      const pixels = compressed(rect.width * rect.height * tbpp)
      paint(rect, (x, y) => tpixel(pixels, (y * rect.width + x) * tbpp))
      return 'copy'
    }
    const filter = u8()
    if (filter === 2) {
      const pixels = fromGradient(compressed(rect.width * rect.height * 3), rect.width)
      paint(rect, (x, y) => tpixel(pixels, (y * rect.width + x) * tbpp))
      return 'gradient'
    }
    if (filter !== 1) throw new Error('unknown filter')
    const count = u8() + 1
    const palette = take(count * tbpp).slice()
    if (count === 2) {
      const rowBytes = Math.ceil(rect.width / 8)
      const bits = compressed(rowBytes * rect.height)
      paint(rect, (x, y) =>
        tpixel(palette, (((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * tbpp),
      )
      return 'mono'
    }
    const indices = compressed(rect.width * rect.height)
    paint(rect, (x, y) => tpixel(palette, (indices[y * rect.width + x] ?? 0) * tbpp))
    return 'palette'
  }

  /** Not decoded, as a JPEG is not. */
  const h264 = (rect: Rect): string => {
    const [length, flags] = [s32(), s32()]
    take(length)
    paint(rect, () => 0xff00ff)
    return (flags & 1) === 1 ? 'h264-first' : 'h264'
  }

  const copyRect = (rect: Rect): string => {
    const [fromX, fromY] = [u16(), u16()]
    const before = words.slice()
    paint(rect, (x, y) => before[(fromY + y) * width + fromX + x] ?? 0)
    return 'copyrect'
  }

  const content = (rect: Rect, encoding: number): string => {
    switch (encoding) {
      case 0: {
        const pixels = take(rect.width * rect.height * bpp)
        paint(rect, (x, y) => fromPixel(pixels, (y * rect.width + x) * bpp, format))
        return 'raw'
      }
      case 1:
        return copyRect(rect)
      case 7:
        return tight(rect)
      case 50:
        return h264(rect)
      case -239:
        take(rect.width * rect.height * bpp + Math.ceil(rect.width / 8) * rect.height)
        return 'cursor'
      case -314:
        take(4 + rect.width * rect.height * 4)
        return 'cursor'
      case 0x574d5664:
        take(2 + rect.width * rect.height * 4)
        return 'cursor'
      case -258:
      case -316:
        return 'mark'
      case -223:
        resize(rect.width, rect.height)
        return 'size'
      case -308:
        take(4)
        take(16)
        if (rect.y === 0) resize(rect.width, rect.height)
        return 'size'
      default:
        throw new Error(`encoding ${encoding}`)
    }
  }

  const update = (): Heard => {
    u8()
    const count = u16()
    const rects: HeardRect[] = []
    for (let i = 0; i < count; i++) {
      const rect = { x: u16(), y: u16(), width: u16(), height: u16() }
      const encoding = s32()
      const start = at
      const how = content(rect, encoding)
      rects.push({ ...rect, encoding, how, body: rest.slice(start, at) })
    }
    return { kind: 'update', rects }
  }

  const message = (): Heard => {
    if (phase === 'version') {
      take(12)
      phase = 'security'
      return { kind: 'version' }
    }
    if (phase === 'security') {
      take(6)
      phase = 'init'
      return { kind: 'security' }
    }
    if (phase === 'init') {
      const head = take(20)
      const name = new TextDecoder().decode(take(s32()))
      resize(be16(head, 0), be16(head, 2))
      phase = 'messages'
      return { kind: 'init', name, width, height }
    }
    const type = u8()
    if (type === 0) return update()
    if (type === 150) return { kind: 'end-of-continuous-updates' }
    if (type !== 248) throw new Error(`message ${type}`)
    take(3)
    const flags = s32() >>> 0
    return { kind: 'fence', flags, payload: [...take(u8())] }
  }

  return {
    picture: () => ({ width, height, words }),
    /** Every message that became whole. */
    push: (bytes: Uint8Array): readonly Heard[] => {
      rest = new Uint8Array(Buffer.concat([rest, bytes]))
      const heard: Heard[] = []
      while (rest.length > 0) {
        at = 0
        try {
          heard.push(message())
        } catch (cause) {
          if (cause !== short) throw cause
          return heard
        }
        rest = rest.slice(at)
      }
      return heard
    },
  }
}
