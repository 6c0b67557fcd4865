import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { filmArea, goesOn, isLargeEnough, looksLikeFilm, without } from './film-area.ts'
import { area, intersect } from './rects.ts'
import { TILE } from './region.ts'

const [columns, rows] = [40, 25]
const anyPhoto = () => true

/** What moves, in tiles. */
function moving(...parts: readonly Rect[]) {
  const tiles = new Uint8Array(columns * rows)
  for (const { x, y, width, height } of parts)
    for (let row = y; row < y + height; row++) tiles.fill(1, row * columns + x, row * columns + x + width)
  return { columns, rows, tiles }
}
const film = { x: 10, y: 4, width: 20, height: 12 }
const inPixels = ({ x, y, width, height }: Rect): Rect => ({
  x: x * TILE,
  y: y * TILE,
  width: width * TILE,
  height: height * TILE,
})

describe('the area of a film', () => {
  it('is a large one that moves all over and looks like a photograph', () => {
    expect(filmArea(moving(film), anyPhoto)).toEqual(inPixels(film))
    // A cursor that blinks elsewhere is no part of it.
    expect(filmArea(moving(film, { x: 2, y: 20, width: 1, height: 1 }), anyPhoto)).toEqual(inPixels(film))
  })

  it('is none where little moves, where text scrolls, and where only a frame moves', () => {
    expect(filmArea(moving(), anyPhoto)).toBeUndefined()
    expect(filmArea(moving({ x: 3, y: 3, width: 7, height: 4 }), anyPhoto)).toBeUndefined()
    expect(filmArea(moving(film), () => false)).toBeUndefined()
    const sides = [
      { x: 0, y: 0, width: 40, height: 1 },
      { x: 0, y: 0, width: 1, height: 25 },
    ]
    expect(filmArea(moving(...sides), anyPhoto)).toBeUndefined()
  })

  it('may have a sky and a title that are no photograph', () => {
    const half = (tile: Rect) => tile.y / TILE >= film.y + 4
    expect(filmArea(moving(film), half)).toEqual(inPixels(film))
    const third = (tile: Rect) => tile.y / TILE >= film.y + 8
    expect(filmArea(moving(film), third)).toBeUndefined()
  })

  it('holds at least three quarters that move, for any motion', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: columns * rows, maxLength: columns * rows, max: 1 }),
        (tiles) => {
          const found = filmArea({ columns, rows, tiles }, anyPhoto)
          if (found === undefined) return
          expect(isLargeEnough(found)).toBe(true)
          let count = 0
          for (let y = found.y / TILE; y < (found.y + found.height) / TILE; y++)
            for (let x = found.x / TILE; x < (found.x + found.width) / TILE; x++)
              count += tiles[y * columns + x] ?? 0
          expect(count).toBeGreaterThanOrEqual((0.75 * area(found)) / TILE / TILE)
        },
      ),
    )
  })

  it('stays while a part of it moves, and is given up at rest or for a larger one', () => {
    const rect = { x: 330, y: 140, width: 600, height: 360 }
    expect(goesOn(rect, moving(film))).toBe(true)
    expect(goesOn(rect, moving({ ...film, height: 5 }))).toBe(true)
    expect(goesOn(rect, moving({ ...film, height: 2 }))).toBe(false)
    expect(goesOn(rect, moving())).toBe(false)
    expect(goesOn(rect, moving({ x: 0, y: 0, width: 40, height: 25 }))).toBe(false)
  })
})

describe('a picture of a film', () => {
  it('looks like one where enough of it does, asked of few tiles, all inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 256, max: 1920 }),
        fc.integer({ min: 144, max: 1088 }),
        fc.constantFrom(0, 0.2, 0.6, 1),
        (width, height, share) => {
          const rect = { x: 5, y: 7, width, height }
          let asked = 0
          const isPhoto = (tile: Rect) => {
            expect(intersect(tile, rect)).toEqual(tile)
            asked++
            return tile.y - rect.y < share * (height - (height % TILE))
          }
          expect(looksLikeFilm(rect, isPhoto)).toBe(share > 0.4)
          expect(asked).toBeLessThanOrEqual(49)
        },
      ),
    )
  })
})

describe('without', () => {
  const rect = fc.record({
    x: fc.nat(60),
    y: fc.nat(60),
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
  })

  it('leaves every pixel outside of the hole, once, and none inside', () => {
    fc.assert(
      fc.property(rect, rect, (outer, hole) => {
        const parts = without(outer, hole)
        const common = intersect(outer, hole)
        const left = parts.reduce((sum, part) => sum + area(part), 0)
        expect(left).toBe(area(outer) - (common === undefined ? 0 : area(common)))
        for (const [index, part] of parts.entries()) {
          expect(intersect(part, hole)).toBeUndefined()
          expect(intersect(part, outer)).toEqual(part)
          for (const other of parts.slice(index + 1)) expect(intersect(part, other)).toBeUndefined()
        }
      }),
    )
  })
})
