// Domain. A number for each tile of the region: when something happened to it.

import type { Rect } from '../../../shared/screen.ts'
import { intersect } from './rects.ts'
import { TILE } from './region.ts'

export type TileTimes = {
  /** For all tiles that touch `rect`. */
  set(rect: Rect, time: number): void
  /** Only for those tiles that have no time. */
  begin(rect: Rect, time: number): void
  /** Only for those that have one. */
  renew(rect: Rect, time: number): void
  clear(rect: Rect): void
  /** The earliest (latest) of the tiles that touch `rect`; undefined where none has a time. */
  earliest(rect: Rect): number | undefined
  latest(rect: Rect): number | undefined
}

export function createTileTimes(width: number, height: number): TileTimes {
  const columns = Math.ceil(width / TILE)
  const times = new Float64Array(columns * Math.ceil(height / TILE)).fill(NaN)

  const change = (rect: Rect, to: (before: number) => number) => {
    const inside = intersect(rect, { x: 0, y: 0, width, height })
    if (inside === undefined) return
    const lastRow = Math.floor((inside.y + inside.height - 1) / TILE)
    const lastColumn = Math.floor((inside.x + inside.width - 1) / TILE)
    for (let row = Math.floor(inside.y / TILE); row <= lastRow; row++) {
      for (let column = Math.floor(inside.x / TILE); column <= lastColumn; column++) {
        const at = row * columns + column
        times[at] = to(times[at] ?? NaN)
      }
    }
  }

  const found = (rect: Rect, better: (one: number, other: number) => number): number | undefined => {
    let best: number | undefined
    change(rect, (time) => {
      if (!Number.isNaN(time)) best = best === undefined ? time : better(best, time)
      return time
    })
    return best
  }

  return {
    set: (rect, time) => change(rect, () => time),
    begin: (rect, time) => change(rect, (before) => (Number.isNaN(before) ? time : before)),
    renew: (rect, time) => change(rect, (before) => (Number.isNaN(before) ? before : time)),
    clear: (rect) => change(rect, () => NaN),
    earliest: (rect) => found(rect, Math.min),
    latest: (rect) => found(rect, Math.max),
  }
}
