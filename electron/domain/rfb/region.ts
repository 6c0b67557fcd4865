// Domain. Which parts of the screen have changed: one flag for each tile of 32x32 pixels. Adding is a union, the size
// is bounded by the screen, and exactness comes later, when the tiles are compared with what was sent.

import type { Rect } from '../../../shared/screen.ts'
import { intersect } from './rects.ts'

export const TILE = 32

const tileOf = (pixel: number): number => Math.floor(pixel / TILE)

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

  /** Tiles at the right and lower edge may be narrower. */
  const widthOf = (column: number) => Math.min(width, (column + 1) * TILE) - column * TILE
  const heightOf = (row: number) => Math.min(height, (row + 1) * TILE) - row * TILE

  const forEachTile = (rect: Rect, visit: (index: number, column: number, row: number) => void) => {
    const lastRow = tileOf(rect.y + rect.height - 1)
    const lastColumn = tileOf(rect.x + rect.width - 1)
    for (let row = tileOf(rect.y); row <= lastRow; row++) {
      for (let column = tileOf(rect.x); column <= lastColumn; column++) {
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
      if (inside === undefined) return false
      const last = tileOf(inside.x + inside.width - 1)
      const lastRow = tileOf(inside.y + inside.height - 1)
      for (let row = tileOf(inside.y); row <= lastRow; row++) {
        for (let column = tileOf(inside.x); column <= last; column++) {
          if (flags[row * columns + column] !== 0) return true
        }
      }
      return false
    },
    take: (within) => {
      const inside = count === 0 ? undefined : intersect(within, screen)
      if (inside === undefined) return []
      const taken: Rect[] = []
      const [right, bottom] = [inside.x + inside.width, inside.y + inside.height]
      forEachTile(inside, (index, column, row) => {
        if (flags[index] === 0) return
        // Numbers and one object: this is asked for every tile of a film in every update.
        const x = Math.max(inside.x, column * TILE)
        const y = Math.max(inside.y, row * TILE)
        const part = {
          x,
          y,
          width: Math.min(right, (column + 1) * TILE) - x,
          height: Math.min(bottom, (row + 1) * TILE) - y,
        }
        taken.push(part)
        const whole = widthOf(column) * heightOf(row)
        if (part.width * part.height !== whole) return
        flags[index] = 0
        count--
      })
      return taken
    },
  }
}
