import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from './schema.ts'
import { random, secretsOf, testBox } from './testing/fixtures.ts'
import { storeBench } from './testing/store-bench.ts'

let bench: ReturnType<typeof storeBench>
let folder: string
let file: string
let open: (typeof bench)['open']
let create: (typeof bench)['create']
let tamper: (typeof bench)['tamper']

beforeEach(() => {
  bench = storeBench()
  ;({ folder, file, open, create, tamper } = bench)
})
afterEach(() => bench.clear())

describe('damage to the ticket store', () => {
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

  it.each([
    ['wall', -4.3e219],
    ['wall', 1e300],
    ['uptime', -1e300],
    ['ticket', 1e300],
    ['ticket', -1],
  ])(
    '[TKT-7] a clock whose mark is damaged (%s = %d) keeps nobody from starting, and no ticket lives on',
    (column, value) => {
      const store = open()
      create(store, 'a')
      create(store, 'b')
      store.close()
      tamper(`UPDATE clock SET ${column} = ${value}`)
      const again = open()
      expect(again.list().map(({ state }) => state.kind)).toEqual(['expired', 'expired'])
      expect(again.account().enabled).toBe(false)
      again.close()
      // And the next start is as any other.
      const once = open()
      create(once, 'c')
      expect(once.find('c')?.state.kind).toBe('open')
    },
  )

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
    expect(() => open(testBox(), join(folder, 'a folder'))).toThrow()
    expect(readdirSync(folder)).not.toContain('a folder.damaged-1')
  })

  it('[TKT-7] the write-ahead log of a spoiled database does not get into the new one', () => {
    const store = open()
    store.expire(create(store, 'old').id)
    store.close()
    const again = open()
    create(again, 'a')
    const log = readFileSync(`${file}-wal`)
    again.close()
    writeFileSync(file, random(20_000))
    writeFileSync(`${file}-wal`, log)
    const fresh = open()
    expect(fresh.list()).toEqual([])
    expect(fresh.damaged).toBe(1)
  })
})
