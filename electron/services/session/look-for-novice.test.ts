import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AddressFailure } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import { systemTimers } from '../ports.ts'
import type { Link } from '../terminal-services/link.ts'
import { createLinkPair } from '../terminal-services/memory-link.ts'
import { lookForNovice } from './look-for-novice.ts'
import { RETURN_MS } from './steady-line.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

type Reaching = Promise<Result<Link, AddressFailure>>
const addresses: readonly Address[] = Array.from({ length: 12 }, (_, at) => ({
  host: `192.0.2.${at}`,
  port: 1,
}))
const last = addresses[11]

/** Nobody answers there, and nobody says so. */
const swallowed = (signal: AbortSignal): Reaching =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(err('timed-out')), { once: true }))

describe('[SES-4] looking for the novice', () => {
  it('finds the one of many addresses that leads there before the novice gives up', async () => {
    const search = new AbortController()
    const found = lookForNovice({
      addresses,
      signal: search.signal,
      timers: systemTimers,
      reach: (address, signal) =>
        address === last ? Promise.resolve(ok(createLinkPair().expert)) : swallowed(signal),
      comeBack: () => Promise.resolve(ok(7)),
    })
    await vi.advanceTimersByTimeAsync(RETURN_MS - 1000)
    search.abort()
    expect(await found).toMatchObject({ kind: 'found', received: 7 })
  })

  it('leaves whoever else was on the way, also who answers in the same moment', async () => {
    const cut: string[] = []
    const linkTo = ({ host }: Address): Link => ({ ...createLinkPair().expert, cut: () => cut.push(host) })
    const found = await (async () => {
      const looking = lookForNovice({
        addresses: addresses.slice(0, 2),
        signal: new AbortController().signal,
        timers: systemTimers,
        reach: (address) =>
          new Promise((resolve) => {
            // The second is begun half a second later.
            setTimeout(() => resolve(ok(linkTo(address))), address === addresses[0] ? 1000 : 500)
          }),
        comeBack: () => Promise.resolve(ok(1)),
      })
      await vi.advanceTimersByTimeAsync(5000)
      return looking
    })()
    expect(found.kind).toBe('found')
    expect(cut).toHaveLength(1)
  })

  it('goes on with another address when the one that answered broke off, and ends at any other No', async () => {
    const asked: string[] = []
    const look = (answer: 'lost' | 'invalid-ticket') => {
      const tried: string[] = []
      return lookForNovice({
        addresses: addresses.slice(0, 2),
        signal: new AbortController().signal,
        timers: systemTimers,
        reach: ({ host }) => {
          tried.push(host)
          asked.push(host)
          return Promise.resolve(ok(createLinkPair().expert))
        },
        comeBack: () => Promise.resolve(tried.length === 1 ? err(answer) : ok(3)),
      })
    }
    const going = look('lost')
    await vi.advanceTimersByTimeAsync(2000)
    expect(await going).toMatchObject({ kind: 'found', received: 3 })
    expect(asked).toEqual(['192.0.2.0', '192.0.2.1'])
    expect(await look('invalid-ticket')).toEqual({ kind: 'refused' })
  })

  it('ends when it is told to, and nothing is tried any more', async () => {
    const search = new AbortController()
    let tries = 0
    const found = lookForNovice({
      addresses,
      signal: search.signal,
      timers: systemTimers,
      reach: (_, signal) => {
        tries += 1
        return swallowed(signal)
      },
      comeBack: () => Promise.resolve(ok(1)),
    })
    await vi.advanceTimersByTimeAsync(1200)
    search.abort()
    expect(await found).toEqual({ kind: 'given-up' })
    const before = tries
    await vi.advanceTimersByTimeAsync(60_000)
    expect(tries).toBe(before)
    expect(vi.getTimerCount()).toBe(0)
  })
})
