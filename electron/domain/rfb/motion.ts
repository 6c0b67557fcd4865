// Domain. Which tiles of the screen move all the time, as a film does: those that changed in most of the slots that the last
// second is cut into. A single large change, however large, is one slot.

import type { Rect } from '../../../shared/screen.ts'
import { intersect } from './rects.ts'
import { TILE } from './region.ts'

const SLOT_MS = 125
const SLOTS = 8
/** Of so many slots: five pictures a second are a film, a caret that blinks or a clock is not. */
const LEAST_SLOTS = 5
const ALL_SLOTS = (1 << SLOTS) - 1

export type Motion = {
  add(rect: Rect, now: number): void
  /** One entry a tile, row by row: 1 where it moves. */
  moving(now: number): Uint8Array
  readonly columns: number
  readonly rows: number
}

export const slotOf = (now: number): number => Math.floor(now / SLOT_MS)

function bitsIn(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++
  return count
}

export function createMotion(width: number, height: number): Motion {
  const columns = Math.ceil(width / TILE)
  const rows = Math.ceil(height / TILE)
  /** The slots in which a tile changed, the latest in the lowest bit, and which slot that is. */
  const masks = new Uint8Array(columns * rows)
  const latest = new Float64Array(columns * rows).fill(-Infinity)

  const maskAt = (index: number, slot: number): number => {
    const passed = slot - (latest[index] ?? -Infinity)
    return passed >= SLOTS ? 0 : ((masks[index] ?? 0) << Math.max(0, passed)) & ALL_SLOTS
  }

  return {
    columns,
    rows,
    add: (rect, now) => {
      const inside = intersect(rect, { x: 0, y: 0, width, height })
      if (inside === undefined) return
      const slot = slotOf(now)
      const lastRow = Math.floor((inside.y + inside.height - 1) / TILE)
      const lastColumn = Math.floor((inside.x + inside.width - 1) / TILE)
      for (let row = Math.floor(inside.y / TILE); row <= lastRow; row++) {
        for (let column = Math.floor(inside.x / TILE); column <= lastColumn; column++) {
          const index = row * columns + column
          masks[index] = maskAt(index, slot) | 1
          latest[index] = slot
        }
      }
    },
    moving: (now) => {
      const slot = slotOf(now)
      return masks.map((_, index) => (bitsIn(maskAt(index, slot)) >= LEAST_SLOTS ? 1 : 0))
    },
  }
}
