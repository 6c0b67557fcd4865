import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromGradient } from './from-gradient.ts'
import { toGradient } from './gradient.ts'

describe('the gradient filter', () => {
  it('gives every picture back, byte for byte', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
          .map((bytes) => ({ width, bytes })),
      )
    fc.assert(
      fc.property(picture, ({ width, bytes }) => {
        const sent = bytes.slice()
        toGradient(sent, width)
        expect(fromGradient(sent, width)).toEqual(bytes)
      }),
    )
  })

  it('leaves nothing of an even slope but its edges', () => {
    const bytes = Uint8Array.from(
      { length: 8 * 8 * 3 },
      (_, at) => 10 + (Math.floor(at / 3) % 8) * 3 + Math.floor(at / 24) * 5,
    )
    toGradient(bytes, 8)
    const inside = bytes.filter((_, at) => at >= 24 && at % 24 >= 3)
    expect(new Set(inside)).toEqual(new Set([0]))
  })
})
