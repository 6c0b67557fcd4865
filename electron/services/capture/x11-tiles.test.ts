// Tests of the comparison: after takeChanges the picture equals the screen, and only what changed is told.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { takeChanges } from './x11-tiles.ts'

const WIDTH = 200
const HEIGHT = 70
const blank = () => ({ width: WIDTH, height: HEIGHT, words: new Uint32Array(WIDTH * HEIGHT) })

const areas = fc
  .record({
    x: fc.nat(WIDTH - 1),
    y: fc.nat(HEIGHT - 1),
    width: fc.integer({ min: 1, max: WIDTH }),
    height: fc.integer({ min: 1, max: HEIGHT }),
  })
  .map((area) => ({
    ...area,
    width: Math.min(area.width, WIDTH - area.x),
    height: Math.min(area.height, HEIGHT - area.y),
  }))
const dots = fc.array(fc.record({ x: fc.nat(WIDTH - 1), y: fc.nat(HEIGHT - 1) }), { maxLength: 12 })

describe('takeChanges', () => {
  it('makes the area equal, tells every changed pixel exactly once and no untouched tile', () => {
    fc.assert(
      fc.property(areas, dots, (area, painted) => {
        const picture = blank()
        const fresh = new Uint32Array(area.width * area.height)
        const inside = painted.filter(
          (dot) =>
            dot.x >= area.x && dot.y >= area.y && dot.x < area.x + area.width && dot.y < area.y + area.height,
        )
        for (const dot of inside) fresh[(dot.y - area.y) * area.width + dot.x - area.x] = 0x00ff00
        const rects = takeChanges(picture, fresh, area)

        for (const dot of inside) {
          expect(picture.words[dot.y * WIDTH + dot.x]).toBe(0x00ff00)
          expect(
            rects.filter(
              (rect) =>
                dot.x >= rect.x &&
                dot.x < rect.x + rect.width &&
                dot.y >= rect.y &&
                dot.y < rect.y + rect.height,
            ),
          ).toHaveLength(1)
        }
        const tiles = new Set(inside.map((dot) => `${Math.floor(dot.x / 64)},${Math.floor(dot.y / 16)}`))
        const told = rects.reduce((sum, rect) => sum + rect.width * rect.height, 0)
        expect(told).toBeLessThanOrEqual(tiles.size * 64 * 16)
        expect(told > 0).toBe(inside.length > 0)
        expect(takeChanges(picture, fresh, area)).toEqual([])
      }),
    )
  })

  it('joins neighbours into one rectangle', () => {
    const picture = blank()
    const area = { x: 3, y: 5, width: 190, height: 60 }
    expect(takeChanges(picture, new Uint32Array(190 * 60).fill(7), area)).toEqual([area])
  })

  it('ignores the byte that means nothing', () => {
    const area = { x: 0, y: 0, width: WIDTH, height: HEIGHT }
    expect(takeChanges(blank(), new Uint32Array(WIDTH * HEIGHT).fill(0xff000000), area)).toEqual([])
  })
})
