// Services. Between the capture and the client: what has changed, what the client has, and what goes into an update.

import type { Rect } from '../../../shared/screen.ts'
import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { cursorRect, type Cursor } from '../../domain/rfb/cursor.ts'
import { without } from '../../domain/rfb/film-area.ts'
import { findMove, isWorthSearching, type Move } from '../../domain/rfb/move.ts'
import { createPicture, difference, shift, wholeOf } from '../../domain/rfb/picture.ts'
import type { ColourBits, Screen } from '../../domain/rfb/picture.ts'
import { area, around, coalesce, joinExactly } from '../../domain/rfb/rects.ts'
import { createRegion, wholeTiles } from '../../domain/rfb/region.ts'
import { findScroll } from '../../domain/rfb/scroll.ts'
import { writeCopyRect } from '../../domain/rfb/server-messages.ts'
import { createTileMemory } from '../../domain/rfb/tile-memory.ts'
import { createTileTimes } from '../../domain/rfb/tile-times.ts'
import { mostUrgentFirst, type Point } from '../../domain/rfb/urgency.ts'
import type { ScreenImage } from '../capture/capture.ts'
import { createBlurs } from './blurs.ts'
import type { ClientWishes, PhotoMaker } from './client-wishes.ts'
import { createFilm, type FilmPlan } from './film.ts'
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
  /** On a thin line: how films become smaller yet. */
  readonly films: FilmPlan | undefined
}

