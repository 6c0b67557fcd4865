import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostUrgentFirst, PATIENCE, type Waiting } from './urgency.ts'

const part = (x: number, change: number, since: number): Waiting => ({
  rect: { x, y: 0, width: 32, height: 32 },
  change,
  since,
})
const [SMALL, LARGE] = [100, 100_000]

describe('what goes first', () => {
  it('is what is small, then what is near the pointer, then what has waited longest', () => {
    const film = part(0, LARGE, 3)
    const older = part(2000, LARGE, 2)
    const pointed = part(600, LARGE, 4)
    const letter = part(1200, SMALL, 5)
    expect(mostUrgentFirst([film, older, pointed, letter], 6, { x: 610, y: 40 })).toEqual([
      letter,
      pointed,
      older,
      film,
    ])
    expect(mostUrgentFirst([film, older, letter], 6, undefined)).toEqual([letter, older, film])
  })

  it('is in every second update whatever has waited too long', () => {
    const film = part(0, LARGE, 1)
    const letter = part(1200, SMALL, 30)
    const late = 2 * PATIENCE
    expect(mostUrgentFirst([letter, film], late + 1, undefined)).toEqual([film, letter])
    expect(mostUrgentFirst([letter, film], late + 2, undefined)).toEqual([letter, film])
  })

  it('neither a film nor letters wait for ever, whatever else changes', () => {
    // Each update takes one part; new letters and new parts of the film come with every update.
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 20 }), (letters, bands) => {
        let waiting: readonly Waiting[] = []
        const waited = new Map<string, number>()
        for (let turn = 1; turn < 400; turn++) {
          const missing = (x: number) => !waiting.some(({ rect }) => rect.x === x)
          const fresh = [
            ...Array.from({ length: letters }, (_, i) => part(i, SMALL, turn)),
            ...Array.from({ length: bands }, (_, i) => part(1000 + i, LARGE, turn)),
          ].filter(({ rect }) => missing(rect.x))
          const [first, ...rest] = mostUrgentFirst([...waiting, ...fresh], turn, undefined)
          waiting = rest
          if (first === undefined) throw new Error('nothing goes')
          const kind = first.change === SMALL ? 'letter' : 'film'
          waited.set(kind, Math.max(waited.get(kind) ?? 0, turn - first.since))
        }
        expect(waited.get('letter')).toBeLessThanOrEqual(2 * (letters + 1))
        expect(waited.get('film')).toBeLessThanOrEqual(PATIENCE + 2 * (bands + letters + 1))
      }),
    )
  })
})
