// Services. What the client has said about itself: pixel format and encodings, turned into the way we send to it.

import { cursorEncoding, type CursorEncoding } from '../../domain/rfb/cursor.ts'
import { encodings } from '../../domain/rfb/encodings.ts'
import { ownFormat, pixelWriter, type PixelFormat, type PixelWriter } from '../../domain/rfb/pixel-format.ts'
import { rawEncoder, tightEncoder, type RectEncoder } from '../../domain/rfb/rect-encoders.ts'
import { DEFAULT_LEVEL, deflateAt } from './tight-deflate.ts'

export type { PhotoMaker } from '../../domain/rfb/rect-encoders.ts'

export type ClientWishes = {
  readonly encoder: RectEncoder
  readonly pixelTo: PixelWriter
  readonly copyRect: boolean
  readonly cursor: CursorEncoding | undefined
  /** The client names a JPEG quality level, and so takes JPEG (rfbproto, "JPEG Quality Level Pseudo-encoding"). */
  readonly photos: boolean
  /** The client takes H.264, in pixels of 24 bits (rfbproto, "Open H.264 Encoding"). */
  readonly films: boolean
  readonly resize: 'extended' | 'plain' | undefined
  readonly lists: (encoding: number) => boolean
}

function levelOf(listed: readonly number[]): number {
  const level = listed.find((n) => n >= encodings.compressLevel0 && n <= encodings.compressLevel9)
  return level === undefined ? DEFAULT_LEVEL : level - encodings.compressLevel0
}

/** `listed`: the encodings of the last SetEncodings, best first. A client that lists neither Tight nor Raw gets Raw. */
export function wishesOf(listed: readonly number[] = [], format: PixelFormat = ownFormat): ClientWishes {
  const all = new Set(listed)
  const first = listed.find((n) => n === encodings.tight || n === encodings.raw)
  return {
    encoder:
      first === encodings.tight ? tightEncoder(format, deflateAt(levelOf(listed))) : rawEncoder(format),
    pixelTo: pixelWriter(format),
    copyRect: all.has(encodings.copyRect),
    cursor: cursorEncoding(all),
    photos: listed.some((n) => n >= encodings.qualityLevel0 && n <= encodings.qualityLevel9),
    films: all.has(encodings.h264) && format.depth === 24,
    resize: all.has(encodings.extendedDesktopSize)
      ? 'extended'
      : all.has(encodings.desktopSize)
        ? 'plain'
        : undefined,
    lists: (encoding) => all.has(encoding),
  }
}