export type ScreenFeed = {
  /** The size of the picture the client has. */
  readonly size: Size
  changed(rect: Rect, now: number): void
  /** The client wants this part whether it has changed or not. */
  refresh(rect: Rect): void
  /** From now on with so many bits a colour; all of it goes out again. */
  colours(bits: ColourBits): void
  /** The pointer to be drawn into the picture from now on; none: it is not part of it. */
  pointer(pointer: { readonly cursor: Cursor; readonly x: number; readonly y: number } | undefined): void
  /** Writes what changed inside `within` and returns the number of rectangles; a rest may wait for the next call. */
  write(sink: ByteSink, within: Rect, wishes: ClientWishes, plan: Plan): number
  /** When there is something to send without anything changing: what was sent smaller has rested, a film goes on. */
  nextAt(): number | undefined
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

/** What was moved is as large as the rectangle around all changes, or nearly: not two changes far from each other. */
const MOST_SPREAD = 3
/** A film is neither scrolled nor moved: after searches in vain so many chances are let go by. */
const MOST_VAIN = 3

type Copied = { readonly count: number; readonly rest: readonly Rect[] }

/** A JPEG of fewer pixels is hardly more than its tables. */
const SMALLEST_PHOTO = 64 * 64

/**
 * `client`: the size of the client's picture, which may not follow the screen's. At first it has nothing.
 * `wake`: there is something to write that no change brings.
 */
export function createScreenFeed(image: ScreenImage, client: Size, wake: () => void): ScreenFeed {
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
  /** A change may go out in many updates, and is compared once. */
  const compared = createTileMemory(visible)
  const words = wordsOf(image)
  let screen: Screen = { width: image.width, height: image.height, words }
  let turn = 0
  /** Something has changed since moves were last searched for. */
  let news = false
  let vain = 0
  let skip = 0
  // Two, because each learns how much fits into an update.
  const parts = createPartWriter(() => screen, sent)
  const sharpener = createPartWriter(() => screen, sent)

  const change = (rect: Rect) => {
    changed.add(rect)
    since.begin(rect, turn)
    film.touched(rect)
  }
  const painted = (rect: Rect) => {
    compared.spoil(rect)
    change(rect)
  }
  const want = (rect: Rect) => {
    wanted.add(rect)
    since.begin(rect, turn)
  }
  want(wholeOf(visible))
  const film = createFilm(visible, {
    screen: () => screen,
    sent,
    similar: (rect, now) => blurs.sent(rect, [rect], now),
    release: painted,
    wake,
  })
  /** While a film plays nobody else sends anything of its place. */
  const besideFilm = (rect: Rect): readonly Rect[] => {
    const place = film.area()
    return place === undefined ? [rect] : without(rect, place)
  }
  const allBesideFilm = (rects: readonly Rect[]): readonly Rect[] =>
    film.area() === undefined ? rects : rects.flatMap(besideFilm)

  const differences = (tiles: readonly Rect[]) =>
    coalesce(tiles.flatMap((tile) => compared.of(tile, () => difference(screen, sent, tile)) ?? []))

  /** Lets the client copy; what is left to send of `rect` comes back. */
  const copied = (sink: ByteSink, move: Move, rect: Rect): readonly Rect[] => {
    const { x, y } = move.rect
    writeCopyRect(sink, move.rect, { x: x - move.dx, y: y - move.dy })
    shift(sent, move.rect, move.dx, move.dy)
    blurs.moved(move)
    compared.spoil(move.rect)
    const tiles = createRegion(visible.width, visible.height)
    tiles.add(rect)
    return differences(tiles.take(rect))
  }

  /** What was scrolled, or else one thing that was moved, is copied by the client. */
  const moved = (sink: ByteSink, rects: readonly Rect[]): Copied => {
    if (!rects.some(isWorthSearching)) return { count: 0, rest: rects }
    if (skip > 0) {
      skip--
      return { count: 0, rest: rects }
    }
    const found = search(sink, rects)
    vain = found.count > 0 ? 0 : Math.min(MOST_VAIN, vain + 1)
    skip = vain
    return found
  }

  const search = (sink: ByteSink, rects: readonly Rect[]): Copied => {
    const scrolls = rects.map((rect) => ({ rect, scroll: findScroll(screen, sent, rect) }))
    const count = scrolls.filter(({ scroll }) => scroll !== undefined).length
    if (count > 0) {
      const rest = scrolls.flatMap(({ rect, scroll }) => (scroll ? copied(sink, scroll, rect) : [rect]))
      return { count, rest }
    }
    const [first, ...others] = rects
    const all = first && others.reduce(around, first)
    const isOne = all && area(all) <= MOST_SPREAD * rects.reduce((sum, rect) => sum + area(rect), 0)
    // Of a film's place the client has only what is similar.
    const isBeside = all && besideFilm(all)[0] === all
    const move = isOne && isBeside ? findMove(screen, sent, all) : undefined
    return all && move ? { count: 1, rest: copied(sink, move, all) } : { count: 0, rest: rects }
  }

  /** All that waits inside `within`, most urgent first; what was scrolled is written at once, because it costs nothing. */
  const waiting = (sink: ByteSink, within: Rect, { copyRect }: ClientWishes, focus: Point | undefined) => {
    // While parts are still wanted the client's picture is not known, and nothing can be copied from it.
    const copies = copyRect && news && wanted.isEmpty()
    news = false
    // What is wanted goes whole, changed or not.
    const tiles = changed.take(within).filter((tile) => !wanted.touches(tile))
    const different = allBesideFilm(differences(allBesideFilm(tiles)))
    const { count, rest: rests } = copies ? moved(sink, different) : { count: 0, rest: different }
    const partsOf = (rect: Rect, bands: readonly Rect[], later: Part['later']): readonly Part[] =>
      bands.map((band) => ({
        rect: band,
        change: area(rect),
        since: since.earliest(band) ?? turn,
        later,
      }))
    const all = [
      ...joinExactly(allBesideFilm(wanted.take(within))).flatMap((rect) =>
        partsOf(rect, parts.cut(rect), want),
      ),
      ...rests.flatMap((rect) => partsOf(rect, parts.cut(rect), change)),
    ]
    // What waits on keeps its place in the row: later() finds its time where it was.
    for (const tile of tiles) if (!changed.touches(tile)) since.clear(tile)
    for (const { rect, since: began } of all) since.set(rect, began)
    return { count, parts: mostUrgentFirst(all, turn, focus) }
  }

  /** What has rested goes once more, as it is: what is near the pointer first. */
  const sharpen = (
    sink: ByteSink,
    within: Rect,
    wishes: ClientWishes,
    { budget, now, focus }: Plan,
  ): number => {
    let count = 0
    sharpener.begin(budget, SMALLEST_BAND)
    const rested = blurs.rested(within, now).flatMap((whole) => {
      const change = area(whole)
      return sharpener.cut(whole).map((rect): Part => ({ rect, change, since: turn, later: blurs.putBack }))
    })
    for (const part of mostUrgentFirst(rested, turn, focus)) {
      if (sharpener.isFull(sink) || besideFilm(part.rect)[0] !== part.rect) {
        part.later(part.rect)
        continue
      }
      const written = sharpener.write(sink, part, (target, each) => wishes.encoder(target, sent, each))
      blurs.sharp(written.rect)
      count += written.count
    }
    return count
  }

  return {
    size: client,
    changed: (rect, now) => {
      news = true
      film.moved(rect, now)
      painted(rect)
    },
    refresh: want,
    colours: (bits) => {
      screen = { ...screen, bits }
      want(wholeOf(visible))
    },
    pointer: (pointer) => {
      const before = screen.pointer?.area
      if (before) painted(before)
      const { bits = 8 } = screen
      screen = { width: image.width, height: image.height, words, bits }
      if (pointer === undefined) return
      const area = cursorRect(pointer.cursor, pointer.x, pointer.y)
      screen = { ...screen, pointer: { cursor: pointer.cursor, area } }
      painted(area)
    },
    write: (sink, asked, wishes, plan) => {
      // SECURITY: a tile that is wanted and sticks out of what was asked for would be sent again and again, as fast as the
      // line is: half a tile more is sent once instead.
      const within = wholeTiles(asked)
      turn++
      film.step(within, plan.films, plan.now)
      // Half of the line for what else there is to see, a typed letter first.
      const budget = film.waits() ? Math.ceil(plan.budget / 2) : plan.budget
      parts.begin(budget, plan.photos === undefined ? SMALLEST_BAND : SMALLEST_PHOTO)
      const found = waiting(sink, within, wishes, plan.focus)
      let { count } = found
      for (const part of found.parts) {
        if (parts.isFull(sink)) {
          part.later(part.rect)
          continue
        }
        since.clear(part.rect)
        const rect = part.later === change ? parts.trimmed(part.rect) : part.rect
        if (rect === undefined) continue
        const written = parts.write(sink, { ...part, rect }, (target, each) =>
          wishes.encoder(target, sent, each, plan.photos),
        )
        compared.spoil(written.rect)
        count += written.count
        blurs.sent(written.rect, written.photos, plan.now)
      }
      count += film.write(sink, plan.now)
      return parts.isFull(sink) ? count : count + sharpen(sink, within, wishes, plan)
    },
    nextAt: () => film.nextAt() ?? blurs.restedAt(),
  }
}
