import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandsOf, halvesOf } from './bands.ts'
import { area, intersect } from './rects.ts'
import { TILE } from './region.ts'

const rects = fc.record({
  x: fc.nat(500),
  y: fc.nat(500),
  width: fc.integer({ min: 1, max: 900 }),
  height: fc.integer({ min: 1, max: 900 }),
})
const tilesOf = (from: number, length: number) =>
  Math.floor((from + length - 1) / TILE) - Math.floor(from / TILE) + 1

describe('what is to be sent', () => {
  it('is cut without gaps and overlaps, only where tiles meet, and no larger than asked for if a tile allows it', () => {
    fc.assert(
      fc.property(rects, fc.integer({ min: 500, max: 100_000 }), (rect, pixels) => {
        const bands = bandsOf(rect, pixels)
        expect(bands.reduce((sum, band) => sum + area(band), 0)).toBe(area(rect))
        for (const [i, band] of bands.entries()) {
          expect(intersect(band, rect)).toEqual(band)
          const neighbours = bands.slice(i + 1, i + 40)
          expect(neighbours.some((other) => intersect(band, other) !== undefined)).toBe(false)
          expect(band.x === rect.x || band.x % TILE === 0).toBe(true)
          expect(band.y === rect.y || band.y % TILE === 0).toBe(true)
          const isOneTile = tilesOf(band.x, band.width) === 1 && tilesOf(band.y, band.height) === 1
          expect(area(band) <= pixels || isOneTile).toBe(true)
        }
      }),
    )
  })

  it('is halved until it is a tile', () => {
    fc.assert(
      fc.property(rects, (rect) => {
        const halves = halvesOf(rect)
        expect(halves.reduce((sum, half) => sum + area(half), 0)).toBe(area(rect))
        const [first, second] = halves
        if (first === undefined) throw new Error('nothing is left')
        if (second === undefined) {
          expect(tilesOf(rect.x, rect.width) === 1 || rect.width <= TILE).toBe(true)
          return
        }
        expect(intersect(first, second)).toBeUndefined()
        expect(second.x === rect.x || second.x % TILE === 0).toBe(true)
        expect(second.y === rect.y || second.y % TILE === 0).toBe(true)
      }),
    )
  })
})
