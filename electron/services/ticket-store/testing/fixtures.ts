// Tests. What the ticket store's tests hand in: clocks that obey, a box whose seal can be seen, a ticket draft.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { MappingView } from '../../../../shared/network.ts'
import type { TicketSecrets } from '../../../domain/ticket/ticket.ts'
import type { Clock, SecretBox } from '../../ports.ts'
import type { TicketDraft } from '../ticket-store.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** A computer's clocks by hand. */
export function handClock(wall = Date.UTC(2026, 0, 15, 15, 0)) {
  let monotonic = 10_000
  let uptime = 50_000
  return {
    now: () => wall,
    monotonic: () => monotonic,
    uptime: () => uptime,
    elapse(ms: number) {
      wall += ms
      monotonic += ms
      uptime += ms
    },
    sleep(ms: number) {
      wall += ms
      uptime += ms
    },
    setWall(to: number) {
      wall = to
    },
    /** The computer is off for a while. */
    reboot(ms: number) {
      wall += ms
      monotonic = 500
      uptime = 30_000
    },
  } satisfies Clock & Record<string, unknown>
}

/** Really encrypts, so that a file can be searched for what must not be in it. */
export function testBox(password = 'the key store'): SecretBox {
  const key = createHash('sha256').update(password).digest()
  return {
    seal: (plain) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    },
  }
}

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

export function draft(id: string, { createdAt = 0, minutes = 60, from = 'Kim' } = {}): TicketDraft {
  return {
    id,
    from,
    createdAt,
    lifetimeMinutes: minutes,
    passwordProtected: true,
    passStub: 'WB^6HsrIaFmEpi',
    addresses: [
      { host: '10.0.0.5', port: 3389 },
      { host: 'fe80::1', port: 3389 },
    ],
    mapping: null,
    file: null,
    fingerprint: createHash('sha256').update(id).digest('hex'),
  }
}

export function secretsOf(id: string): TicketSecrets {
  return {
    certificatePem: `certificate of ${id}`,
    privateKeyPem: `private key of ${id}`,
    proofKey: new Uint8Array(createHash('sha256').update(`proof of ${id}`).digest()),
  }
}

/** What two protocols of one router said. */
export const mapping: MappingView = {
  kind: 'asked',
  gateways: [
    {
      gateway: '10.0.0.1',
      protocol: 'upnp',
      outcome: {
        kind: 'mapped',
        behindAnother: false,
        ports: [
          {
            transport: 'tcp',
            internalPort: 3391,
            external: { host: '203.0.113.7', port: 3391 },
            until: 1_800_000_000_000,
          },
        ],
      },
    },
    { gateway: '10.0.0.1', protocol: 'pcp', outcome: { kind: 'failed', why: 'late' } },
  ],
}
