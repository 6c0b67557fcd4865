// Tests. The rules every ticket store keeps, on the disk or in memory.

import { beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../ports.ts'
import type { TicketStore } from '../ticket-store.ts'
import { draft, handClock, HOUR, mapping, MINUTE, secretsOf } from './fixtures.ts'

export function ticketStoreRules(name: string, make: (clock: Clock) => TicketStore): void {
  describe(`ticket store (${name})`, () => {
    let clock: ReturnType<typeof handClock>
    let store: TicketStore
    const create = (id: string, minutes = 60) =>
      store.create(draft(id, { createdAt: clock.now(), minutes }), secretsOf(id))
    const kinds = () => store.events(100).map(({ kind }) => kind)

    beforeEach(() => {
      clock = handClock()
      store = make(clock)
      return () => store.close()
    })

    it('[TKT-1] a created ticket is in the table, open, as it was handed in', () => {
      const ticket = create('a')
      expect(ticket).toMatchObject({ ...draft('a', { createdAt: clock.now() }), wrongProofs: 0 })
      expect(ticket.state).toEqual({ kind: 'open' })
      expect(store.list()).toEqual([ticket])
      expect(store.find('a')).toEqual(ticket)
      expect(store.secrets('a')).toEqual(secretsOf('a'))
      expect(store.find('b')).toBeUndefined()
      expect(store.secrets('b')).toBeUndefined()
      expect(store.damaged).toBe(0)
    })

    it('[TKT-1] what fails to be created leaves nothing behind', () => {
      create('a')
      expect(() => create('a')).toThrow()
      expect(() => store.create(draft('b'), { ...secretsOf('b'), proofKey: new Uint8Array(3) })).toThrow('32')
      expect(() => store.create({ ...draft('c'), fingerprint: 'no' }, secretsOf('c'))).toThrow()
      expect(store.list().map(({ id }) => id)).toEqual(['a'])
      expect(kinds().filter((kind) => kind === 'ticket-created')).toHaveLength(1)
    })

    it('lists the latest expiry first', () => {
      create('short', 5)
      create('long', 600)
      clock.elapse(MINUTE)
      create('middle', 30)
      expect(store.list().map(({ id }) => id)).toEqual(['long', 'middle', 'short'])
    })

    it('[TKT-2] expires by itself at its time, and only then', () => {
      create('a', 60)
      clock.elapse(HOUR - 1)
      expect(store.find('a')?.state.kind).toBe('open')
      clock.elapse(1)
      expect(store.find('a')?.state).toEqual({ kind: 'expired', by: 'time', at: clock.now() })
      expect(store.events(1)[0]).toMatchObject({ kind: 'account-disabled' })
      expect(store.events(2)[1]).toMatchObject({
        kind: 'ticket-expired',
        details: { ticket: 'a', from: 'Kim', by: 'time' },
      })
    })

    it('[TKT-2] says when its time was over, even if nobody looked at that moment', () => {
      create('a', 60)
      const end = clock.now() + HOUR
      clock.elapse(5 * HOUR)
      expect(store.list()[0]?.state).toEqual({ kind: 'expired', by: 'time', at: end })
    })

    it('[TKT-2] time spent asleep counts', () => {
      create('a', 60)
      clock.elapse(MINUTE)
      clock.sleep(59 * MINUTE)
      expect(store.find('a')?.state.kind).toBe('expired')
    })

    it('[TKT-3] can be expired by the novice, once', () => {
      create('a')
      expect(store.expire('a')).toBe(true)
      expect(store.find('a')?.state).toEqual({ kind: 'expired', by: 'novice', at: clock.now() })
      expect(store.expire('a')).toBe(false)
      expect(store.expire('unknown')).toBe(false)
      expect(kinds().filter((kind) => kind === 'ticket-expired')).toHaveLength(1)
    })

    it('[TKT-3] Expire comes too late for a ticket whose time is over', () => {
      create('a', 1)
      clock.elapse(MINUTE)
      expect(store.expire('a')).toBe(false)
      expect(store.find('a')?.state).toMatchObject({ by: 'time' })
    })

    it('[TKT-6] keeps the certificate of an expired ticket and drops its proof key', () => {
      create('a')
      store.expire('a')
      expect(store.secrets('a')).toEqual({ ...secretsOf('a'), proofKey: new Uint8Array() })
      store.remove('a')
      expect(store.secrets('a')).toBeUndefined()
      expect(store.find('a')).toBeUndefined()
    })

    it('[TKT-8] Delete removes an open ticket and closes the account', () => {
      create('a')
      store.remove('a')
      store.remove('unknown')
      expect(store.list()).toEqual([])
      expect(store.account().enabled).toBe(false)
      expect(kinds()).toEqual(['account-disabled', 'ticket-deleted', 'account-enabled', 'ticket-created'])
    })

    it('[TKT-8] [NET-4] Resend notes the new addresses and what routers said; the first saving is none', () => {
      create('a')
      store.rewritten('a', [{ host: '10.0.0.6', port: 3390 }], { kind: 'off' }, '/home/kim/a.msrcincident')
      expect(kinds()).not.toContain('ticket-resent')
      store.rewritten('a', [{ host: '10.0.0.7', port: 3391 }], mapping, '/home/kim/b.msrcincident')
      expect(store.find('a')).toMatchObject({
        addresses: [{ host: '10.0.0.7', port: 3391 }],
        mapping,
        file: '/home/kim/b.msrcincident',
      })
      expect(kinds()[0]).toBe('ticket-resent')
    })

    it('[ADM-3] the third wrong proof expires the ticket and wipes its key', () => {
      create('a')
      expect(store.countWrongProof('a')).toMatchObject({ wrongProofs: 1, state: { kind: 'open' } })
      expect(store.countWrongProof('a')).toMatchObject({ wrongProofs: 2, state: { kind: 'open' } })
      expect(store.secrets('a')?.proofKey).toHaveLength(32)
      const third = store.countWrongProof('a')
      expect(third).toMatchObject({ wrongProofs: 3, state: { kind: 'expired', by: 'wrong-proofs' } })
      expect(store.find('a')).toEqual(third)
      expect(store.secrets('a')?.proofKey).toHaveLength(0)
      expect(store.countWrongProof('a')).toEqual(third)
      expect(store.countWrongProof('unknown')).toBeUndefined()
      const counts = store.events(100).filter(({ kind }) => kind === 'wrong-password')
      expect(counts.map(({ details }) => details['count'])).toEqual([3, 2, 1])
    })

    // The article's example: the ticket ends at 16:00 on the novice's computer. An expert one hour to the west opens
    // it at 15:35 of the own clock, when the novice's shows 16:35.
    it('[TKT-5] KB: 15:35 at an expert one hour behind is 16:35 at the novice: expired', () => {
      create('a', 60)
      clock.elapse(HOUR + 35 * MINUTE)
      expect(store.find('a')?.state.kind).toBe('expired')
    })

    it('[TKT-5] KB: nothing of the expert decides; the ticket is open at 15:35 of the novice', () => {
      create('a', 60)
      clock.elapse(35 * MINUTE)
      expect(store.find('a')?.state.kind).toBe('open')
    })

    it("[TKT-5] the novice's clock set back neither revives a ticket nor lengthens one", () => {
      create('over', 30)
      create('open', 90)
      clock.elapse(HOUR)
      expect(store.find('over')?.state.kind).toBe('expired')
      clock.setWall(clock.now() - 3 * HOUR)
      expect(store.find('over')?.state.kind).toBe('expired')
      expect(store.find('open')?.state.kind).toBe('open')
      clock.elapse(30 * MINUTE)
      expect(store.find('open')?.state.kind).toBe('expired')
    })

    it('[TKT-5] a clock that jumps forward ends tickets early rather than late', () => {
      create('a', 60)
      clock.setWall(clock.now() + 2 * HOUR)
      expect(store.find('a')?.state.kind).toBe('expired')
    })

    it('[ACC-1] HelpAssistant is there from the start, disabled', () => {
      expect(store.account()).toEqual({ enabled: false, logonRight: false, since: clock.now() })
      expect(store.nextTickIn()).toBeUndefined()
    })

    it('[ACC-2] [ACC-3] is enabled with the first ticket, disabled with the last, loses its right within the hour', () => {
      create('a', 30)
      create('b', 60)
      const opened = clock.now()
      expect(store.account()).toEqual({ enabled: true, logonRight: true, since: opened })
      store.expire('a')
      expect(store.account()).toEqual({ enabled: true, logonRight: true, since: opened })
      clock.elapse(HOUR)
      expect(store.account()).toEqual({ enabled: false, logonRight: true, since: clock.now() })
      clock.elapse(HOUR - 1)
      expect(store.account()).toMatchObject({ enabled: false, logonRight: false })
      expect(kinds().filter((kind) => kind.startsWith('account') || kind.startsWith('logon'))).toEqual([
        'logon-right-removed',
        'account-disabled',
        'account-enabled',
      ])
    })

    it('[ADM-3] a ticket has a secret of its own, the same before and while it is open', () => {
      const early = store.ticketSecret('a')
      expect(early).toHaveLength(32)
      expect(store.ticketSecret('b')).not.toEqual(early)
      create('a')
      clock.elapse(30 * MINUTE)
      expect(store.ticketSecret('a')).toEqual(early)
    })

    it('[ADM-3] a secret asked for before creation holds, even when the old logon right ends in between', () => {
      create('old')
      store.expire('old')
      const early = store.ticketSecret('new')
      clock.elapse(2 * HOUR)
      store.tick()
      expect(store.account().logonRight).toBe(false)
      create('new')
      expect(store.ticketSecret('new')).toEqual(early)
    })

    it('[ACC-1] the password is a new one after the logon right was removed', () => {
      create('a')
      const secret = store.ticketSecret('a')
      store.expire('a')
      clock.elapse(10 * MINUTE)
      store.tick()
      expect(store.ticketSecret('a')).toEqual(secret)
      clock.elapse(HOUR)
      store.tick()
      expect(store.ticketSecret('a')).not.toEqual(secret)
    })

    it('tells how long until there is something to do, and does it then', () => {
      create('a', 2)
      const deeds: string[] = []
      for (let i = 0; i < 10; i += 1) {
        const wait = store.nextTickIn()
        if (wait === undefined) break
        clock.elapse(wait)
        store.tick()
        deeds.push(`${wait / MINUTE} ${kinds()[0] ?? ''}`)
      }
      expect(deeds).toEqual(['1 account-enabled', '1 account-disabled', '55 logon-right-removed'])
      expect(store.nextTickIn()).toBeUndefined()
    })

    it('[TKT-8] calls listeners after each change, by time too, until they leave', () => {
      let calls = 0
      const leave = store.onChange(() => {
        calls += 1
        store.list()
      })
      const after = (act: () => unknown) => {
        calls = 0
        act()
        return calls
      }
      expect(after(() => create('a'))).toBe(1)
      expect(after(() => store.list())).toBe(0)
      expect(after(() => store.tick())).toBe(0)
      expect(after(() => store.countWrongProof('a'))).toBe(1)
      expect(after(() => store.rewritten('a', [], { kind: 'off' }, '/f'))).toBe(1)
      clock.elapse(HOUR)
      expect(after(() => store.find('a'))).toBe(1)
      clock.elapse(HOUR)
      expect(after(() => store.tick())).toBe(1)
      expect(after(() => store.expire('a'))).toBe(0)
      leave()
      expect(after(() => store.remove('a'))).toBe(0)
    })

    it('[SES-5] records events, latest first, long texts cut', () => {
      store.record('session-started', { expert: 'Sam', address: '10.0.0.9', n: 1, ok: true })
      clock.elapse(5)
      store.record('refused', { reason: 'x'.repeat(10_000) })
      const [second, first] = store.events(10)
      expect(first).toEqual({
        at: clock.now() - 5,
        kind: 'session-started',
        details: { expert: 'Sam', address: '10.0.0.9', n: 1, ok: true },
      })
      expect(second?.details['reason']).toHaveLength(300)
      expect(store.events(1)).toHaveLength(1)
    })
  })
}
