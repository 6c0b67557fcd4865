// Domain. Finds out that a part of the screen was moved, such as a window that somebody drags, so that a CopyRect can do
// most of the work. A wrong guess costs bytes, never pixels: after the copy the picture is compared again.

import type { Rect } from '../../../shared/screen.ts'
import { maskOf, type Picture, type Screen } from './picture.ts'
import { area, intersect } from './rects.ts'

/** `rect`: the place now; it was `dx` further left and `dy` further up before. */
export type Move = { readonly rect: Rect; readonly dx: number; readonly dy: number }

/** Smaller changes are cheaper to send than to search. */
const MIN_SIDE = 48

export const isWorthSearching = ({ width, height }: Rect): boolean => width >= MIN_SIDE && height >= MIN_SIDE

/** Pixels of one row that are recognised; so many of their neighbours must differ, or they could be from anywhere. */
const RUN = 16
const MIN_EDGES = 4
/** Runs are looked for in a grid of so many columns and rows at most. */
const GRID = 10
const MIN_VOTES = 5
/** Of so many pixels to each side one is compared, to see what a copy would bring. */
const SAMPLE = 4
const MIN_GAIN = 0.3

const FACTOR = 0x01000193
const FACTOR_TO_RUN = power(FACTOR, RUN)
const SLOTS = 4096
const slotOf = (hash: number): number => hash >>> 20

function power(base: number, exponent: number): number {
  let product = 1
  for (let i = 0; i < exponent; i++) product = Math.imul(product, base)
  return product
}

type Anchor = { readonly x: number; readonly y: number }

/** Hash of the run at `at`, or undefined where it is too plain or has not changed. */
function runAt(screen: Screen, sent: Picture, { x, y }: Anchor, mask: number): number | undefined {
  const at = y * screen.width + x
  const before = y * sent.width + x
  let hash = 0
  let edges = 0
  let changed = 0
  for (let i = 0; i < RUN; i++) {
    const word = (screen.words[at + i] ?? 0) & mask
    if (i > 0 && word !== ((screen.words[at + i - 1] ?? 0) & mask)) edges++
    if (word !== ((sent.words[before + i] ?? 0) & mask)) changed++
    hash = (Math.imul(hash, FACTOR) + word) | 0
  }
  return edges >= MIN_EDGES && changed > 0 ? hash : undefined
}

/** The first run inside `field` that can be recognised. */
function firstIn(screen: Screen, sent: Picture, field: Rect, mask: number): [number, Anchor] | undefined {
  for (let y = field.y; y < field.y + field.height; y += RUN / 4) {
    for (let x = field.x; x + RUN <= field.x + field.width; x += RUN / 2) {
      const hash = runAt(screen, sent, { x, y }, mask)
      if (hash !== undefined) return [hash, { x, y }]
    }
  }
  return undefined
}

/** One of each field of a grid. */
function anchorsOf(screen: Screen, sent: Picture, rect: Rect, mask: number): Map<number, Anchor> {
  const anchors = new Map<number, Anchor>()
  const columns = Math.min(GRID, Math.floor(rect.width / RUN))
  const [width, height] = [Math.floor(rect.width / columns), Math.floor(rect.height / GRID)]
  for (let field = 0; field < columns * GRID; field++) {
    const x = rect.x + (field % columns) * width
    const y = rect.y + Math.floor(field / columns) * height
    const found = firstIn(screen, sent, { x, y, width, height }, mask)
    if (found !== undefined) anchors.set(...found)
  }
  return anchors
}

/** Where the anchors were: votes for each move, by a rolling hash (Karp and Rabin 1987) over what was sent. */
function bestMove(
  sent: Picture,
  rect: Rect,
  anchors: ReadonlyMap<number, Anchor>,
  mask: number,
): { readonly dx: number; readonly dy: number } | undefined {
  const mayBe = new Uint8Array(SLOTS)
  for (const hash of anchors.keys()) mayBe[slotOf(hash)] = 1
  const votes = new Map<string, { readonly dx: number; readonly dy: number; readonly count: number }>()
  const { words, width } = sent
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const start = y * width + rect.x
    let hash = 0
    for (let i = 0; i < rect.width; i++) {
      const entering = (words[start + i] ?? 0) & mask
      const leaving = i < RUN ? 0 : (words[start + i - RUN] ?? 0) & mask
      hash = (Math.imul(hash, FACTOR) + entering - Math.imul(leaving, FACTOR_TO_RUN)) | 0
      if (mayBe[slotOf(hash)] === 0 || i < RUN - 1) continue
      const anchor = anchors.get(hash)
      if (anchor === undefined) continue
      const [dx, dy] = [anchor.x - (rect.x + i - RUN + 1), anchor.y - y]
      if (dx === 0 && dy === 0) continue
      const key = `${dx},${dy}`
      votes.set(key, { dx, dy, count: (votes.get(key)?.count ?? 0) + 1 })
    }
  }
  const best = [...votes.values()].reduce((one, other) => (other.count > one.count ? other : one), {
    dx: 0,
    dy: 0,
    count: MIN_VOTES - 1,
  })
  return best.count < MIN_VOTES ? undefined : best
}

/** The share of pixels that a copy would make right, less those that it would spoil. */
function gainOf(screen: Screen, sent: Picture, { rect, dx, dy }: Move, mask: number): number {
  let gain = 0
  let looked = 0
  for (let y = rect.y; y < rect.y + rect.height; y += SAMPLE) {
    for (let x = rect.x; x < rect.x + rect.width; x += SAMPLE) {
      const now = screen.words[y * screen.width + x] ?? 0
      const copied = sent.words[(y - dy) * sent.width + x - dx] ?? 0
      const before = sent.words[y * sent.width + x] ?? 0
      if (((now ^ copied) & mask) === 0) gain++
      if (((now ^ before) & mask) === 0) gain--
      looked++
    }
  }
  return gain / looked
}

/**
 * Looks for something inside `rect` that was elsewhere inside `rect` when it was last sent. A rectangle around all
 * changes is that of the place before and the place now together.
 */
export function findMove(screen: Screen, sent: Picture, rect: Rect): Move | undefined {
  if (!isWorthSearching(rect)) return undefined
  const mask = maskOf(screen)
  const anchors = anchorsOf(screen, sent, rect, mask)
  const by = anchors.size < MIN_VOTES ? undefined : bestMove(sent, rect, anchors, mask)
  const place = by && intersect(rect, { ...rect, x: rect.x + by.dx, y: rect.y + by.dy })
  if (by === undefined || place === undefined || area(place) < MIN_SIDE * MIN_SIDE) return undefined
  const move: Move = { rect: place, dx: by.dx, dy: by.dy }
  return gainOf(screen, sent, move, mask) < MIN_GAIN ? undefined : move
}
