import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { findMove } from './move.ts'
import { type Picture, type Screen, createPicture, difference, wholeOf } from './picture.ts'

const [WIDTH, HEIGHT] = [320, 240]
const ALL = wholeOf({ width: WIDTH, height: HEIGHT })

const grain = (x: number, y: number, seed: number) => Math.imul(x * 31 + y * 977 + seed, 0x9e3779b1) >>> 8

/** A desktop with a window of text-like grain at `x`, `y`. */
function desktop(at: { readonly x: number; readonly y: number }, size = { width: 130, height: 90 }) {
  const words = new Uint32Array(WIDTH * HEIGHT).fill(0x3a6ea5)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) words[(at.y + y) * WIDTH + at.x + x] = grain(x, y, 7)
  return words
}

const screenOf = (words: Uint32Array): Screen => ({ width: WIDTH, height: HEIGHT, words })
const sentOf = (words: Uint32Array): Picture => ({ ...createPicture(WIDTH, HEIGHT), words })
const changeOf = (now: Uint32Array, before: Uint32Array): Rect =>
  difference(screenOf(now), sentOf(before), ALL) ?? ALL

const places = fc.record({ x: fc.nat(WIDTH - 130), y: fc.nat(HEIGHT - 90) })

describe('the search for a move', () => {
  it('finds a window that was dragged, however far and whither, and exactly where it is now', () =>
    fc.assert(
      fc.property(places, places, (from, to) => {
        fc.pre(from.x !== to.x || from.y !== to.y)
        const [before, now] = [desktop(from), desktop(to)]
        const found = findMove(screenOf(now), sentOf(before), changeOf(now, before))
        expect(found).toEqual({
          rect: { ...to, width: 130, height: 90 },
          dx: to.x - from.x,
          dy: to.y - from.y,
        })
      }),
    ))

  it('never leads out of what was sent', () =>
    fc.assert(
      fc.property(places, places, fc.integer(), (from, to, seed) => {
        const [before, now] = [desktop(from), desktop(to)]
        for (let i = 0; i < 400; i++) now[Math.abs(grain(i, seed, 3)) % now.length] = i
        const change = changeOf(now, before)
        const found = findMove(screenOf(now), sentOf(before), change)
        if (found === undefined) return
        const { rect, dx, dy } = found
        for (const place of [rect, { ...rect, x: rect.x - dx, y: rect.y - dy }]) {
          expect(place.x).toBeGreaterThanOrEqual(change.x)
          expect(place.y).toBeGreaterThanOrEqual(change.y)
          expect(place.x + place.width).toBeLessThanOrEqual(change.x + change.width)
          expect(place.y + place.height).toBeLessThanOrEqual(change.y + change.height)
        }
      }),
    ))

  it('finds none in a film, in a picture that stands still, or in one colour', () => {
    const film = (seed: number) => Uint32Array.from({ length: WIDTH * HEIGHT }, (_, i) => grain(i, i, seed))
    expect(findMove(screenOf(film(1)), sentOf(film(99_991)), ALL)).toBeUndefined()
    expect(findMove(screenOf(film(1)), sentOf(film(1)), ALL)).toBeUndefined()
    const grey = new Uint32Array(WIDTH * HEIGHT).fill(0x808080)
    expect(findMove(screenOf(grey), sentOf(desktop({ x: 3, y: 3 })), ALL)).toBeUndefined()
  })

  it('leaves small changes to the encoder', () => {
    const size = { width: 40, height: 30 }
    const [before, now] = [desktop({ x: 10, y: 10 }, size), desktop({ x: 12, y: 11 }, size)]
    expect(findMove(screenOf(now), sentOf(before), changeOf(now, before))).toBeUndefined()
  })
})
