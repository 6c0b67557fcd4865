// Domain. Arithmetic on rectangles; an empty intersection is undefined.

import type { Rect } from '../../../shared/screen.ts'

export const area = (rect: Rect): number => rect.width * rect.height

export function intersect(a: Rect, b: Rect): Rect | undefined {
  const x = Math.max(a.x, b.x)
  const y = Math.max(a.y, b.y)
  const width = Math.min(a.x + a.width, b.x + b.width) - x
  const height = Math.min(a.y + a.height, b.y + b.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : undefined
}

/** The smallest rectangle around both. */
export function around(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}

/** Pixels that a joined rectangle may send for nothing, where two rectangles would cost two headers and two palettes. */
const WASTE_ALLOWED = 1024
/** However large both are: a letter that is typed beside a film must not become a part of the film, which takes its time. */
const MOST_WASTE = 16 * WASTE_ALLOWED

const worthJoining = (a: Rect, b: Rect, joined: Rect): boolean => {
  const waste = area(joined) - area(a) - area(b)
  return waste <= Math.max(WASTE_ALLOWED, Math.min(MOST_WASTE, area(joined) / 4))
}

/** Joins neighbours (top to bottom, left to right) where little is wasted; the result covers all of `rects`. */
export function coalesce(rects: readonly Rect[]): readonly Rect[] {
  const joined: Rect[] = []
  for (const rect of rects) {
    let merged = rect
    // Only the last few can be neighbours: the input comes in rows.
    for (let i = joined.length - 1; i >= 0 && i >= joined.length - 8; i--) {
      const other = joined[i]
      if (other === undefined) continue
      const both = around(other, merged)
      if (!worthJoining(other, merged, both)) continue
      merged = both
      joined.splice(i, 1)
    }
    joined.push(merged)
  }
  return joined
}

const besides = (left: Rect, right: Rect): boolean =>
  left.y === right.y && left.height === right.height && left.x + left.width === right.x
const above = (upper: Rect, lower: Rect): boolean =>
  upper.x === lower.x && upper.width === lower.width && upper.y + upper.height === lower.y

/** Joins neighbours (top to bottom, left to right) where nothing is wasted: the result covers `rects` and no pixel more. */
export function joinExactly(rects: readonly Rect[]): readonly Rect[] {
  const rows: Rect[] = []
  for (const rect of rects) {
    const last = rows.at(-1)
    if (last !== undefined && besides(last, rect)) rows[rows.length - 1] = around(last, rect)
    else rows.push(rect)
  }
  const joined: Rect[] = []
  for (const row of rows) {
    const at = joined.findLastIndex((each) => above(each, row))
    const upper = joined[at]
    if (upper === undefined) joined.push(row)
    else joined[at] = around(upper, row)
  }
  return joined
}
