import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_OF_ONE, MOST_WAITING, placeFor } from './waiting-room.ts'
import type { Waiting } from './waiting-room.ts'

const silent = (network: string): Waiting => ({ network, shaken: false })
const shaken = (network: string): Waiting => ({ network, shaken: true })
const many = (count: number, one: (n: number) => Waiting) => Array.from({ length: count }, (_, n) => one(n))

describe('[ADM-3] the waiting room', () => {
  it('has eight places, four for one network', () => {
    expect([MOST_WAITING, MOST_OF_ONE]).toEqual([8, 4])
    expect(placeFor('a', [])).toEqual({ kind: 'free' })
    expect(
      placeFor(
        'a',
        many(3, () => silent('a')),
      ),
    ).toEqual({ kind: 'free' })
    expect(placeFor('b', [...many(4, () => silent('a')), ...many(3, () => silent('b'))])).toEqual({
      kind: 'free',
    })
  })

  it('a network that has its four gives up its own oldest that does not go on', () => {
    const waiting = [shaken('a'), silent('b'), silent('a'), silent('a'), silent('a')]
    expect(placeFor('a', waiting)).toEqual({ kind: 'taken', from: waiting[2] })
  })

  it('when all is full, the network with the most that do not go on gives way, the oldest of it first', () => {
    const waiting = [silent('z'), ...many(3, () => silent('a')), ...many(4, () => shaken('b'))]
    expect(placeFor('honest', waiting)).toEqual({ kind: 'taken', from: waiting[1] })
  })

  it('nobody who has shown to know a ticket loses the place', () => {
    expect(
      placeFor(
        'a',
        many(4, () => shaken('a')),
      ),
    ).toEqual({ kind: 'none' })
    expect(
      placeFor(
        'a',
        many(8, (n) => shaken(String(n))),
      ),
    ).toEqual({ kind: 'none' })
  })

  it('SECURITY: however many come from wherever, the bounds hold and one who is new is let in', () => {
    const networks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'] as const
    const arrivals = fc.array(fc.tuple(fc.constantFrom(...networks), fc.nat(5)), { maxLength: 60 })
    fc.assert(
      fc.property(arrivals, (story) => {
        let waiting: readonly Waiting[] = []
        for (const [network, luck] of story) {
          const place = placeFor(network, waiting)
          if (place.kind === 'none') continue
          if (place.kind === 'taken') {
            expect(place.from.shaken).toBe(false)
            waiting = waiting.filter((one) => one !== place.from)
          }
          // Few finish their handshake.
          waiting = [...waiting, { network, shaken: luck === 0 }]
          expect(waiting.length).toBeLessThanOrEqual(MOST_WAITING)
          expect(waiting.filter((one) => one.network === network).length).toBeLessThanOrEqual(MOST_OF_ONE)
        }
        const stuck = waiting.length === MOST_WAITING && waiting.every((one) => one.shaken)
        expect(placeFor('honest', waiting).kind === 'none').toBe(stuck)
      }),
    )
  })
})
