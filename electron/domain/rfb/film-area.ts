// Domain. Where on the screen a film plays: one area that moves all over, is large and photographic. Everything else is
// better off as tiles: text that scrolls keeps its letters, and what is small costs little.

import type { Rect } from '../../../shared/screen.ts'
import type { Motion } from './motion.ts'
import { area, around, intersect } from './rects.ts'
import { TILE } from './region.ts'

const LEAST_WIDTH = 256
const LEAST_HEIGHT = 144
/** Shares of the area's tiles that move, and that look like a photograph: a film has a sky, a shadow, a title. */
const MOVING = 0.75
const PHOTOGRAPHIC = 0.6
/** A film whose picture hardly moves any more is one no longer. */
const STILL_MOVING = 0.25
/** What has grown by more is another film. */
const GROWN = 1.5

export type Moving = Pick<Motion, 'columns' | 'rows'> & { readonly tiles: Uint8Array }

type Group = { readonly box: Rect; readonly count: number }

/** Neighbours that move, as one group: its box in tiles. */
function groupFrom(start: number, { columns, rows, tiles }: Moving, seen: Uint8Array): Group {
  const open = [start]
  seen[start] = 1
  let box: Rect | undefined
  let count = 0
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const [x, y] = [index % columns, Math.floor(index / columns)]
    const tile = { x, y, width: 1, height: 1 }
    box = box === undefined ? tile : around(box, tile)
    count++
    const neighbours = [
      x > 0 ? index - 1 : -1,
      x < columns - 1 ? index + 1 : -1,
      y > 0 ? index - columns : -1,
      y < rows - 1 ? index + columns : -1,
    ]
    for (const next of neighbours) {
      if (next < 0 || tiles[next] !== 1 || seen[next] === 1) continue
      seen[next] = 1
      open.push(next)
    }
  }
  return { box: box ?? { x: 0, y: 0, width: 0, height: 0 }, count }
}

function largestGroup(moving: Moving): Group | undefined {
  const seen = new Uint8Array(moving.tiles.length)
  let largest: Group | undefined
  for (let index = 0; index < moving.tiles.length; index++) {
    if (moving.tiles[index] !== 1 || seen[index] === 1) continue
    const group = groupFrom(index, moving, seen)
    if (largest === undefined || group.count > largest.count) largest = group
  }
  return largest
}

export const isLargeEnough = ({ width, height }: Rect): boolean =>
  width >= LEAST_WIDTH && height >= LEAST_HEIGHT

/** The area in whole tiles. `isPhoto` is asked of tiles of areas that pass everything else. */
export function filmArea(moving: Moving, isPhoto: (tile: Rect) => boolean): Rect | undefined {
  const group = largestGroup(moving)
  if (group === undefined) return undefined
  const { box, count } = group
  const rect = { x: box.x * TILE, y: box.y * TILE, width: box.width * TILE, height: box.height * TILE }
  if (!isLargeEnough(rect) || count < MOVING * area(box)) return undefined
  let photographic = 0
  for (let y = rect.y; y < rect.y + rect.height; y += TILE)
    for (let x = rect.x; x < rect.x + rect.width; x += TILE)
      if (isPhoto({ x, y, width: TILE, height: TILE })) photographic++
  return photographic >= PHOTOGRAPHIC * area(box) ? rect : undefined
}

/** Whether the film that was found in `rect` is to go on there. */
export function goesOn(rect: Rect, moving: Moving): boolean {
  const [left, top] = [Math.floor(rect.x / TILE), Math.floor(rect.y / TILE)]
  const right = Math.ceil((rect.x + rect.width) / TILE)
  const bottom = Math.ceil((rect.y + rect.height) / TILE)
  let count = 0
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) count += moving.tiles[y * moving.columns + x] ?? 0
  if (count < STILL_MOVING * (right - left) * (bottom - top)) return false
  const box = largestGroup(moving)?.box
  const own = { x: left, y: top, width: right - left, height: bottom - top }
  return box !== undefined && intersect(box, own) !== undefined && area(box) <= GROWN * area(own)
}

/** Enough to tell a film from text, before each picture of it. */
const SAMPLES = 48
const STILL_PHOTOGRAPHIC = 0.4

/** Whether what is in `rect` now looks like a film: another window may have taken its place. Asked of some of its tiles. */
export function looksLikeFilm(rect: Rect, isPhoto: (tile: Rect) => boolean): boolean {
  const columns = Math.floor(rect.width / TILE)
  const all = columns * Math.floor(rect.height / TILE)
  const step = Math.max(1, all / SAMPLES)
  let [asked, photographic] = [0, 0]
  for (let at = 0; at < all; at += step, asked++) {
    const index = Math.floor(at)
    const x = rect.x + (index % columns) * TILE
    const y = rect.y + Math.floor(index / columns) * TILE
    if (isPhoto({ x, y, width: TILE, height: TILE })) photographic++
  }
  return photographic >= STILL_PHOTOGRAPHIC * asked
}

/** The parts of `rect` outside of `hole`. */
export function without(rect: Rect, hole: Rect): readonly Rect[] {
  const inside = intersect(rect, hole)
  if (inside === undefined) return [rect]
  const { x, y, width, height } = rect
  const [right, bottom] = [inside.x + inside.width, inside.y + inside.height]
  return [
    { x, y, width, height: inside.y - y },
    { x, y: inside.y, width: inside.x - x, height: inside.height },
    { x: right, y: inside.y, width: x + width - right, height: inside.height },
    { x, y: bottom, width, height: y + height - bottom },
  ].filter((part) => part.width > 0 && part.height > 0)
}
