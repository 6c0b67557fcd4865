import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OwnInvitation } from './invitation.ts'
import { lifetimeFrom, seemsExpired } from './lifetime.ts'
import { readInvitation } from './read-invitation.ts'
import { cleanUserName } from './user-name.ts'
import { writeInvitation } from './write-invitation.ts'

const own: OwnInvitation = {
  username: 'Kim Abercrombie',
  passwordRequired: true,
  ...lifetimeFrom(Date.UTC(2026, 0, 2, 3, 4, 5, 678), 60),
  addresses: [
    { host: '192.168.1.2', port: 3389 },
    { host: 'kim-pc', port: 3389 },
    { host: '2001:db8::5', port: 3389 },
    { host: 'fd00::7', port: 3390 },
  ],
  ticketId: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  publicKeySha1: 'AAECAwQFBgcICQoLDA0ODxAREhM=',
  passStub: 'RT=0Pv&I<d>\'5"*',
  slowLine: false,
  writtenBy: 'help-and-support',
  extension: { version: 1, fingerprint: new Uint8Array(32).fill(0xab), secret: new Uint8Array(32).fill(7) },
}

const base64 = fc
  .uint8Array({ minLength: 20, maxLength: 48 })
  .map((bytes) => Buffer.from(bytes).toString('base64'))
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const port = fc.integer({ min: 1, max: 65_535 })
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''))

const invitations: fc.Arbitrary<OwnInvitation> = fc
  .record({
    username: text.map((name) => cleanUserName(`K${name}`)),
    passwordRequired: fc.boolean(),
    start: fc.nat(4_000_000_000),
    minutes: fc.integer({ min: 1, max: 142_560 }),
    listed: fc.array(fc.record({ host: fc.oneof(fc.ipV4(), fc.domain()), port }), {
      minLength: 1,
      maxLength: 8,
    }),
    ipv6: fc.array(fc.record({ host: fc.ipV6(), port }), { maxLength: 8 }),
    ticketId: base64,
    publicKeySha1: base64,
    passStub: text,
    slowLine: fc.boolean(),
    fingerprint: bytes32,
    secret: bytes32,
  })
  .map(({ start, minutes, listed, ipv6, fingerprint, secret, ...same }) => ({
    ...same,
    ...lifetimeFrom(start * 1000, minutes),
    addresses: [...listed, ...ipv6],
    writtenBy: 'help-and-support',
    extension: { version: 1, fingerprint, secret },
  }))

describe('writeInvitation', () => {
  it('[INV-2] has the shape of XP and one attribute more', () => {
    expect(writeInvitation(own).split('\r\n')).toEqual([
      '<?xml version="1.0" encoding="Unicode" ?>',
      '<UPLOADINFO TYPE="Escalated">',
      '<UPLOADDATA USERNAME="Kim Abercrombie" RCTICKET="65538,1,192.168.1.2:3389;kim-pc:3389,*,' +
        'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,*,*,AAECAwQFBgcICQoLDA0ODxAREhM=" RCTICKETENCRYPTED="1" ' +
        `DtStart="${Date.UTC(2026, 0, 2, 3, 4, 5) / 1000}" DtLength="60" ` +
        'PassStub="RT=0Pv&amp;I&lt;d&gt;&apos;5&quot;*" L="0" ' +
        `HelpAndSupport="version=1;fingerprint=sha256:${'ab'.repeat(32)};secret=${'07'.repeat(32)};` +
        'addresses=[2001:db8::5]:3389,[fd00::7]:3390" />',
      '</UPLOADINFO>',
      '',
    ])
  })

  it('[INV-7] what we write, we read back equal', () => {
    expect(readInvitation(writeInvitation(own))).toEqual({ ok: true, value: own })
    fc.assert(
      fc.property(invitations, (invitation) => {
        expect(readInvitation(writeInvitation(invitation))).toEqual({ ok: true, value: invitation })
      }),
    )
  })

  it('[INV-7] a mail program that wraps the lines changes nothing in the tickets', () => {
    const wrapped = writeInvitation(own).replace(/([^\s"]{40})(?=[^\s"]{2})/g, '$1\r\n')
    expect(wrapped.split('\r\n').length).toBeGreaterThan(8)
    expect(readInvitation(wrapped)).toEqual({ ok: true, value: own })
  })

  it('[INV-1] no name and no stub can break out of its attribute or add markup', () => {
    fc.assert(
      fc.property(text, text, (username, passStub) => {
        const written = writeInvitation({ ...own, username: `K${username}`, passStub })
        expect(written.match(/[<>]/g)).toHaveLength(8)
        expect(written.match(/"/g)).toHaveLength(2 * 2 + 2 + 8 * 2)
      }),
    )
  })

  it('[INV-9] with IPv6 addresses only, XP readers see an empty list and we see them all', () => {
    const invitation = { ...own, addresses: [{ host: '::1', port: 3389 }] }
    expect(readInvitation(writeInvitation(invitation))).toEqual({ ok: true, value: invitation })
  })

  it('[INV-8] without any address it says so on reading', () => {
    expect(readInvitation(writeInvitation({ ...own, addresses: [] }))).toEqual({
      ok: false,
      error: { kind: 'no-addresses' },
    })
  })
})

describe('lifetime', () => {
  it('[INV-5] seems expired from the very millisecond of its end', () => {
    const lifetime = lifetimeFrom(5_000, 1)
    expect(seemsExpired(lifetime, 64_999)).toBe(false)
    expect(seemsExpired(lifetime, 65_000)).toBe(true)
  })
})
