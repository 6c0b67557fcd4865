// Domain. Writes rectangles of the picture as Raw (RFC 6143, section 7.7.1) or Tight (rfbproto, "Tight Encoding").

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from './byte-sink.ts'
import { encodings } from './encodings.ts'
import { writeDifferences } from './gradient.ts'
import type { Picture } from './picture.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { pixelWriter, tightPixelWriter, type PixelFormat, type PixelWriter } from './pixel-format.ts'
import { MAX_COLOURS } from './colour-table.ts'
import { area } from './rects.ts'
import { writeRectHeader } from './server-messages.ts'

/** Number of rectangles written, and those among them that are only similar to the picture. */
export type Encoded = { readonly count: number; readonly photos: readonly Rect[] }

/** A JPEG of a part of the picture (at most 2048 pixels wide). */
export type PhotoMaker = (picture: Picture, rect: Rect) => Uint8Array

/** Writes `rect` of the picture. Without `photos`, or where the client takes none, each pixel arrives as it is. */
export type RectEncoder = (sink: ByteSink, picture: Picture, rect: Rect, photos?: PhotoMaker) => Encoded

/** A zlib stream of its own for each call, ended by a sync flush (RFC 1950, 1951). */
export type Deflate = (plain: Uint8Array, kind?: 'differences') => Uint8Array

const STREAM = { copy: 0, mono: 1, palette: 2, gradient: 3 } as const
const CONTROL_FILL = 0x80
const CONTROL_JPEG = 0x90
const CONTROL_FILTER = 0x40
const FILTER_PALETTE = 1
const FILTER_GRADIENT = 2
/** Of the middle of a piece, to try how it packs best; a piece of fewer pixels is not worth it. */
const TRIAL = { width: 512, pixels: 2048, from: 1024 }
/** A trial sees no repetition over larger areas, which differences would hide. */
const CLEARLY_SMALLER = 0.9
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

function writeCompressed(sink: ByteSink, plain: Uint8Array, deflate: Deflate, kind?: 'differences'): void {
  if (plain.length < MIN_TO_COMPRESS) {
    sink.bytes(plain)
    return
  }
  const packed = deflate(plain, kind)
  writeCompactLength(sink, packed.length)
  sink.bytes(packed)
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

/** What is about to be compressed stands here for the moment: 20 MB a second of a film would be collected as garbage. */
let desk = new Uint8Array(0)

function onDesk(length: number): Uint8Array {
  if (desk.length < length) desk = new Uint8Array(length)
  return desk.subarray(0, length)
}

function pixelsOf(picture: Picture, rect: Rect, to: PixelWriter): Uint8Array {
  const plain = onDesk(area(rect) * to.bytesPerPixel)
  writePixels(plain, picture, rect, to)
  return plain
}

function differencesOf(picture: Picture, rect: Rect): Uint8Array {
  const plain = onDesk(area(rect) * 3)
  writeDifferences(plain, picture, rect)
  return plain
}

/** Whether a piece of many colours is better sent as differences: photographs are, letters are not. */
function packsAsDifferences(picture: Picture, rect: Rect, to: PixelWriter, deflate: Deflate): boolean {
  // The filter works on channels of a byte each.
  if (to.bytesPerPixel !== 3 || area(rect) < TRIAL.from) return false
  const width = Math.min(TRIAL.width, rect.width)
  const height = Math.min(Math.ceil(TRIAL.pixels / width), rect.height)
  const x = rect.x + ((rect.width - width) >> 1)
  const y = rect.y + ((rect.height - height) >> 1)
  const trial = { x, y, width, height }
  const asDifferences = deflate(differencesOf(picture, trial), 'differences').length
  return asDifferences < CLEARLY_SMALLER * deflate(pixelsOf(picture, trial, to)).length
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

  const writePiece = (sink: ByteSink, picture: Picture, piece: Piece, photos: PhotoMaker | undefined) => {
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
        if (photos !== undefined) writePhoto(sink, photos(picture, piece.rect))
        return
      case 'copy':
        if (packsAsDifferences(picture, piece.rect, to, deflate)) {
          sink.u8(control(STREAM.gradient) | CONTROL_FILTER)
          sink.u8(FILTER_GRADIENT)
          writeCompressed(sink, differencesOf(picture, piece.rect), deflate, 'differences')
          return
        }
        sink.u8(control(STREAM.copy))
        writeCompressed(sink, pixelsOf(picture, piece.rect, to), deflate)
        return
    }
  }

  return (sink, picture, rect, photos) => {
    // RFC 6143's registry allows JPEG only where a pixel has more than 8 bits.
    const allowed = to.bytesPerPixel === 1 ? undefined : photos
    const pieces = piecesOf(picture, rect, { maxColours, photos: allowed !== undefined })
    for (const piece of pieces) writePiece(sink, picture, piece, allowed)
    const similar = pieces.filter(({ kind }) => kind === 'photo')
    return { count: pieces.length, photos: similar.map((piece) => piece.rect) }
  }
}
