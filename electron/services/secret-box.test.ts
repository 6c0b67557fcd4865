import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecretBox } from './secret-box.ts'

describe('[TKT-10] the secret box', () => {
  const box = createSecretBox(randomBytes(32))

  it('opens what it sealed, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
        expect(new Uint8Array(box.open(box.seal(plain)))).toEqual(plain)
      }),
    )
    const secret = Buffer.from('a long and readable secret')
    expect(Buffer.from(box.seal(secret)).includes(secret)).toBe(false)
  })

  it('throws on a changed, cut or foreign secret', () => {
    const sealed = Buffer.from(box.seal(Buffer.from('secret')))
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => box.open(changed)).toThrow()
      expect(() => box.open(sealed.subarray(0, at))).toThrow()
    }
    expect(() => createSecretBox(randomBytes(32)).open(sealed)).toThrow()
  })
})
