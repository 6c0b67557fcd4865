import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { type Picture, type Screen, createPicture } from './picture.ts'
import { findScroll } from './scroll.ts'

const [WIDTH, HEIGHT] = [160, 200]
const RECT: Rect = { x: 8, y: 16, width: 130, height: 160 }

/** Rows without two alike, as text has them; `number` is the row of an endless page. */
function page(from: number, rect: Rect, into: Uint32Array): Uint32Array {
  for (let y = 0; y < rect.height; y++) {
    for (let x = 0; x < rect.width; x++) {
      into[(rect.y + y) * WIDTH + rect.x + x] = Math.imul((from + y) * 977 + x * 31, 0x9e3779b1) >>> 8
    }
  }
  return into
}

const screenOf = (words: Uint32Array): Screen => ({ width: WIDTH, height: HEIGHT, words })
const sentOf = (words: Uint32Array): Picture => ({ ...createPicture(WIDTH, HEIGHT), words })
const blank = () => new Uint32Array(WIDTH * HEIGHT)

describe('the search for a scroll', () => {
  it('finds every distance in both directions, and all rows that moved', () =>
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), (distance) => {
        fc.pre(distance !== 0)
        const found = findScroll(
          screenOf(page(500 - distance, RECT, blank())),
          sentOf(page(500, RECT, blank())),
          RECT,
        )
        const height = RECT.height - Math.abs(distance)
        const y = RECT.y + Math.max(0, distance)
        expect(found).toEqual({ dx: 0, dy: distance, rect: { ...RECT, y, height } })
      }),
    ))

  it('does not mind a scroll bar that changes in every row', () => {
    const now = page(513, RECT, blank())
    for (let y = 0; y < RECT.height; y++) now[(RECT.y + y) * WIDTH + RECT.x + RECT.width - 2] = y
    expect(findScroll(screenOf(now), sentOf(page(500, RECT, blank())), RECT)?.dy).toBe(-13)
  })

  it('tells rows apart by a single pixel, wherever it is in the row', () =>
    fc.assert(
      fc.property(fc.nat(RECT.width - 1), (x) => {
        const row = (line: number) => (line % 8 === 0 ? line + 1 : 0)
        const paint = (from: number) => {
          const words = blank()
          for (let y = 0; y < RECT.height; y++) words[(RECT.y + y) * WIDTH + RECT.x + x] = row(from + y)
          return words
        }
        expect(findScroll(screenOf(paint(8)), sentOf(paint(0)), RECT)?.dy).toBe(-8)
      }),
    ))

  it('finds none in a picture that is new, or that stands still', () => {
    const words = page(0, RECT, blank())
    expect(findScroll(screenOf(page(5000, RECT, blank())), sentOf(words), RECT)).toBeUndefined()
    expect(findScroll(screenOf(words), sentOf(words), RECT)).toBeUndefined()
  })

  it('leaves small changes to the encoder', () => {
    const small = { ...RECT, height: 40 }
    expect(
      findScroll(screenOf(page(13, small, blank())), sentOf(page(0, small, blank())), small),
    ).toBeUndefined()
  })
})
