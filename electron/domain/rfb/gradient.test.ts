import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { fromGradient } from './from-gradient.ts'
import { writeDifferences } from './gradient.ts'
import type { Picture } from './picture.ts'

function differencesIn(picture: Picture, rect: Rect): Uint8Array {
  const differences = new Uint8Array(rect.width * rect.height * 3)
  writeDifferences(differences, picture, rect)
  return differences
}

type Patch = { readonly width: number; readonly height: number; readonly words: Uint32Array }

const patches: fc.Arbitrary<Patch> = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain((size) =>
    fc
      .uint32Array({ minLength: 81, maxLength: 81, max: 0xffffff })
      .map((words) => ({ ...size, words: words.subarray(0, size.width * size.height) })),
  )

function restored(differences: Uint8Array, { width, height }: Patch): number[] {
  const bytes = fromGradient(differences, width)
  const at = (i: number) => bytes[i] ?? 0
  return Array.from(
    { length: width * height },
    (_, i) => (at(3 * i) << 16) | (at(3 * i + 1) << 8) | at(3 * i + 2),
  )
}

describe('the gradient filter', () => {
  it('gives back every pixel', () => {
    fc.assert(
      fc.property(patches, (patch) => {
        const whole = { x: 0, y: 0, width: patch.width, height: patch.height }
        expect(restored(differencesIn(patch, whole), patch)).toEqual([...patch.words])
      }),
    )
  })

  it('knows nothing of what lies around the rectangle', () => {
    const words = Uint32Array.from({ length: 64 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 8)
    const inside = { x: 3, y: 2, width: 4, height: 5 }
    const before = differencesIn({ width: 8, height: 8, words }, inside)
    const elsewhere = words.map((word, i) => {
      const [x, y] = [i % 8, i >> 3]
      return x >= 3 && x < 7 && y >= 2 && y < 7 ? word : 0xffffff
    })
    expect(differencesIn({ width: 8, height: 8, words: elsewhere }, inside)).toEqual(before)
  })
})
