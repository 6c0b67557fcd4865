// Services. Between the capture and the client: what has changed, what the client has, and what goes into an update.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { cursorRect } from '../../domain/rfb/cursor.ts'
import {
  absorb,
  createPicture,
  difference,
  shift,
  wholeOf,
  type ColourBits,
  type Screen,
} from '../../domain/rfb/picture.ts'
import { area, coalesce } from '../../domain/rfb/rects.ts'
import { createRegion, TILE } from '../../domain/rfb/region.ts'
import { findScroll } from '../../domain/rfb/scroll.ts'
import { writeCopyRect } from '../../domain/rfb/server-messages.ts'
import type { ScreenImage } from '../capture/capture.ts'
import type { ClientWishes } from './client-wishes.ts'

export type Size = { readonly width: number; readonly height: number }

export type ScreenFeed = {
  /** The size of the picture the client has. */
  readonly size: Size
  changed(rect: Rect): void
  /** The client wants this part whether it has changed or not. */
  refresh(rect: Rect): void
  /** From now on with so many bits a colour; all of it goes out again. */
  colours(bits: ColourBits): void
  /** The pointer to be drawn into the picture from now on; none: it is not part of it. */
  pointer(pointer: Screen['pointer']): void
  /** Writes what changed inside `within` and returns the number of rectangles; a rest may wait for the next call. */
  write(sink: ByteSink, within: Rect, wishes: ClientWishes): number
}

/*
 * Measured in this thread, compare to last byte, an xterm of 510x490 that scrolls: anti-aliased text 2.5 ms and 18 KB an
 * update, 2.9 ms and 9 KB with CopyRect; bitmap font 2.0 ms and 4.2 KB, with CopyRect 2.4 ms and 1.1 KB. A typed
 * character 0.02 ms and about 50 bytes, a whole desktop of 1280x800 5 ms and 25 KB.
 */

/*
 * An update is cut off here, and the server takes another turn of the event loop, so that the expert's input and the
 * novice's ESC never wait for a picture (CTL-3). Pixels cost about 5 ns each, bytes of a photograph 35 ns: measured 4 to 8 ms
 * a part and 100 to 140 ms for a whole screen of 1280x800. Bounds of work and not of time, so that each run is the same.
 */
const MAX_PIXELS = 1024 * 1024
const MAX_BYTES = 64 * 1024
const BAND_PIXELS = 84 * 1024

function wordsOf({ pixels, width, height }: ScreenImage): Uint32Array {
  // All of Electron's systems are little-endian: B, G, R, X read as one word is 0xXXRRGGBB.
  if (pixels.byteOffset % 4 !== 0)
    throw new Error('the image of a capture must begin at a multiple of 4 bytes')
  return new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)
}

function bandsOf(rect: Rect): readonly Rect[] {
  // Whole tiles of the region: a band that is put off must not bring its neighbour back.
  const height = TILE * Math.max(1, Math.floor(BAND_PIXELS / rect.width / TILE))
  return Array.from({ length: Math.ceil(rect.height / height) }, (_, i) => ({
    ...rect,
    y: rect.y + i * height,
    height: Math.min(height, rect.height - i * height),
  }))
}

/** `client`: the size of the client's picture, which may not follow the screen's. At first it has nothing. */
export function createScreenFeed(image: ScreenImage, client: Size): ScreenFeed {
  const sent = createPicture(client.width, client.height)
  const visible = {
    width: Math.min(client.width, image.width),
    height: Math.min(client.height, image.height),
  }
  const changed = createRegion(visible.width, visible.height)
  const wanted = createRegion(visible.width, visible.height)
  const words = wordsOf(image)
  let screen: Screen = { width: image.width, height: image.height, words }
  wanted.add(wholeOf(visible))

  const pointerArea = () =>
    screen.pointer && cursorRect(screen.pointer.cursor, screen.pointer.x, screen.pointer.y)

  const differences = (rects: readonly Rect[]) =>
    coalesce(rects.flatMap((rect) => difference(screen, sent, rect) ?? []))

  /** Lets the client move what was scrolled; what is left to send comes back. */
  const scrolled = (
    sink: ByteSink,
    rect: Rect,
  ): { readonly count: number; readonly rest: readonly Rect[] } => {
    const scroll = findScroll(screen, sent, rect)
    if (scroll === undefined) return { count: 0, rest: [rect] }
    writeCopyRect(sink, scroll.rect, { x: scroll.rect.x, y: scroll.rect.y - scroll.dy })
    shift(sent, scroll.rect, scroll.dy)
    const tiles = createRegion(visible.width, visible.height)
    tiles.add(rect)
    return { count: 1, rest: differences(tiles.take(rect)) }
  }

  return {
    size: client,
    changed: changed.add,
    refresh: wanted.add,
    colours: (bits) => {
      screen = { ...screen, bits }
      wanted.add(wholeOf(visible))
    },
    pointer: (pointer) => {
      const before = pointerArea()
      if (before) changed.add(before)
      const { bits = 8 } = screen
      screen = { width: image.width, height: image.height, words, bits, ...(pointer && { pointer }) }
      const after = pointerArea()
      if (after) changed.add(after)
    },
    write: (sink, within, wishes) => {
      let count = 0
      let pixels = 0
      const encode = (rect: Rect, later: (rect: Rect) => void) => {
        for (const band of bandsOf(rect)) {
          if (pixels >= MAX_PIXELS || sink.length() >= MAX_BYTES) {
            later(band)
            continue
          }
          pixels += area(band)
          absorb(screen, sent, band)
          count += wishes.encoder(sink, sent, band)
        }
      }
      for (const rect of coalesce(wanted.take(within))) encode(rect, wanted.add)
      // While parts are still wanted the client's picture is not known, and nothing can be copied from it.
      const copies = wishes.copyRect && wanted.isEmpty()
      for (const rect of differences(changed.take(within))) {
        const { count: moved, rest } = copies ? scrolled(sink, rect) : { count: 0, rest: [rect] }
        count += moved
        for (const part of rest) encode(part, changed.add)
      }
      return count
    },
  }
}
