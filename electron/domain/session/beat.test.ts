import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEAT_BYTES, encodeBeat, parseBeat } from './beat.ts'

const uint32 = fc.integer({ min: 0, max: 0xffffffff })

describe('a heartbeat', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), uint32, uint32, fc.boolean(), (received, number, echo, urgent) => {
        const beat = { received, number, echo, urgent }
        expect(parseBeat(encodeBeat(beat))).toEqual(beat)
      }),
    )
  })

  it('any other bytes are refused, or are what would have been written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2 * BEAT_BYTES }), (bytes) => {
        const beat = parseBeat(bytes)
        if (beat) expect(encodeBeat(beat)).toEqual(bytes)
      }),
    )
    expect(parseBeat(new Uint8Array(BEAT_BYTES + 1))).toBeUndefined()
    expect(parseBeat(new Uint8Array(BEAT_BYTES).fill(0xff))).toBeUndefined()
  })
})
