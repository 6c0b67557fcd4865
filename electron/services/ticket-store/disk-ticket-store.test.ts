import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EVENT_LIMIT } from '../../domain/event-log/event-kinds.ts'
import { openTicketStore } from './disk-ticket-store.ts'
import { migrations } from './schema.ts'
import { draft, handClock, HOUR, MINUTE, random, secretsOf, testBox } from './testing/fixtures.ts'
import type { TicketStore } from './ticket-store.ts'

let folder: string
let file: string
let clock: ReturnType<typeof handClock>
let opened: TicketStore[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ticket-store-'))
  file = join(folder, 'profile', 'tickets.db')
  clock = handClock()
  opened = []
})
afterEach(() => {
  for (const store of opened) store.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(secretBox = testBox()): TicketStore {
  const store = openTicketStore({ file, clock, secretBox, random })
  opened.push(store)
  return store
}

const create = (store: TicketStore, id: string, minutes = 60) =>
  store.create(draft(id, { createdAt: clock.now(), minutes }), secretsOf(id))

/** Writes into the closed store behind its back. */
function tamper(...statements: readonly string[]): void {
  const db = new DatabaseSync(file)
  for (const statement of statements) db.exec(statement)
  db.close()
}

describe('ticket store over restarts', () => {
  it('[TKT-7] everything is there again', () => {
    const store = open()
    const ticket = create(store, 'a')
    create(store, 'b')
    store.expire('b')
    const before = { list: store.list(), events: store.events(99), account: store.account() }
    const secret = store.ticketSecret('a')
    store.close()
    const again = open()
    expect({ list: again.list(), events: again.events(99), account: again.account() }).toEqual(before)
    expect(again.find('a')).toEqual(ticket)
    expect(again.secrets('a')).toEqual(secretsOf('a'))
    expect(again.ticketSecret('a')).toEqual(secret)
    expect(again.damaged).toBe(0)
  })

  it('[TKT-2] a ticket expires while the program is not running', () => {
    const store = open()
    create(store, 'a', 30)
    const end = clock.now() + 30 * MINUTE
    store.close()
    clock.elapse(2 * HOUR)
    expect(open().find('a')?.state).toEqual({ kind: 'expired', by: 'time', at: end })
  })

  it('[TKT-2] a ticket expires while the computer is off', () => {
    const store = open()
    create(store, 'a', 30)
    store.close()
    clock.reboot(30 * MINUTE)
    expect(open().find('a')?.state.kind).toBe('expired')
  })

  it('[TKT-5] a clock set back while the program is not running does not revive an expired ticket', () => {
    const store = open()
    create(store, 'a', 30)
    clock.elapse(31 * MINUTE)
    expect(store.find('a')?.state.kind).toBe('expired')
    store.close()
    clock.setWall(clock.now() - 30 * MINUTE)
    expect(open().find('a')?.state.kind).toBe('expired')
  })

  it('[TKT-5] nor does it lengthen an open one', () => {
    const store = open()
    create(store, 'a', 60)
    store.close()
    clock.elapse(59 * MINUTE)
    clock.setWall(clock.now() - 24 * HOUR)
    const again = open()
    expect(again.find('a')?.state.kind).toBe('open')
    clock.elapse(MINUTE)
    expect(again.find('a')?.state.kind).toBe('expired')
  })

  it('[TKT-5] nor a crash after the clock was set back, whose mark is kept at once', () => {
    const store = open()
    create(store, 'a', 60)
    clock.elapse(50 * MINUTE)
    clock.setWall(clock.now() - 10 * HOUR)
    expect(store.nextTickIn()).toBe(0)
    store.tick()
    expect(store.nextTickIn()).toBe(MINUTE)
    // Not closed: what a kill leaves is what is on the disk now.
    clock.reboot(10 * MINUTE)
    expect(open().find('a')?.state.kind).toBe('expired')
  })

  it('[ADM-3] wrong proofs are counted over restarts', () => {
    for (const count of [1, 2]) {
      const store = open()
      if (count === 1) create(store, 'a')
      expect(store.countWrongProof('a')?.wrongProofs).toBe(count)
      store.close()
    }
    const store = open()
    expect(store.countWrongProof('a')?.state).toMatchObject({ by: 'wrong-proofs' })
    store.close()
    expect(open().find('a')?.state.kind).toBe('expired')
  })

  it('[ACC-3] the logon right ends although the program was not running', () => {
    const store = open()
    create(store, 'a')
    store.expire('a')
    store.close()
    clock.elapse(HOUR)
    expect(open().account()).toMatchObject({ enabled: false, logonRight: false })
  })

  it('[ACC-1] an idle account has a new password at each start', () => {
    const store = open()
    const secret = store.ticketSecret('a')
    store.close()
    expect(open().ticketSecret('a')).not.toEqual(secret)
  })
})

describe('ticket store on the disk', () => {
  it.skipIf(process.platform === 'win32')('[TKT-10] is readable by its user only', () => {
    const store = open()
    create(store, 'a')
    expect(statSync(join(folder, 'profile')).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(join(folder, 'profile')))
      expect([name, statSync(join(folder, 'profile', name)).mode & 0o777]).toEqual([name, 0o600])
    expect(existsSync(`${file}-wal`)).toBe(true)
  })

  const onDisk = () =>
    Buffer.concat(
      readdirSync(join(folder, 'profile')).map((name) => readFileSync(join(folder, 'profile', name))),
    )

  it('[TKT-10] holds no secret in the open', () => {
    const store = open()
    create(store, 'a')
    const bytes = onDisk()
    expect(bytes.includes('Kim')).toBe(true)
    expect(bytes.includes(secretsOf('a').proofKey)).toBe(false)
    expect(bytes.includes('private key of a')).toBe(false)
    expect(bytes.includes(store.ticketSecret('a'))).toBe(false)
  })

  it.each(['expire', 'remove', 'wrong proofs'])('[TKT-6] %s wipes the key from every file', (way) => {
    const plain = { seal: (bytes: Uint8Array) => bytes, open: (bytes: Uint8Array) => bytes }
    const store = open(plain)
    create(store, 'a')
    create(store, 'b')
    expect(onDisk().includes(secretsOf('a').proofKey)).toBe(true)
    if (way === 'expire') store.expire('a')
    else if (way === 'remove') store.remove('a')
    else for (let i = 0; i < 3; i += 1) store.countWrongProof('a')
    expect(onDisk().includes(secretsOf('a').proofKey)).toBe(false)
    expect(onDisk().includes(secretsOf('b').proofKey)).toBe(true)
  })

  it('[SES-5] keeps the newest events, not all', () => {
    const store = open()
    store.close()
    tamper(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${EVENT_LIMIT})
       INSERT INTO events (at, kind, details) SELECT i, 'old', '{}' FROM n`,
      `INSERT INTO events (at, kind, details) VALUES (1, 'broken', 'not json'), (1, 'nested', '{"a":{}}')`,
    )
    const again = open()
    again.record('newest', {})
    expect(again.events(1)[0]?.kind).toBe('newest')
    const db = new DatabaseSync(file)
    expect(db.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: EVENT_LIMIT })
    db.close()
    expect(again.events(9999)).toHaveLength(EVENT_LIMIT - 2)
  })
})

describe('damage', () => {
  it.each([
    ['a negative deadline', `UPDATE tickets SET deadline = -1 WHERE id = 'a'`],
    ['an endless deadline', `UPDATE tickets SET deadline = 9e999 WHERE id = 'a'`],
    ['addresses that are no JSON', `UPDATE tickets SET addresses = '[{' WHERE id = 'a'`],
    ['an address without a port', `UPDATE tickets SET addresses = '[{"host":"x"}]' WHERE id = 'a'`],
    ['an unknown reason', `UPDATE tickets SET closed_by = 'magic', closed_at = 1 WHERE id = 'a'`],
    ['half a reason', `UPDATE tickets SET closed_by = 'time' WHERE id = 'a'`],
    ['a huge number', `UPDATE tickets SET wrong_proofs = 9223372036854775807 WHERE id = 'a'`],
    ['no id', `UPDATE tickets SET id = '' WHERE id = 'a'`],
    ['no secrets', `DELETE FROM secrets WHERE ticket = 'a'`],
    ['an open ticket without its key', `UPDATE secrets SET proof_key = NULL WHERE ticket = 'a'`],
    ['a broken seal', `UPDATE secrets SET proof_key = randomblob(60) WHERE ticket = 'a'`],
    ['an empty identity', `UPDATE secrets SET identity = x'' WHERE ticket = 'a'`],
  ])('[TKT-7] a record with %s is deleted and counted, the others stay', (_, statement) => {
    const store = open()
    create(store, 'a')
    create(store, 'b')
    store.close()
    tamper('PRAGMA foreign_keys = OFF', statement)
    const again = open()
    expect(again.damaged).toBe(1)
    expect(again.list().map(({ id }) => id)).toEqual(['b'])
    expect(again.secrets('b')).toEqual(secretsOf('b'))
    expect(again.events(1)[0]).toMatchObject({ kind: 'store-damaged', details: { tickets: 1 } })
    again.close()
    expect(open().damaged).toBe(0)
  })

  it('a record that is damaged while the store is open goes too', () => {
    const store = open()
    create(store, 'a')
    create(store, 'b')
    const db = new DatabaseSync(file)
    db.exec(`UPDATE tickets SET fingerprint = '' WHERE id = 'a'`)
    expect(store.find('a')).toBeUndefined()
    db.exec(`UPDATE tickets SET lifetime_minutes = 0.5 WHERE id = 'b'`)
    db.close()
    expect(store.list()).toEqual([])
    expect(store.damaged).toBe(2)
    expect(store.account().enabled).toBe(false)
  })

  it.each([
    ['its row', 'DELETE FROM account'],
    ['its password', `UPDATE account SET password = x'00'`],
  ])('[ADM-3] when HelpAssistant lost %s, open tickets go: their secret is lost with it', (_, statement) => {
    const store = open()
    create(store, 'open')
    create(store, 'over')
    store.expire('over')
    store.close()
    tamper(statement)
    const again = open()
    expect(again.list().map(({ id }) => id)).toEqual(['over'])
    expect(again.damaged).toBe(1)
    expect(again.account().enabled).toBe(false)
    expect(again.ticketSecret('x')).toHaveLength(32)
  })

  it('[ACC-2] a damaged state of HelpAssistant is made from the tickets again', () => {
    const store = open()
    create(store, 'a')
    const secret = store.ticketSecret('a')
    store.close()
    tamper(`UPDATE account SET kind = 'root'`)
    const again = open()
    expect(again.account()).toMatchObject({ enabled: true, logonRight: true })
    expect(again.ticketSecret('a')).toEqual(secret)
    expect(again.find('a')?.state.kind).toBe('open')
  })

  it.each([
    ['lost', 'DELETE FROM clock'],
    ['damaged', 'UPDATE clock SET ticket = -5'],
  ])('[TKT-5] a %s mark of the clock ends open tickets: nobody knows how old they are', (_, statement) => {
    const store = open()
    create(store, 'a')
    store.close()
    tamper(statement)
    expect(open().find('a')?.state.kind).toBe('expired')
  })

  it.each([
    ['text', () => writeFileSync(file, 'this is no database, and longer than a header of one would be')],
    ['random bytes', () => writeFileSync(file, random(20_000))],
    ['half a database', () => truncateSync(file, statSync(file).size / 2)],
    ['a database with holes', () => writeFileSync(file, readFileSync(file).fill(0xa5, 4096, 4096 * 3))],
    ['another program’s database', () => tamper('PRAGMA application_id = 7')],
    ['a database of a newer version', () => tamper(`PRAGMA user_version = ${migrations.length + 1}`)],
    ['a database without a table', () => tamper('DROP TABLE events')],
  ])('[TKT-7] a file that is %s is kept aside, and a new store begins', (_, spoil) => {
    const store = open()
    create(store, 'a')
    store.close()
    spoil()
    const spoiled = readFileSync(file)
    const again = open()
    expect(again.list()).toEqual([])
    expect(again.damaged).toBe(1)
    const event = again.events(9).find(({ kind }) => kind === 'store-damaged')
    expect(event?.details['kept']).toBe('tickets.db.damaged-1')
    expect(readFileSync(`${file}.damaged-1`)).toEqual(spoiled)
    create(again, 'b')
    again.close()
    writeFileSync(file, 'again')
    expect(open().damaged).toBe(1)
    expect(existsSync(`${file}.damaged-2`)).toBe(true)
  })

  it('[TKT-7] when the disk or the key store refuses, the store throws and destroys nothing', () => {
    const store = open()
    create(store, 'a')
    store.close()
    const locked = () => {
      throw new Error('locked')
    }
    expect(() => open({ seal: locked, open: locked })).toThrow('locked')
    expect(open().find('a')?.state.kind).toBe('open')
    mkdirSync(join(folder, 'a folder'))
    file = join(folder, 'a folder')
    expect(() => open()).toThrow()
    expect(readdirSync(folder)).not.toContain('a folder.damaged-1')
  })
})
