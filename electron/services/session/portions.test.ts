import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPortions, MOST_WAITING_BYTES, PORTION_BYTES } from './portions.ts'

/** Turns are taken when the test says so. */
function stage() {
  const turns: (() => void)[] = []
  const taken: { readonly bytes: number[]; readonly grant: number }[] = []
  let floods = 0
  const portions = createPortions({
    take: (bytes, grant) => taken.push({ bytes: [...bytes], grant }),
    flooded: () => (floods += 1),
    afterOthers: (work) => turns.push(work),
  })
  const turn = () => {
    const next = turns.shift()
    next?.()
    return next !== undefined
  }
  return { portions, taken, turn, floods: () => floods }
}

describe('[CTL-3] what the expert sends is worked off in portions', () => {
  it('a small frame at once; of a large one a portion a turn, and what came later waits behind it', () => {
    const { portions, taken, turn } = stage()
    portions.push(Uint8Array.of(1), 7)
    expect(taken).toEqual([{ bytes: [1], grant: 7 }])
    portions.push(new Uint8Array(2 * PORTION_BYTES), 7)
    portions.push(Uint8Array.of(2), 8)
    expect(taken.map(({ bytes }) => bytes.length)).toEqual([1, PORTION_BYTES])
    expect(turn()).toBe(true)
    expect(taken).toHaveLength(3)
    expect(turn()).toBe(true)
    expect(taken.at(-1)).toEqual({ bytes: [2], grant: 8 })
    expect(turn()).toBe(false)
  })

  it('nothing is lost, doubled or put into another order or under another grant', () => {
    const frame = fc.record({
      size: fc.integer({ min: 1, max: 3 * PORTION_BYTES }),
      grant: fc.nat(3),
      turns: fc.nat(3),
    })
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const { portions, taken, turn } = stage()
        let next = 0
        for (const { size, grant, turns } of frames) {
          portions.push(
            Uint8Array.from({ length: size }, () => (next += 1) % 251),
            grant,
          )
          for (let n = 0; n < turns; n += 1) turn()
        }
        while (turn());
        const sent = frames.flatMap(({ size, grant }) => Array<number>(size).fill(grant))
        expect(taken.flatMap(({ bytes, grant }) => bytes.map(() => grant))).toEqual(sent)
        expect(taken.flatMap(({ bytes }) => bytes)).toEqual(sent.map((_, n) => (n + 1) % 251))
        expect(Math.max(0, ...taken.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(PORTION_BYTES)
      }),
      { numRuns: 30 },
    )
  })

  it('SECURITY: more than can be worked off is a flood, and takes no memory', () => {
    const { portions, taken, turn, floods } = stage()
    for (let n = 0; n < 20; n += 1) portions.push(new Uint8Array(MOST_WAITING_BYTES / 8), 7)
    expect(floods()).toBe(1)
    while (turn());
    expect(taken).toHaveLength(1)
  })

  it('nothing comes after the end, not even what waits', () => {
    const { portions, taken, turn } = stage()
    portions.push(new Uint8Array(3 * PORTION_BYTES), 7)
    portions.stop()
    portions.push(Uint8Array.of(1), 7)
    while (turn());
    expect(taken).toHaveLength(1)
  })
})
