import type * as Crypto from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { proofKeyOf } from './proof-key.ts'

/** What was handed to scrypt and what came out of it: the very memory, not copies. */
const seen = vi.hoisted((): { typed: unknown; text: string; key: Uint8Array | undefined } => ({
  typed: undefined,
  text: '',
  key: undefined,
}))

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>()
  const scrypt = (
    typed: Crypto.BinaryLike,
    salt: Crypto.BinaryLike,
    length: number,
    cost: Crypto.ScryptOptions,
    done: (cause: Error | null, key: Buffer) => void,
  ) => {
    seen.typed = typed
    seen.text = typed instanceof Uint8Array ? new TextDecoder().decode(typed) : ''
    crypto.scrypt(typed, salt, length, cost, (cause, key) => {
      seen.key = key
      done(cause, key)
    })
  }
  return { ...crypto, scrypt }
})

describe('[ADM-3] what the password was turned into', () => {
  it('is wiped as soon as the proof key is there, and never lay in memory that others share', async () => {
    const input = { secret: new Uint8Array(32).fill(7), password: 'Pa55 wörd', ticketId: 'a' }
    const proofKey = await proofKeyOf(input)
    expect(seen.text).toBe('Pa55 wörd')
    const { typed, key } = seen
    if (!(typed instanceof Uint8Array) || key === undefined) throw new Error('a text was handed over')
    for (const used of [typed, key]) {
      expect([...used].every((byte) => byte === 0)).toBe(true)
      expect(used.buffer.byteLength).toBe(used.byteLength)
    }
    expect(proofKey.some((byte) => byte !== 0)).toBe(true)
    expect(input.secret).toEqual(new Uint8Array(32).fill(7))
    expect(await proofKeyOf(input)).toEqual(proofKey)
  })
})
