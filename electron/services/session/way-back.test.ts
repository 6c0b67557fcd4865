import { describe, expect, it } from 'vitest'
import { err } from '../../../shared/result.ts'
import type { Address, Invitation } from '../../domain/invitation/invitation.ts'
import { deriveResume } from '../../domain/logon/resume.ts'
import { createWayBack, MOST_TOLD } from './way-back.ts'

const invited: readonly Address[] = [
  { host: '192.0.2.1', port: 3389 },
  { host: '192.0.2.2', port: 3389 },
]
const invitation: Invitation = {
  username: 'Ann',
  passwordRequired: false,
  createdAt: 0,
  expiresAt: 1,
  addresses: invited,
  ticketId: 'dA==',
  publicKeySha1: undefined,
  passStub: '',
  slowLine: false,
  writtenBy: 'help-and-support',
  extension: undefined,
}

/** Where an expert looks for the novice in the first round, in order; nobody is anywhere. */
async function lookedAt(told: readonly Address[]): Promise<readonly Address[]> {
  const tried: Address[] = []
  let roundIsOver: () => void = () => undefined
  const over = new Promise<void>((resolve) => (roundIsOver = resolve))
  const wayBack = createWayBack({
    invitation,
    log: () => undefined,
    timers: {
      after: (ms) => {
        // The rest after a round; those under way are given up by themselves.
        if (ms === 500 && tried.length > invited.length) setImmediate(roundIsOver)
        return () => undefined
      },
    },
    reach: (address) => {
      tried.push(address)
      return Promise.resolve(err('connection-refused'))
    },
    comeBack: () => Promise.resolve(err('lost')),
  })
  wayBack.reachedAt(1)
  wayBack.provedBy(deriveResume(new Uint8Array(32)))
  wayBack.movedTo(told)
  wayBack.look({ interrupt: () => 0, takeOver: () => undefined }, () => undefined)
  await over
  wayBack.stop()
  return tried
}

describe('[SES-4] the way back', () => {
  it('begins where the novice was, goes on where it says it is, and then where it was invited', async () => {
    const told = [{ host: '198.51.100.7', port: 4000 }]
    expect(await lookedAt(told)).toEqual([invited[1], ...told, invited[0]])
  })

  it('SECURITY: does not lead to very many doors of others, whatever the novice says', async () => {
    const others = Array.from({ length: 64 }, (_, n) => ({ host: '198.51.100.7', port: n + 1 }))
    expect(await lookedAt(others)).toEqual([invited[1], ...others.slice(0, MOST_TOLD), invited[0]])
    expect(MOST_TOLD).toBe(16)
  })
})
