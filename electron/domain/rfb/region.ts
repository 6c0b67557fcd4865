// Domain. Which parts of the screen have changed: one flag for each tile of 32x32 pixels. Adding is a union, the size
// is bounded by the screen, and exactness comes later, when the tiles are compared with what was sent.

import type { Rect } from '../../../shared/screen.ts'
import { intersect } from './rects.ts'

export const TILE = 32

/** `rect` and what else the tiles hold that it touches; may reach beyond the screen. */
export function wholeTiles({ x, y, width, height }: Rect): Rect {
  const [left, top] = [Math.floor(x / TILE) * TILE, Math.floor(y / TILE) * TILE]
  const [right, bottom] = [Math.ceil((x + width) / TILE) * TILE, Math.ceil((y + height) / TILE) * TILE]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

export type Region = {
  add(rect: Rect): void
  isEmpty(): boolean
  /** Whether a flagged tile touches `rect`. */
  touches(rect: Rect): boolean
  /**
   * The flagged tiles that touch `within`, clipped to it, row by row. A tile wholly inside `within` is no longer
   * flagged afterwards; one that sticks out stays flagged.
   */
  take(within: Rect): readonly Rect[]
}

/** Everything outside of width x height is ignored. */
export function createRegion(width: number, height: number): Region {
  const screen: Rect = { x: 0, y: 0, width, height }
  const columns = Math.ceil(width / TILE)
  const rows = Math.ceil(height / TILE)
  const flags = new Uint8Array(columns * rows)
  let count = 0

  const forEachTile = (rect: Rect, visit: (index: number, column: number, row: number) => void) => {
    const lastRow = Math.floor((rect.y + rect.height - 1) / TILE)
    const lastColumn = Math.floor((rect.x + rect.width - 1) / TILE)
    for (let row = Math.floor(rect.y / TILE); row <= lastRow; row++) {
      for (let column = Math.floor(rect.x / TILE); column <= lastColumn; column++) {
        visit(row * columns + column, column, row)
      }
    }
  }

  return {
    add: (rect) => {
      const inside = intersect(rect, screen)
      if (inside === undefined) return
      forEachTile(inside, (index) => {
        if (flags[index] !== 0) return
        flags[index] = 1
        count++
      })
    },
    isEmpty: () => count === 0,
    touches: (rect) => {
      const inside = count === 0 ? undefined : intersect(rect, screen)
      let found = false
      if (inside !== undefined) forEachTile(inside, (index) => (found ||= flags[index] !== 0))
      return found
    },
    take: (within) => {
      const inside = count === 0 ? undefined : intersect(within, screen)
      if (inside === undefined) return []
      const taken: Rect[] = []
      forEachTile(inside, (index, column, row) => {
        if (flags[index] === 0) return
        const tile = intersect({ x: column * TILE, y: row * TILE, width: TILE, height: TILE }, screen)
        const part = tile && intersect(tile, inside)
        if (tile === undefined || part === undefined) return
        taken.push(part)
        if (part.width !== tile.width || part.height !== tile.height) return
        flags[index] = 0
        count--
      })
      return taken
    },
  }
}
