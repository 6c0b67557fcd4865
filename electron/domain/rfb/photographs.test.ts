import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { photographsOf, isPhotographic } from './photographs.ts'
import { createPicture, wholeOf, type Picture } from './picture.ts'
import { piecesOf } from './pieces.ts'
import { area, intersect } from './rects.ts'

function painted(width: number, height: number, colourAt: (x: number, y: number) => number): Picture {
  const picture = createPicture(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) picture.words[y * width + x] = colourAt(x, y)
  return picture
}

const grain = (x: number, y: number) => Math.imul(x * 31 + y * 4099 + 7, 0x9e3779b1) >>> 28
const grey = (value: number) => Math.max(0, Math.min(255, Math.round(value))) * 0x010101

/** Waves of light and grain. */
const photo = (x: number, y: number): number => {
  const channel = (slow: number) =>
    Math.round(120 + 90 * Math.sin(x / slow) * Math.cos(y / (slow + 9))) + grain(x, y)
  return (channel(40) << 16) | (channel(55) << 8) | channel(70)
}
/** A forest: many hard edges, no two neighbours alike. */
const leaves = (x: number, y: number): number => Math.imul(x * 7 + y * 601, 0x85ebca6b) >>> 8
const letter = (x: number, y: number): boolean =>
  x % 9 < 7 && y % 17 > 3 && y % 17 < 14 && Math.imul((x >> 1) + 31 * (y >> 1) + 5, 0x9e3779b1) >>> 29 < 3
const print = (x: number, y: number) => (letter(x, y) ? 0x000000 : 0xffffff)
/** Grey where a letter's edge is smoothed. */
const smoothed = (x: number, y: number) =>
  letter(x, y) ? grey(20 + 3 * grain(x, y)) : letter(x + 1, y) ? grey(140 + 6 * grain(x, y)) : 0xffffff
/** Each of the three channels has an edge of its own, as on flat screens. */
const coloured = (x: number, y: number) =>
  ((letter(x * 3, y) ? 0x10 + grain(x, y) : 0xff) << 16) |
  ((letter(x * 3 + 1, y) ? 0x20 + grain(y, x) : 0xff) << 8) |
  (letter(x * 3 + 2, y) ? 0x30 : 0xff)
const gradient = (_: number, y: number) => grey(y) + 0x20
const icons = (x: number, y: number) => ((x >> 3) * 0x1f3a + (y >> 3) * 0x7717d) & 0xffffff

const block = { x: 0, y: 0, width: 64, height: 64 }

describe('a block of the picture', () => {
  it.each([
    ['a photograph', photo, true],
    ['leaves', leaves, true],
    ['print', print, false],
    ['print with smoothed edges', smoothed, false],
    ['print with coloured edges', coloured, false],
    ['a gradient', gradient, false],
    ['icons', icons, false],
    ['one colour', () => 0x336699, false],
  ] as const)('%s: photographic or not', (_, colourAt, expected) => {
    expect(isPhotographic(painted(64, 64, colourAt), block)).toBe(expected)
  })
})

describe('a page with a photograph', () => {
  const page = painted(512, 320, (x, y) =>
    x >= 192 && x < 448 && y >= 64 && y < 256 ? photo(x, y) : print(x, y),
  )
  const rules = { maxColours: 256, photos: true }

  it('gives away the photograph and keeps the print as it is', () => {
    const { photos, others } = photographsOf(page, wholeOf(page))
    expect(photos).toEqual([{ x: 192, y: 64, width: 256, height: 192 }])
    expect(others.every((other) => intersect(other, photos[0] ?? other) === undefined)).toBe(true)
    const kinds = piecesOf(page, wholeOf(page), rules).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['photo', 'palette']))
  })

  it('has no photographs where they are not allowed', () => {
    expect(piecesOf(page, wholeOf(page)).some(({ kind }) => kind === 'photo')).toBe(false)
  })

  it('is covered exactly, whatever part of it changed', () => {
    const rects = fc.record({
      x: fc.nat(511),
      y: fc.nat(319),
      width: fc.integer({ min: 1, max: 512 }),
      height: fc.integer({ min: 1, max: 320 }),
    })
    fc.assert(
      fc.property(rects, (any) => {
        const rect = intersect(any, wholeOf(page))
        if (rect === undefined) return
        const pieces = piecesOf(page, rect, rules).map((piece) => piece.rect)
        expect(pieces.reduce((sum, piece) => sum + area(piece), 0)).toBe(area(rect))
        for (const [i, piece] of pieces.entries()) {
          expect(intersect(piece, rect)).toEqual(piece)
          for (const other of pieces.slice(i + 1)) expect(intersect(piece, other)).toBeUndefined()
        }
      }),
    )
  })
})
