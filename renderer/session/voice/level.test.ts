import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelOf } from './level.ts'

const tone = (loudness: number) =>
  Float32Array.from({ length: 1024 }, (_, at) => loudness * Math.sin((at / 1024) * 40 * Math.PI))

describe('the level of a sound', () => {
  it('is nothing in silence, all for somebody who shouts, and grows in between', () => {
    expect(levelOf(new Float32Array(1024))).toBe(0)
    expect(levelOf(tone(1))).toBe(1)
    const levels = [0.002, 0.01, 0.05, 0.2].map((loudness) => levelOf(tone(loudness)))
    expect(levels).toEqual(levels.toSorted((one, other) => one - other))
    expect(new Set(levels).size).toBe(4)
  })

  it('is always between 0 and 1', () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }), (samples) => {
        const level = levelOf(samples)
        return level >= 0 && level <= 1
      }),
    )
  })
})
