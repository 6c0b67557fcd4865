import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameBook } from './frame-book.ts'
import type { KeptFrame } from './frame-book.ts'

const frame = (value: number): KeptFrame => ({ channel: 1, payload: Uint8Array.of(value) })
const values = (frames: readonly KeptFrame[]) => frames.map(({ payload }) => payload[0])

describe('the book of frames', () => {
  it('keeps what the other side is not known to have, in order', () => {
    const book = createFrameBook()
    for (const value of [1, 2, 3, 4]) book.sent(frame(value))
    expect(book.acknowledged(3)).toBe(true)
    expect(values(book.kept())).toEqual([4])
    expect(book.keptBytes()).toBe(1)
  })

  it('SECURITY: believes nobody who has more than was sent, or less than before', () => {
    const book = createFrameBook()
    for (const value of [1, 2, 3]) book.sent(frame(value))
    expect(book.acknowledged(4)).toBe(false)
    expect(book.acknowledged(2)).toBe(true)
    expect(book.acknowledged(1)).toBe(false)
    expect(values(book.kept())).toEqual([3])
  })

  it('wants the other side to be told before it keeps much', () => {
    const book = createFrameBook()
    book.received(100 * 1024)
    expect(book.isDue()).toBe(false)
    book.received(100 * 1024)
    expect(book.isDue()).toBe(true)
    book.told()
    expect(book.isDue()).toBe(false)
    for (let i = 0; i < 128; i++) book.received(1)
    expect(book.isDue()).toBe(true)
    expect(book.count()).toBe(130)
  })

  it('over any breaks, each frame arrives once and in order', () => {
    const steps = fc.array(
      fc.constantFrom('send' as const, 'arrive' as const, 'tell' as const, 'break' as const),
    )
    fc.assert(
      fc.property(steps, (happenings) => {
        const [ours, theirs] = [createFrameBook(), createFrameBook()]
        let wire: KeptFrame[] = []
        const arrived: (number | undefined)[] = []
        let sent = 0
        const arrive = () => {
          const next = wire.shift()
          if (!next) return
          theirs.received(next.payload.byteLength)
          arrived.push(next.payload[0])
        }
        const resume = () => {
          expect(ours.acknowledged(theirs.count())).toBe(true)
          wire = [...ours.kept()]
        }
        for (const happening of happenings) {
          if (happening === 'send') {
            const next = frame((sent += 1))
            ours.sent(next)
            wire.push(next)
          } else if (happening === 'arrive') arrive()
          else if (happening === 'tell') expect(ours.acknowledged(theirs.count())).toBe(true)
          else resume()
        }
        resume()
        while (wire.length > 0) arrive()
        expect(arrived).toEqual(Array.from({ length: sent }, (_, index) => index + 1))
      }),
    )
  })
})
