import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blurred, cellOf } from './blurred.ts'
import type { Pixels } from './blurred.ts'

const picture = (
  width: number,
  height: number,
  colourAt: (x: number, y: number, colour: number) => number,
): Pixels => ({
  width,
  height,
  pixels: Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 0 : colourAt((at >> 2) % width, Math.floor((at >> 2) / width), at % 4),
  ),
})

/** As far apart as two pixels can be in one colour. */
const steepest = ({ width, height, pixels }: Pixels) => {
  let most = 0
  for (let y = 0; y < height; y++) {
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * 4
      for (const colour of [0, 1, 2])
        most = Math.max(most, Math.abs((pixels[at + colour] ?? 0) - (pixels[at - 4 + colour] ?? 0)))
    }
  }
  return most
}

describe('the blurred still', () => {
  it('[SES-2] has cells of at least 32 pixels, and never more than 32 of them across', () => {
    expect(cellOf(640, 480)).toBe(32)
    expect(cellOf(1280, 800)).toBe(40)
    expect(cellOf(3840, 2160)).toBe(120)
    expect(cellOf(1080, 1920)).toBe(60)
  })

  it('[SES-2] keeps one colour as it is, to the step, and the size', () => {
    const grey = blurred(picture(70, 45, () => 128))
    expect([grey.width, grey.height, grey.pixels.length]).toEqual([70, 45, 70 * 45 * 4])
    for (let at = 0; at < grey.pixels.length; at += 4)
      expect([...grey.pixels.subarray(at, at + 4)]).toEqual([128, 128, 128, 0])
  })

  it('[SES-2] what is finer than a cell leaves no trace: lines and their negative look the same', () => {
    const lines = (on: number) => picture(128, 96, (_x, y) => ((y >> 2) % 2 === on ? 255 : 0))
    expect(blurred(lines(0))).toEqual(blurred(lines(1)))
  })

  it('[SES-2] has no edge, whatever the screen shows', () => {
    const halves = picture(128, 64, (x) => (x < 64 ? 0 : 255))
    expect(steepest(halves)).toBe(255)
    expect(steepest(blurred(halves))).toBeLessThanOrEqual(2 * Math.ceil(255 / 32))
  })

  it('[SES-2] depends on the averages of the cells alone: pixels changing places inside a cell change nothing', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(255)), fc.nat(31), fc.nat(31), (noise, a, b) => {
        const values = [...noise.take(64 * 32 * 4)]
        const first = picture(64, 32, (x, y, colour) => values[(y * 64 + x) * 4 + colour] ?? 0)
        const pixels = first.pixels.slice()
        const [from, to] = [(a * 64 + b) * 4, (b * 64 + a) * 4]
        pixels.set(first.pixels.subarray(from, from + 4), to)
        pixels.set(first.pixels.subarray(to, to + 4), from)
        expect(blurred({ ...first, pixels })).toEqual(blurred(first))
      }),
      { numRuns: 20 },
    )
  })

  it('does not touch the picture it was given', () => {
    const given = picture(40, 40, (x) => x)
    const before = given.pixels.slice()
    blurred(given)
    expect(given.pixels).toEqual(before)
  })
})
