import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EVENT_LIMIT } from '../../domain/event-log/event-kinds.ts'
import { HOUR, MINUTE, secretsOf } from './testing/fixtures.ts'
import { storeBench } from './testing/store-bench.ts'

let bench: ReturnType<typeof storeBench>
let folder: string
let file: string
let clock: (typeof bench)['clock']
let open: (typeof bench)['open']
let create: (typeof bench)['create']
let tamper: (typeof bench)['tamper']

beforeEach(() => {
  bench = storeBench()
  ;({ folder, file, clock, open, create, tamper } = bench)
})
afterEach(() => bench.clear())

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

  it('[TKT-5] nor does it give an open one its time back', () => {
    const store = open()
    create(store, 'a', 30)
    clock.elapse(20 * MINUTE)
    store.close()
    clock.setWall(clock.now() - 25 * MINUTE)
    const again = open()
    expect(again.find('a')?.state.kind).toBe('open')
    clock.elapse(10 * MINUTE)
    expect(again.find('a')?.state.kind).toBe('expired')
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
    store.tick()
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

  /** One letter a byte, so that text and bytes can be searched for alike. */
  const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
  const onDisk = () =>
    readdirSync(join(folder, 'profile'))
      .map((name) => latin(readFileSync(join(folder, 'profile', name))))
      .join()

  it('[TKT-10] holds no secret in the open', () => {
    const store = open()
    create(store, 'a')
    const bytes = onDisk()
    expect(bytes.includes('Kim')).toBe(true)
    expect(bytes.includes(latin(secretsOf('a').proofKey))).toBe(false)
    expect(bytes.includes('private key of a')).toBe(false)
    expect(bytes.includes(latin(store.ticketSecret('a')))).toBe(false)
  })

  it.each(['expire', 'remove', 'wrong proofs'])('[TKT-6] %s wipes the key from every file', (way) => {
    const plain = { seal: (bytes: Uint8Array) => bytes, open: (bytes: Uint8Array) => bytes }
    const store = open(plain)
    create(store, 'a')
    create(store, 'b')
    expect(onDisk().includes(latin(secretsOf('a').proofKey))).toBe(true)
    if (way === 'expire') store.expire('a')
    else if (way === 'remove') store.remove('a')
    else for (let i = 0; i < 3; i += 1) store.countWrongProof('a')
    expect(onDisk().includes(latin(secretsOf('a').proofKey))).toBe(false)
    expect(onDisk().includes(latin(secretsOf('b').proofKey))).toBe(true)
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
