import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOf, expired, isOverdue, withWrongProof } from './expiry.ts'
import { DEFAULT_LIFETIME, DEFAULT_MAXIMUM_MINUTES, expiresAt, lifetimeOf } from './lifetime.ts'
import { passStub } from './pass-stub.ts'
import { statusOf } from './status.ts'
import type { Ticket } from './ticket.ts'

const ticket: Ticket = {
  id: 'aWQ=',
  from: 'Kim',
  createdAt: 1_000_000,
  lifetimeMinutes: 60,
  deadline: 3_600_000,
  state: { kind: 'open' },
  passwordProtected: false,
  passStub: '',
  addresses: [
    { host: '10.0.0.5', port: 3389 },
    { host: 'fe80::AB', port: 3389 },
    { host: 'kim.example', port: 3389 },
  ],
  mapping: null,
  file: null,
  fingerprint: 'ab'.repeat(32),
  wrongProofs: 0,
}

describe('the end that is shown', () => {
  const end = expiresAt(ticket)

  it('is the time in the file while the ticket is open', () => expect(endOf(ticket)).toBe(end))

  it('is when the novice expired it', () =>
    expect(endOf(expired(ticket, 'novice', end - 5_000))).toBe(end - 5_000))

  it('is its time, when that was noticed later', () =>
    expect(endOf(expired(ticket, 'time', end + 86_400_000))).toBe(end))
})

describe('lifetime', () => {
  it.each([
    [1, 'minutes', 1],
    [99, 'minutes', 99],
    [1, 'hours', 60],
    [99, 'hours', 5940],
    [30, 'days', 43_200],
  ] as const)('[TKT-9] %i %s are %i minutes', (count, unit, minutes) => {
    expect(lifetimeOf(count, unit, DEFAULT_MAXIMUM_MINUTES)).toEqual({
      ok: true,
      value: { minutes, limited: false },
    })
  })

  it('[TKT-9] the default is one hour', () => {
    const { count, unit } = DEFAULT_LIFETIME
    expect(lifetimeOf(count, unit, DEFAULT_MAXIMUM_MINUTES)).toMatchObject({ value: { minutes: 60 } })
  })

  it.each([
    [31, 'days', DEFAULT_MAXIMUM_MINUTES, 43_200],
    [2, 'hours', 90, 90],
    [1, 'minutes', 0, 1],
  ] as const)(
    '[TKT-9] %i %s over a maximum of %i are set to it and said so',
    (count, unit, maximum, minutes) => {
      const { ok, ...rest } = lifetimeOf(count, unit, maximum)
      expect({ ok, ...rest }).toEqual({ ok: true, value: { minutes, limited: maximum > 0 } })
    },
  )

  it.each([0, 100, 1.5, -1, NaN, Infinity])('[TKT-9] a count of %d is refused', (count) => {
    expect(lifetimeOf(count, 'hours', DEFAULT_MAXIMUM_MINUTES)).toEqual({
      ok: false,
      error: { kind: 'out-of-range' },
    })
  })

  it('[INV-5] the expiry shown is creation plus lifetime', () => {
    expect(expiresAt(ticket)).toBe(1_000_000 + 3_600_000)
  })
})

describe('expiry', () => {
  it('[TKT-2] is due at the deadline, not before', () => {
    expect(isOverdue(ticket, 3_599_999.9)).toBe(false)
    expect(isOverdue(ticket, 3_600_000)).toBe(true)
  })

  it('[TKT-3] happens once: the first reason stays', () => {
    const once = expired(ticket, 'novice', 5)
    expect(once.state).toEqual({ kind: 'expired', by: 'novice', at: 5 })
    expect(expired(once, 'time', 9)).toBe(once)
    expect(isOverdue(once, Infinity)).toBe(false)
  })

  it('[ADM-3] the third wrong proof expires the ticket, the second does not', () => {
    const second = withWrongProof(withWrongProof(ticket, 1), 2)
    expect(second).toMatchObject({ wrongProofs: 2, state: { kind: 'open' } })
    const third = withWrongProof(second, 3)
    expect(third).toMatchObject({ wrongProofs: 3, state: { kind: 'expired', by: 'wrong-proofs', at: 3 } })
    expect(withWrongProof(third, 4)).toBe(third)
  })
})

describe('status', () => {
  const status = (hosts: readonly string[], port = 3389, certain = true) =>
    statusOf(ticket, { addresses: hosts.map((host) => ({ host, port })), certain })

  it('[TKT-8] open while the addresses are those of the file, in any order and spelling', () => {
    expect(status(['10.0.0.5', 'FE80::ab', 'KIM.example'])).toBe('open')
    expect(status(['kim.example', 'fe80::ab', '10.0.0.5'])).toBe('open')
  })

  it('[TKT-8] resend required when there is a new address: it may be the only way for this expert', () => {
    expect(status(['10.0.0.5', 'fe80::ab', 'kim.example', '10.8.0.2'])).toBe('resend-required')
  })

  it('[TKT-8] nothing is concluded while routers are being asked', () => {
    expect(status(['10.0.0.5'], 3389, false)).toBe('open')
  })

  it('[TKT-8] is open just when both lists are the same set (property)', () => {
    const hosts = fc.uniqueArray(fc.constantFrom('10.0.0.1', '10.0.0.2', 'kim', 'fd00::1', '192.0.2.9'))
    fc.assert(
      fc.property(hosts, hosts, (written, present) => {
        const listed = (list: readonly string[]) => list.map((host) => ({ host, port: 3389 }))
        const same = new Set([...written, ...present]).size === Math.max(written.length, present.length)
        expect(
          statusOf(
            { state: { kind: 'open' }, addresses: listed(written) },
            { addresses: listed(present), certain: true },
          ),
        ).toBe(same && written.length === present.length ? 'open' : 'resend-required')
      }),
    )
  })

  it('[TKT-8] resend required when an address, the name or the port changed', () => {
    expect(status(['10.0.0.6', 'fe80::ab', 'kim.example'])).toBe('resend-required')
    expect(status(['10.0.0.5', 'fe80::ab', 'new.example'])).toBe('resend-required')
    expect(status(['10.0.0.5', 'fe80::ab', 'kim.example'], 3390)).toBe('resend-required')
    expect(status([])).toBe('resend-required')
  })

  it('[TKT-8] expired, whatever the addresses are', () => {
    expect(statusOf(expired(ticket, 'time', 1), { addresses: [], certain: true })).toBe('expired')
  })
})

describe('PassStub', () => {
  it('is 14 ASCII characters that XML leaves alone, each from its own random byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 14, maxLength: 20 }), (bytes) => {
        expect(passStub(bytes)).toMatch(/^[A-Za-z0-9*^]{14}$/)
      }),
    )
    expect(new Set(Array.from({ length: 256 }, (_, i) => passStub(new Uint8Array(14).fill(i)))).size).toBe(64)
    expect(passStub(Uint8Array.from({ length: 14 }, (_, i) => i * 5))).toBe('AFKPUZejoty38B')
  })

  it('throws rather than use too few random bytes', () => {
    expect(() => passStub(new Uint8Array(13))).toThrow('14')
  })
})
