// Domain. Cuts what is to be sent where the tiles of the region meet: a part that is put off must not bring its neighbour
// back, and a thin line takes small parts, so that something more urgent gets in between.

import type { Rect } from '../../../shared/screen.ts'
import { TILE } from './region.ts'

/** How far it is from `from` to the next border of a tile that is at least `least` away. */
const reach = (from: number, least: number): number =>
  (Math.floor(from / TILE) + Math.max(1, Math.floor(least / TILE))) * TILE - from

/** Bands, top to bottom, of at most `pixels` each; where a row of tiles has more, parts of that row. */
export function bandsOf(rect: Rect, pixels: number): readonly Rect[] {
  const bands: Rect[] = []
  const { width } = rect
  const bottom = rect.y + rect.height
  for (let y = rect.y; y < bottom;) {
    const height = Math.min(bottom - y, reach(y, pixels / width))
    if (width * height > pixels && width > reach(rect.x, 1))
      bands.push(...partsOf({ ...rect, y, height }, pixels))
    else bands.push({ ...rect, y, height })
    y += height
  }
  return bands
}

function partsOf(row: Rect, pixels: number): readonly Rect[] {
  const parts: Rect[] = []
  const right = row.x + row.width
  for (let x = row.x; x < right;) {
    const width = Math.min(right - x, reach(x, pixels / row.height))
    parts.push({ ...row, x, width })
    x += width
  }
  return parts
}

/** Two parts of about the same size, or one where there is nothing left to cut. */
export function halvesOf(rect: Rect): readonly Rect[] {
  const half = (rect.width * rect.height) / 2
  const bands = rect.height > TILE ? bandsOf(rect, Math.max(half, rect.width * TILE)) : partsOf(rect, half)
  const [first, second] = bands
  if (first === undefined || second === undefined) return [rect]
  const rest =
    first.height === rect.height
      ? { ...rect, x: first.x + first.width, width: rect.width - first.width }
      : { ...rect, y: first.y + first.height, height: rect.height - first.height }
  return [first, rest]
}
