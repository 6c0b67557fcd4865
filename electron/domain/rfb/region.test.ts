import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { around, coalesce, intersect } from './rects.ts'
import { createRegion } from './region.ts'

const rect = fc.record({
  x: fc.integer({ min: -50, max: 200 }),
  y: fc.integer({ min: -50, max: 200 }),
  width: fc.integer({ min: 1, max: 120 }),
  height: fc.integer({ min: 1, max: 120 }),
})
const rects = fc.array(rect, { maxLength: 12 })
const contains = (outer: Rect, inner: Rect) => {
  const common = intersect(outer, inner)
  return common?.width === inner.width && common.height === inner.height
}
const covers = (list: readonly Rect[], x: number, y: number) =>
  list.some((r) => intersect(r, { x, y, width: 1, height: 1 }) !== undefined)
const SCREEN = { x: 0, y: 0, width: 150, height: 100 }

describe('a region', () => {
  it('gives back everything that was added inside the screen, once', () => {
    fc.assert(
      fc.property(rects, (added) => {
        const region = createRegion(SCREEN.width, SCREEN.height)
        for (const r of added) region.add(r)
        const taken = region.take(SCREEN)
        for (const r of taken) expect(contains(SCREEN, r)).toBe(true)
        for (const r of added) {
          const inside = intersect(r, SCREEN)
          if (inside === undefined) continue
          expect(covers(taken, inside.x, inside.y)).toBe(true)
          expect(covers(taken, inside.x + inside.width - 1, inside.y + inside.height - 1)).toBe(true)
        }
        expect(region.isEmpty()).toBe(true)
        expect(region.take(SCREEN)).toEqual([])
      }),
    )
  })

  it('keeps a tile of which only a part was taken', () => {
    const region = createRegion(SCREEN.width, SCREEN.height)
    region.add({ x: 0, y: 0, width: 40, height: 1 })
    expect(region.take({ x: 0, y: 0, width: 40, height: 40 })).toEqual([
      { x: 0, y: 0, width: 32, height: 32 },
      { x: 32, y: 0, width: 8, height: 32 },
    ])
    expect(region.take(SCREEN)).toEqual([{ x: 32, y: 0, width: 32, height: 32 }])
  })
})

describe('rectangles', () => {
  it('lose no pixel when they are joined', () => {
    fc.assert(
      fc.property(rects, (list) => {
        const joined = coalesce(list)
        for (const r of list) expect(joined.some((j) => contains(j, r))).toBe(true)
      }),
    )
  })

  it('are not joined across what would be much for nothing, however large they are', () => {
    const film = { x: 10, y: 10, width: 1100, height: 700 }
    const letter = { x: 1200, y: 720, width: 64, height: 64 }
    expect(coalesce([film, letter])).toEqual([film, letter])
  })

  it('are both inside the one around them', () => {
    fc.assert(
      fc.property(rect, rect, (a, b) => {
        expect(contains(around(a, b), a) && contains(around(a, b), b)).toBe(true)
      }),
    )
  })
})
