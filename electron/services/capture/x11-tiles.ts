// Services. One job: which tiles of a freshly read rectangle differ from the picture, copied into it. X damage
// overstates (whole windows, whole lines), and an equal pixel sent is a pixel wasted.

import type { Rect } from '../../../shared/screen.ts'

export const TILE_WIDTH = 64
export const TILE_HEIGHT = 16

// The fourth byte of a pixel means nothing on a 24 bit screen and may hold anything.
const COLORS = 0xffffff

/** A picture as 32 bit words, B, G, R, unused from the lowest byte on. */
export type Words = { readonly width: number; readonly height: number; readonly words: Uint32Array }

/**
 * Copies the pixels of `fresh` (packed rows of `area`, which lies inside the picture) that differ into `picture`.
 * Returns what changed: tiles on the fixed grid, cut to `area`, equal neighbours joined; no two overlap.
 */
export function takeChanges(picture: Words, fresh: Uint32Array, area: Rect): readonly Rect[] {
  const changed: Rect[] = []
  const bottom = area.y + area.height
  for (let y = area.y; y < bottom;) {
    const end = Math.min(bottom, (Math.floor(y / TILE_HEIGHT) + 1) * TILE_HEIGHT)
    joinRow(changed, changesInRow(picture, fresh, area, y, end - y))
    y = end
  }
  return changed
}

/** One row of tiles; neighbours become one rectangle. */
function changesInRow(picture: Words, fresh: Uint32Array, area: Rect, y: number, height: number): Rect[] {
  const row: Rect[] = []
  const right = area.x + area.width
  for (let x = area.x; x < right;) {
    const end = Math.min(right, (Math.floor(x / TILE_WIDTH) + 1) * TILE_WIDTH)
    const tile = { x, y, width: end - x, height }
    if (copyIfDifferent(picture, fresh, area, tile)) {
      const before = row.at(-1)
      if (before !== undefined && before.x + before.width === x) {
        row[row.length - 1] = { ...before, width: end - before.x }
      } else row.push(tile)
    }
    x = end
  }
  return row
}

/** Adds a row of tiles below the others; a rectangle with the same left and right edge grows instead. */
function joinRow(changed: Rect[], row: readonly Rect[]): void {
  const known = changed.length
  for (const rect of row) {
    let grown = false
    for (let index = 0; index < known && !grown; index++) {
      const above = changed[index]
      if (above?.x === rect.x && above.width === rect.width && above.y + above.height === rect.y) {
        changed[index] = { ...above, height: above.height + rect.height }
        grown = true
      }
    }
    if (!grown) changed.push(rect)
  }
}

function copyIfDifferent(picture: Words, fresh: Uint32Array, area: Rect, tile: Rect): boolean {
  const { words, width } = picture
  const bottom = tile.y + tile.height
  for (let y = tile.y; y < bottom; y++) {
    const from = (y - area.y) * area.width + (tile.x - area.x)
    const to = y * width + tile.x
    for (let x = 0; x < tile.width; x++) {
      if ((((words[to + x] as number) ^ (fresh[from + x] as number)) & COLORS) === 0) continue
      copyRows(picture, fresh, area, { ...tile, y, height: bottom - y })
      return true
    }
  }
  return false
}

function copyRows({ words, width }: Words, fresh: Uint32Array, area: Rect, tile: Rect): void {
  for (let y = tile.y; y < tile.y + tile.height; y++) {
    const from = (y - area.y) * area.width + (tile.x - area.x)
    const to = y * width + tile.x
    for (let x = 0; x < tile.width; x++) words[to + x] = fresh[from + x] as number
  }
}
