import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADDRESS_LIMIT } from '../invitation/connection-string.ts'
import { parseExpertMessage, parseNoviceMessage } from './messages.ts'

const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[a-z][a-z0-9-]{0,20}(\.[a-z]{2,5}){0,2}$/))
const address = fc.record({ host, port: fc.integer({ min: 1, max: 65_535 }) }, { noNullPrototype: true })
const say = (addresses: unknown) => JSON.stringify({ type: 'addresses', addresses })

describe('[SES-4] what the novice says of new addresses', () => {
  it('arrives as it was said', () => {
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: ADDRESS_LIMIT }), (addresses) => {
        expect(parseNoviceMessage(say(addresses))).toEqual({
          ok: true,
          value: { type: 'addresses', addresses },
        })
        // An expert has nothing of the kind to say.
        expect(parseExpertMessage(say(addresses)).ok).toBe(false)
      }),
    )
  })

  it('SECURITY: is nothing but hosts and ports as an invitation may have them, and no more of them', () => {
    const good = { host: '192.0.2.1', port: 3389 }
    const bad: readonly unknown[] = [
      [],
      Array.from({ length: ADDRESS_LIMIT + 1 }, () => good),
      [{ ...good, port: 0 }],
      [{ ...good, port: 65_536 }],
      [{ ...good, port: 1.5 }],
      [{ ...good, host: '' }],
      [{ ...good, host: 'a b' }],
      [{ ...good, host: 'user@host' }],
      [{ ...good, host: 'http://host/' }],
      [{ ...good, host: '1.2.3' }],
      [{ ...good, host: 'a'.repeat(256) }],
      [{ ...good, more: 1 }],
      [good, null],
      '192.0.2.1:3389',
    ]
    for (const addresses of bad) expect(parseNoviceMessage(say(addresses)).ok).toBe(false)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (addresses) => {
        expect(() => parseNoviceMessage(say(addresses))).not.toThrow()
      }),
    )
  })
})
