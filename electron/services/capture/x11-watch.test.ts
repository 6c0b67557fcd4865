// What the X server says was damaged: read in a few rectangles, none of it left out.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { around } from '../../domain/rfb/rects.ts'
import { readDamage } from './x11-watch.ts'

const NOTHING: Rect = { x: 0, y: 0, width: 0, height: 0 }

/** XFixesFetchRegion's reply. */
function replyOf(rects: readonly Rect[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(32 + 8 * rects.length))
  const put = (at: number, { x, y, width, height }: Rect) => {
    view.setInt16(at, x, true)
    view.setInt16(at + 2, y, true)
    view.setUint16(at + 4, width, true)
    view.setUint16(at + 6, height, true)
  }
  const [first = NOTHING, ...others] = rects
  put(8, others.reduce(around, first))
  for (const [index, rect] of rects.entries()) put(32 + 8 * index, rect)
  return new Uint8Array(view.buffer)
}

const contains = (outer: Rect, inner: Rect): boolean => {
  const both = around(outer, inner)
  return both.width === outer.width && both.height === outer.height
}

const rect = fc.record({
  x: fc.integer({ min: -100, max: 5000 }),
  y: fc.integer({ min: -100, max: 5000 }),
  width: fc.integer({ min: 1, max: 3000 }),
  height: fc.integer({ min: 1, max: 3000 }),
})

describe('damage', () => {
  it('is nothing where nothing was damaged', () => {
    expect(readDamage(replyOf([]))).toEqual([])
  })

  it('of a letter here and a clock there is those two, and not all that lies between them', () => {
    const letter = { x: 20, y: 40, width: 8, height: 16 }
    const clock = { x: 1200, y: 780, width: 60, height: 20 }
    expect(readDamage(replyOf([letter, clock]))).toEqual([letter, clock])
  })

  it('of the lines of one text is one rectangle', () => {
    const lines = Array.from({ length: 30 }, (_, line) => ({
      x: 20,
      y: 40 + line * 16,
      width: 500 - line,
      height: 15,
    }))
    expect(readDamage(replyOf(lines))).toEqual([{ x: 20, y: 40, width: 500, height: 479 }])
  })

  it('in many places is the rectangle around them', () => {
    const places = Array.from({ length: 5 }, (_, n) => ({ x: n * 400, y: n * 300, width: 4, height: 4 }))
    expect(readDamage(replyOf(places))).toEqual([{ x: 0, y: 0, width: 1604, height: 1204 }])
  })

  it('is at most four rectangles, with all that was damaged in them and nothing outside of the box around it', () => {
    fc.assert(
      fc.property(fc.array(rect, { minLength: 1, maxLength: 40 }), (rects) => {
        const read = readDamage(replyOf(rects))
        const box = rects.reduce(around)
        expect(read.length).toBeLessThanOrEqual(4)
        for (const one of rects) expect(read.some((all) => contains(all, one))).toBe(true)
        for (const one of read) expect(contains(box, one)).toBe(true)
      }),
    )
  })
})
