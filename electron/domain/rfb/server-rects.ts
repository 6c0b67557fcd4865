// Domain. The rectangles our server sends, as the expert's main process passes over them: where they lie, how long they are.

import type { Rect } from '../../../shared/screen.ts'
import { jpegHead } from './jpeg-head.ts'
import { encodings } from './encodings.ts'
import { pictureIn, RESET_CONTEXT } from './h264.ts'
import { broken, look, pass, type Step } from './reading.ts'

export type DesktopSize = { readonly width: number; readonly height: number }

/** SECURITY: the viewer makes room for what is announced. Two screens of 8K side by side fit. */
const LONGEST_SIDE = 16_384
const MOST_PIXELS = 64 * 1024 * 1024
const LARGEST_CURSOR = 1024
const MOST_SCREENS = 16

/** One pixel as the viewer asks for it (32 bits), and as Tight packs it. */
const PIXEL = 4
const TIGHT_PIXEL = 3
const TIGHT_WIDTH = 2048
/** Shorter data stands without a length (rfbproto, "Tight Encoding"). */
const MIN_TO_COMPRESS = 12
const FILTERS = { copy: 0, palette: 1, gradient: 2 } as const

export const isPossibleSize = ({ width, height }: DesktopSize): boolean =>
  width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE && width * height <= MOST_PIXELS

export const isWithin = ({ x, y, width, height }: Rect, desktop: DesktopSize): boolean =>
  width > 0 && height > 0 && x + width <= desktop.width && y + height <= desktop.height

/** The encodings that change pixels. SECURITY: noVNC knows many more; nothing reaches those of its decoders. */
export const isPixels = (encoding: number): boolean =>
  [encodings.raw, encodings.copyRect, encodings.tight, encodings.h264].some((known) => known === encoding)

/** Passes over the pixels of `rect`, which lies within the screen. */
export function pixels(rect: Rect, encoding: number, desktop: DesktopSize, then: () => Step): Step {
  if (encoding === encodings.raw) return pass(rect.width * rect.height * PIXEL, then)
  if (encoding === encodings.tight) return tight(rect, then)
  if (encoding === encodings.h264) return film(rect, then)
  return look(4, (view) => {
    const source = { ...rect, x: view.getUint16(0), y: view.getUint16(2) }
    return isWithin(source, desktop) ? then() : broken('a copy from outside the screen')
  })
}

/**
 * A picture of a film. SECURITY: of one size that our own server makes, and not larger than its pixels. What the stream says
 * of itself is left to Chromium's decoder, in its sandbox.
 */
function film(rect: Rect, then: () => Step): Step {
  const own = pictureIn(rect)
  if (own?.width !== rect.width || own.height !== rect.height) return broken('a film of an impossible size')
  return look(8, (view) => {
    const [length, flags] = [view.getUint32(0), view.getUint32(4)]
    if (length > rect.width * rect.height * PIXEL) return broken('a film larger than its pixels')
    return flags > RESET_CONTEXT ? broken('an unknown kind of film') : pass(length, then)
  })
}

/** Passes over what is said about the screen, the pointer or an extension; `resize` hears another size. */
export function announcement(
  rect: Rect,
  encoding: number,
  resize: (size: DesktopSize) => void,
  then: () => Step,
): Step {
  const { x, y, width, height } = rect
  const resized = (): Step => {
    if (!isPossibleSize(rect)) return broken('a screen of an impossible size')
    resize({ width, height })
    return then()
  }
  switch (encoding) {
    case encodings.extendedKeys:
    case encodings.extendedMouseButtons:
      return then()
    case encodings.desktopSize:
      return resized()
    case encodings.extendedDesktopSize:
      return look(4, (view) => {
        const screens = view.getUint8(0)
        if (screens > MOST_SCREENS) return broken('too many screens')
        // x: who asked for it, y: what became of that.
        return pass(screens * 16, () => (x === 1 && y !== 0 ? then() : resized()))
      })
    case encodings.cursor:
      if (!isPossibleCursor(rect)) return broken('an impossible pointer')
      return pass(width * height * PIXEL + Math.ceil(width / 8) * height, then)
    case encodings.vmwareCursor:
      if (!isPossibleCursor(rect)) return broken('an impossible pointer')
      return look(2, (view) =>
        view.getUint8(0) === 1 ? pass(width * height * PIXEL, then) : broken('a pointer of an unknown kind'),
      )
    default:
      return broken(`encoding ${encoding}`)
  }
}

const isPossibleCursor = ({ x, y, width, height }: Rect): boolean =>
  width <= LARGEST_CURSOR && height <= LARGEST_CURSOR && x <= width && y <= height

function tight(rect: Rect, then: () => Step): Step {
  const { width, height } = rect
  if (width > TIGHT_WIDTH) return broken('too wide for Tight')
  return look(1, (view) => {
    const control = view.getUint8(0) >> 4
    if (control === 8) return pass(TIGHT_PIXEL, then)
    if (control === 9)
      return compactLength((length) =>
        length > width * height * PIXEL + 8192
          ? broken('a JPEG larger than its pixels')
          : jpegHead(length, width, height, then),
      )
    if (control > 7) return broken('an unknown kind of Tight')
    if ((control & 4) === 0) return data(width * height * TIGHT_PIXEL, then)
    return look(1, (filter) => filtered(filter.getUint8(0), rect, then))
  })
}

function filtered(filter: number, { width, height }: Rect, then: () => Step): Step {
  if (filter === FILTERS.copy || filter === FILTERS.gradient) return data(width * height * TIGHT_PIXEL, then)
  if (filter !== FILTERS.palette) return broken('an unknown filter')
  return look(1, (view) => {
    const colours = view.getUint8(0) + 1
    const size = (colours === 2 ? Math.ceil(width / 8) : width) * height
    return colours < 2
      ? broken('a palette of one colour')
      : pass(colours * TIGHT_PIXEL, () => data(size, then))
  })
}

/** zlib data that unpacks to `size` bytes. SECURITY: what packs worse than not at all was not packed to be unpacked. */
function data(size: number, then: () => Step): Step {
  if (size < MIN_TO_COMPRESS) return pass(size, then)
  return compactLength((length) =>
    length > size + (size >> 3) + 64 ? broken('more zlib data than pixels') : pass(length, then),
  )
}

/** 1 to 3 bytes, seven bits each, lowest first; the third holds eight. */
function compactLength(then: (length: number) => Step): Step {
  return look(1, (first) => {
    const low = first.getUint8(0)
    if (low < 0x80) return then(low)
    return look(1, (second) => {
      const middle = second.getUint8(0)
      const length = (low & 0x7f) | ((middle & 0x7f) << 7)
      if (middle < 0x80) return then(length)
      return look(1, (third) => then(length | (third.getUint8(0) << 14)))
    })
  })
}
