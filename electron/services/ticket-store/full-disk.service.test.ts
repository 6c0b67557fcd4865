// Tests of a real disk that is full, or that nobody may write: what the store says then, and what holds.

import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SmallDisk, openSmallDisk, whyNoSmallDisk } from '../testing/small-disk.ts'
import { isRefusal } from './database.ts'
import { openTicketStore } from './disk-ticket-store.ts'
import { draft, handClock, random, secretsOf, testBox } from './testing/fixtures.ts'
import type { TicketStore } from './ticket-store.ts'

const reason = whyNoSmallDisk()
const MINUTE = 60_000

describe.skipIf(reason !== undefined)(
  `a disk that refuses${reason === undefined ? '' : ` (${reason})`}`,
  () => {
    let disk: SmallDisk
    let clock: ReturnType<typeof handClock>
    let store: TicketStore

    const open = () =>
      openTicketStore({ file: join(disk.folder, 'tickets.db'), clock, secretBox: testBox(), random })
    const create = (id: string) =>
      store.create(draft(id, { createdAt: clock.now(), minutes: 60 }), secretsOf(id))
    const reopen = () => {
      store.close()
      store = open()
    }

    beforeEach(() => {
      disk = openSmallDisk()
      clock = handClock()
      store = open()
      create('a')
    })
    afterEach(() => {
      store.close()
      disk.close()
    })

    it('[TKT-3] an Expire closes the door at once, and is kept as soon as there is room', () => {
      let told = 0
      store.onChange(() => (told += 1))
      disk.fill()
      expect(store.expire('a')).toBe(true)
      expect(told).toBe(1)
      expect(store.find('a')?.state).toMatchObject({ kind: 'expired', by: 'novice' })
      expect(store.list()[0]?.state.kind).toBe('expired')
      expect(store.secrets('a')?.proofKey).toEqual(new Uint8Array())
      expect(store.account().enabled).toBe(false)
      expect(store.unsaved).toBe(true)
      expect(store.nextTickIn()).toBe(0)
      expect(() => store.tick()).toThrow()
      expect(store.expire('a')).toBe(false)
      disk.empty()
      store.tick()
      expect(store.unsaved).toBe(false)
      reopen()
      expect(store.find('a')?.state).toMatchObject({ kind: 'expired', by: 'novice' })
      expect(store.secrets('a')?.proofKey).toEqual(new Uint8Array())
      expect(store.account().enabled).toBe(false)
    })

    it('[ADM-3] wrong proofs count, and the third ends the ticket', () => {
      disk.fill()
      expect(store.countWrongProof('a')?.wrongProofs).toBe(1)
      expect(store.countWrongProof('a')).toMatchObject({ wrongProofs: 2, state: { kind: 'open' } })
      expect(store.countWrongProof('a')?.state).toMatchObject({ kind: 'expired', by: 'wrong-proofs' })
      expect(store.secrets('a')?.proofKey).toEqual(new Uint8Array())
      disk.empty()
      // The next order of any kind takes it along.
      create('b')
      reopen()
      expect(store.find('a')).toMatchObject({ wrongProofs: 3, state: { by: 'wrong-proofs' } })
      expect(store.account().enabled).toBe(true)
    })

    it('[TKT-2] a ticket whose time is over is over, and reading it does not fail', () => {
      disk.fill()
      clock.elapse(61 * MINUTE)
      expect(store.list().map(({ state }) => state.kind)).toEqual(['expired'])
      expect(store.find('a')?.state).toMatchObject({ by: 'time' })
      expect(store.secrets('a')?.proofKey).toEqual(new Uint8Array())
      expect(store.account().enabled).toBe(false)
      expect(() => store.tick()).toThrow()
      disk.empty()
      store.tick()
      reopen()
      expect(store.find('a')?.state).toMatchObject({ by: 'time' })
    })

    it('[TKT-7] nothing is opened that is not on the disk, and a Delete that cannot be kept ends the ticket', () => {
      disk.fill()
      expect(() => create('b')).toThrow()
      expect(store.list().map(({ id }) => id)).toEqual(['a'])
      store.remove('a')
      expect(store.find('a')?.state.kind).toBe('expired')
      disk.empty()
      store.remove('a')
      expect(store.list()).toEqual([])
    })

    it('[TKT-7] quitting works, and what was on the disk is whole', () => {
      disk.fill()
      clock.elapse(10 * MINUTE)
      store.close()
      disk.empty()
      store = open()
      expect(store.damaged).toBe(0)
      expect(store.find('a')?.state.kind).toBe('open')
    })

    it.each([
      ['full', () => disk.fill()],
      ['read only', () => disk.setReadOnly(true)],
    ])(
      '[TKT-7] a start on a disk that is %s destroys nothing, and tells the disk’s refusal from damage',
      (_, spoil) => {
        store.close()
        spoil()
        let said: unknown
        try {
          store = open()
        } catch (cause) {
          said = cause
        }
        disk.setReadOnly(false)
        disk.empty()
        expect(said instanceof Error && ('code' in said || isRefusal(said)), String(said)).toBe(true)
        store = open()
        expect(store.damaged).toBe(0)
        expect(store.find('a')?.state.kind).toBe('open')
      },
    )
  },
)
