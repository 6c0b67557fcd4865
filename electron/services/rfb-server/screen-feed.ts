// Services. Between the capture and the client: what has changed, what the client has, and what goes into an update.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { cursorRect } from '../../domain/rfb/cursor.ts'
import { createPicture, difference, shift, wholeOf } from '../../domain/rfb/picture.ts'
import type { ColourBits, Screen } from '../../domain/rfb/picture.ts'
import { area, coalesce, joinExactly } from '../../domain/rfb/rects.ts'
import { createRegion, wholeTiles } from '../../domain/rfb/region.ts'
import { findScroll } from '../../domain/rfb/scroll.ts'
import { writeCopyRect } from '../../domain/rfb/server-messages.ts'
import { createTileTimes } from '../../domain/rfb/tile-times.ts'
import { mostUrgentFirst, type Point } from '../../domain/rfb/urgency.ts'
import type { ScreenImage } from '../capture/capture.ts'
import { createBlurs } from './blurs.ts'
import type { ClientWishes, PhotoMaker } from './client-wishes.ts'
import { createPartWriter, SMALLEST_BAND, type Part } from './part-writer.ts'

export type Size = { readonly width: number; readonly height: number }

/** What an update may be made of. */
export type Plan = {
  /** Bytes of the update; somewhat more when the smallest part is larger. */
  readonly budget: number
  /** Milliseconds that never go back. */
  readonly now: number
  /** Where the last input was. */
  readonly focus: Point | undefined
  /** On a thin line: how photographs become smaller; undefined: every pixel as it is. */
  readonly photos: PhotoMaker | undefined
}

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
  write(sink: ByteSink, within: Rect, wishes: ClientWishes, plan: Plan): number
  /** When a photograph that was sent smaller will have rested long enough to be sent as it is. */
  sharpAt(): number | undefined
}

/*
 * Measured in this thread, compare to last byte, an xterm of 510x490 that scrolls: anti-aliased text 2.5 ms and 18 KB an
 * update, 2.9 ms and 9 KB with CopyRect; bitmap font 2.0 ms and 4.2 KB, with CopyRect 2.4 ms and 1.1 KB. A typed
 * character 0.02 ms and about 50 bytes, a whole desktop of 1280x800 5 ms and 25 KB.
 */

function wordsOf({ pixels, width, height }: ScreenImage): Uint32Array {
  // All of Electron's systems are little-endian: B, G, R, X read as one word is 0xXXRRGGBB.
  if (pixels.byteOffset % 4 !== 0)
    throw new Error('the image of a capture must begin at a multiple of 4 bytes')
  return new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)
}

/** A JPEG of fewer pixels is hardly more than its tables. */
const SMALLEST_PHOTO = 64 * 64

/** `client`: the size of the client's picture, which may not follow the screen's. At first it has nothing. */
export function createScreenFeed(image: ScreenImage, client: Size): ScreenFeed {
  const sent = createPicture(client.width, client.height)
  const visible = {
    width: Math.min(client.width, image.width),
    height: Math.min(client.height, image.height),
  }
  const changed = createRegion(visible.width, visible.height)
  const wanted = createRegion(visible.width, visible.height)
  /** Before which update each tile began to wait. */
  const since = createTileTimes(visible.width, visible.height)
  const blurs = createBlurs(visible)
  const words = wordsOf(image)
  let screen: Screen = { width: image.width, height: image.height, words }
  let turn = 0
  // Two, because each learns how much fits into an update.
  const parts = createPartWriter(() => screen, sent)
  const sharpener = createPartWriter(() => screen, sent)

  const change = (rect: Rect) => {
    changed.add(rect)
    since.begin(rect, turn)
  }
  const want = (rect: Rect) => {
    wanted.add(rect)
    since.begin(rect, turn)
  }
  want(wholeOf(visible))

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
    blurs.moved(scroll.rect, scroll.dy)
    const tiles = createRegion(visible.width, visible.height)
    tiles.add(rect)
    return { count: 1, rest: differences(tiles.take(rect)) }
  }

  /** All that waits inside `within`, most urgent first; what was scrolled is written at once, because it costs nothing. */
  const waiting = (sink: ByteSink, within: Rect, { copyRect }: ClientWishes, focus: Point | undefined) => {
    // While parts are still wanted the client's picture is not known, and nothing can be copied from it.
    const copies = copyRect && wanted.isEmpty()
    // What is wanted goes whole, changed or not.
    const tiles = changed.take(within).filter((tile) => !wanted.touches(tile))
    let count = 0
    const rests = differences(tiles).flatMap((rect) => {
      const { count: moved, rest } = copies ? scrolled(sink, rect) : { count: 0, rest: [rect] }
      count += moved
      return rest
    })
    const partsOf = (rect: Rect, bands: readonly Rect[], later: Part['later']): readonly Part[] =>
      bands.map((band) => ({
        rect: band,
        change: area(rect),
        since: since.earliest(band) ?? turn,
        later,
      }))
    const all = [
      ...joinExactly(wanted.take(within)).flatMap((rect) => partsOf(rect, parts.cut(rect), want)),
      ...rests.flatMap((rect) => partsOf(rect, parts.cutChanged(rect), change)),
    ]
    // What waits on keeps its place in the row: later() finds its time where it was.
    for (const tile of tiles) if (!changed.touches(tile)) since.clear(tile)
    for (const { rect, since: began } of all) since.set(rect, began)
    return { count, parts: mostUrgentFirst(all, turn, focus) }
  }

  /** What has rested goes once more, as it is. */
  const sharpen = (sink: ByteSink, within: Rect, wishes: ClientWishes, { budget, now }: Plan): number => {
    let count = 0
    sharpener.begin(budget, SMALLEST_BAND)
    for (const rect of blurs.rested(within, now).flatMap(sharpener.cut)) {
      if (sharpener.isFull(sink)) {
        blurs.putBack(rect)
        continue
      }
      const part = { rect, change: area(rect), since: turn, later: blurs.putBack }
      const written = sharpener.write(sink, part, (target, each) => wishes.encoder(target, sent, each))
      blurs.sharp(written.rect)
      count += written.count
    }
    return count
  }

  return {
    size: client,
    changed: change,
    refresh: want,
    colours: (bits) => {
      screen = { ...screen, bits }
      want(wholeOf(visible))
    },
    pointer: (pointer) => {
      const before = pointerArea()
      if (before) change(before)
      const { bits = 8 } = screen
      screen = { width: image.width, height: image.height, words, bits, ...(pointer && { pointer }) }
      const after = pointerArea()
      if (after) change(after)
    },
    write: (sink, asked, wishes, plan) => {
      // SECURITY: a tile that is wanted and sticks out of what was asked for would be sent again and again, as fast as the
      // line is: half a tile more is sent once instead.
      const within = wholeTiles(asked)
      turn++
      parts.begin(plan.budget, plan.photos === undefined ? SMALLEST_BAND : SMALLEST_PHOTO)
      const found = waiting(sink, within, wishes, plan.focus)
      let { count } = found
      for (const part of found.parts) {
        if (parts.isFull(sink)) {
          part.later(part.rect)
          continue
        }
        const written = parts.write(sink, part, (target, rect) =>
          wishes.encoder(target, sent, rect, plan.photos),
        )
        since.clear(written.rect)
        count += written.count
        blurs.sent(written.rect, written.photos, plan.now)
      }
      return parts.isFull(sink) ? count : count + sharpen(sink, within, wishes, plan)
    },
    sharpAt: blurs.restedAt,
  }
}
