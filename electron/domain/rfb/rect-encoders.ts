// Domain. Writes rectangles of the picture as Raw (RFC 6143, section 7.7.1) or Tight (rfbproto, "Tight Encoding").

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from './byte-sink.ts'
import { encodings } from './encodings.ts'
import { toGradient } from './gradient.ts'
import type { Picture } from './picture.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { pixelWriter, tightPixelWriter, type PixelFormat, type PixelWriter } from './pixel-format.ts'
import { MAX_COLOURS } from './colour-table.ts'
import { writeRectHeader } from './server-messages.ts'

/** Number of rectangles written, and those among them that are only similar to the picture. */
export type Encoded = { readonly count: number; readonly photos: readonly Rect[] }

/** A JPEG of a part of the picture (at most 2048 pixels wide). */
export type PhotoMaker = (picture: Picture, rect: Rect) => Uint8Array

/**
 * How photographs are to be smaller than they are. `predicted`: no pixel is lost, a third of the bytes is, at the price of some
 * work at both ends.
 */
export type Saving = PhotoMaker | 'predicted'

/** Writes `rect` of the picture. Without a maker of photos, or where the client takes none, each pixel arrives as it is. */
export type RectEncoder = (sink: ByteSink, picture: Picture, rect: Rect, saving?: Saving) => Encoded

/** A zlib stream of its own for each call, ended by a sync flush (RFC 1950, 1951). */
export type Deflate = (plain: Uint8Array) => Uint8Array

const STREAM = { copy: 0, mono: 1, palette: 2 } as const
const CONTROL_FILL = 0x80
const CONTROL_JPEG = 0x90
const CONTROL_FILTER = 0x40
const FILTER_PALETTE = 1
const FILTER_GRADIENT = 2
/** Shorter data is sent as it is, without a length. */
const MIN_TO_COMPRESS = 12

function writePixels(target: Uint8Array, picture: Picture, rect: Rect, to: PixelWriter): void {
  for (let y = 0; y < rect.height; y++) {
    const from = (rect.y + y) * picture.width + rect.x
    to.write(picture.words, from, rect.width, target, y * rect.width * to.bytesPerPixel)
  }
}

export function rawEncoder(format: PixelFormat): RectEncoder {
  const to = pixelWriter(format)
  return (sink, picture, rect) => {
    writeRectHeader(sink, rect, encodings.raw)
    writePixels(sink.room(rect.width * rect.height * to.bytesPerPixel), picture, rect, to)
    return { count: 1, photos: [] }
  }
}

/** 1 to 3 bytes, seven bits each, lowest first; the third holds eight. */
function writeCompactLength(sink: ByteSink, length: number): void {
  sink.u8((length & 0x7f) | (length > 0x7f ? 0x80 : 0))
  if (length > 0x7f) sink.u8(((length >>> 7) & 0x7f) | (length > 0x3fff ? 0x80 : 0))
  if (length > 0x3fff) sink.u8(length >>> 14)
}

/** Each stream is reset by the rectangle that uses it, so rectangles do not depend on each other. */
const control = (stream: number): number => (stream << 4) | (1 << stream)

function writePacked(sink: ByteSink, packed: Uint8Array): void {
  writeCompactLength(sink, packed.length)
  sink.bytes(packed)
}

function writeCompressed(sink: ByteSink, plain: Uint8Array, deflate: Deflate): void {
  if (plain.length < MIN_TO_COMPRESS) sink.bytes(plain)
  else writePacked(sink, deflate(plain))
}

function writePalette(
  sink: ByteSink,
  { colours, packed }: Extract<Piece, { kind: 'palette' }>,
  to: PixelWriter,
  deflate: Deflate,
): void {
  sink.u8(control(colours.length === 2 ? STREAM.mono : STREAM.palette) | CONTROL_FILTER)
  sink.u8(FILTER_PALETTE)
  sink.u8(colours.length - 1)
  to.write(colours, 0, colours.length, sink.room(colours.length * to.bytesPerPixel), 0)
  writeCompressed(sink, packed, deflate)
}

export function tightEncoder(format: PixelFormat, deflate: Deflate): RectEncoder {
  const to = tightPixelWriter(format)
  // An index of 8 bits saves nothing where a pixel has 8 bits itself.
  const maxColours = to.bytesPerPixel === 1 ? 2 : MAX_COLOURS

  const writePhoto = (sink: ByteSink, jpeg: Uint8Array) => {
    sink.u8(CONTROL_JPEG)
    writeCompactLength(sink, jpeg.length)
    sink.bytes(jpeg)
  }

  const pixelsOf = (picture: Picture, rect: Rect): Uint8Array => {
    const plain = new Uint8Array(rect.width * rect.height * to.bytesPerPixel)
    writePixels(plain, picture, rect, to)
    return plain
  }

  /** Drawings with many colours are smaller without the filter: both are tried, the smaller one goes. */
  const writePredicted = (sink: ByteSink, plain: Uint8Array, width: number) => {
    const packed = deflate(plain)
    toGradient(plain, width)
    const filtered = deflate(plain)
    if (filtered.length < packed.length) {
      sink.u8(control(STREAM.copy) | CONTROL_FILTER)
      sink.u8(FILTER_GRADIENT)
      writePacked(sink, filtered)
    } else {
      sink.u8(control(STREAM.copy))
      writePacked(sink, packed)
    }
  }

  const writePiece = (sink: ByteSink, picture: Picture, piece: Piece, saving: Saving | undefined) => {
    writeRectHeader(sink, piece.rect, encodings.tight)
    switch (piece.kind) {
      case 'fill':
        sink.u8(CONTROL_FILL)
        to.write(Uint32Array.of(piece.colour), 0, 1, sink.room(to.bytesPerPixel), 0)
        return
      case 'palette':
        writePalette(sink, piece, to, deflate)
        return
      case 'photo':
        if (typeof saving === 'function') writePhoto(sink, saving(picture, piece.rect))
        return
      case 'copy': {
        const plain = pixelsOf(picture, piece.rect)
        if (saving === 'predicted' && plain.length >= MIN_TO_COMPRESS) {
          writePredicted(sink, plain, piece.rect.width)
          return
        }
        sink.u8(control(STREAM.copy))
        writeCompressed(sink, plain, deflate)
        return
      }
    }
  }

  return (sink, picture, rect, saving) => {
    // RFC 6143's registry allows JPEG only where a pixel has more than 8 bits; the filter is about bytes of colours.
    const allowed =
      to.bytesPerPixel === 3 || (saving !== 'predicted' && to.bytesPerPixel !== 1) ? saving : undefined
    const pieces = piecesOf(picture, rect, { maxColours, photos: typeof allowed === 'function' })
    for (const piece of pieces) writePiece(sink, picture, piece, allowed)
    const similar = pieces.filter(({ kind }) => kind === 'photo')
    return { count: pieces.length, photos: similar.map((piece) => piece.rect) }
  }
}
