import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { cleanExpertName } from './expert-name.ts'
import { ACCOUNT, MESSAGE_LIMIT, parseLogonMessage, writeLogonMessage } from './messages.ts'
import type { LogonMessage } from './messages.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const hello = (more: object) =>
  JSON.stringify({
    type: 'hello',
    version: 1,
    account: ACCOUNT,
    ticketId: 't',
    nonce: toBase64(new Uint8Array(16)),
    name: 'Ann',
    ...more,
  })
const broken = { ok: false, error: 'broken' }

const anyMessage: fc.Arbitrary<LogonMessage> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    ticketId: fc.string({ minLength: 1, maxLength: 100 }),
    nonce: bytes(16),
    name: fc.stringMatching(/^[A-Za-z]{1,64}$/),
  }),
  fc.record({ type: fc.constant('challenge' as const), nonce: bytes(16) }),
  fc.record({ type: fc.constant('share' as const), share: bytes(32) }),
  fc.record({ type: fc.constant('confirm' as const), tag: bytes(64) }),
  fc.record({
    type: fc.constant('refused' as const),
    refusal: fc.constantFrom('expired' as const, 'busy' as const),
  }),
)

describe('the logon’s messages', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(parseLogonMessage(writeLogonMessage(message))).toEqual({ ok: true, value: message })
      }),
    )
  })

  it('any text, and any JSON, is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseLogonMessage(text).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseLogonMessage(text).ok).toBe(false)
      }),
    )
  })

  it('a message with one character changed is never read as the same one', () => {
    const text = writeLogonMessage({ type: 'confirm', tag: new Uint8Array(64).fill(9) })
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, character) => {
          fc.pre(text[at] !== character)
          const read = parseLogonMessage(text.slice(0, at) + character + text.slice(at + 1))
          if (read.ok) expect(read.value).not.toEqual({ type: 'confirm', tag: new Uint8Array(64).fill(9) })
        },
      ),
    )
  })

  it.each([
    ['an unknown field', hello({ more: 1 })],
    ['another account', hello({ account: 'Administrator' })],
    ['a ticket id that is too long', hello({ ticketId: 'x'.repeat(101) })],
    ['no ticket id', hello({ ticketId: '' })],
    ['a nonce that is too short', hello({ nonce: toBase64(new Uint8Array(15)) })],
    ['a nonce that is not canonical', hello({ nonce: 'AAAAAAAAAAAAAAAAAAAAAB==' })],
    ['an unknown refusal', JSON.stringify({ type: 'refused', refusal: 'toString' })],
    ['an unknown type', JSON.stringify({ type: 'howdy' })],
    ['a prototype', '{"type":"confirm","__proto__":{"tag":""}}'],
    ['too much', hello({ name: 'x'.repeat(MESSAGE_LIMIT) })],
  ])('%s is broken', (_name, text) => {
    expect(parseLogonMessage(text)).toEqual(broken)
  })

  it('a hello in another version is told apart, whatever else it says', () => {
    expect(parseLogonMessage(JSON.stringify({ type: 'hello', version: 2, anything: true }))).toEqual({
      ok: false,
      error: 'version',
    })
    expect(parseLogonMessage(JSON.stringify({ type: 'share', version: 2 }))).toEqual(broken)
    expect(parseLogonMessage(JSON.stringify({ type: 'hello', version: 'two' }))).toEqual(broken)
  })
})

describe('the expert’s name', () => {
  it.each([
    ['Ann', 'Ann'],
    ['  Ann \n\t Lee\u2028', 'Ann Lee'],
    ['Ann\u202Eeel', 'Anneel'],
    ['A\u200Bn\u2066n\u0007', 'Ann'],
    ['Zoë Ångström 李', 'Zoë Ångström 李'],
    ['\u200F\u202E', ''],
    ['\uD800x', 'x'],
    ['😀'.repeat(80), '😀'.repeat(64)],
  ])('%j is shown as %j', (raw, shown) => {
    expect(cleanExpertName(raw)).toBe(shown)
  })

  it('is the account’s where nothing visible is left', () => {
    expect(parseLogonMessage(hello({ name: '\u202E' }))).toMatchObject({ value: { name: ACCOUNT } })
  })

  it('is clean on the reader’s side whatever the writer did', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (name) => {
        const read = parseLogonMessage(hello({ name }))
        if (!read.ok || read.value.type !== 'hello') throw new Error('refused')
        expect(read.value.name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(Array.from(read.value.name).length).toBeLessThanOrEqual(64)
      }),
    )
  })
})

describe('base64', () => {
  it('writes what everybody writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (value) => {
        expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'))
        expect(fromBase64(toBase64(value))).toEqual(value)
      }),
    )
  })

  it('reads only what it would have written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9+/=]{0,12}$/)), (text) => {
        const read = fromBase64(text)
        if (read !== undefined) expect(toBase64(read)).toBe(text)
      }),
    )
  })
})
