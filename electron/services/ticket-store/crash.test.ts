import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../ports.ts'
import { openTicketStore } from './disk-ticket-store.ts'
import { random, secretsOf, testBox } from './testing/fixtures.ts'

const KILLS = 100
const child = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ticket-crash-'))
// Who is killed leaves nothing compiled behind: one run to the end does it for a hundred others.
const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
beforeAll(() => void execFileSync(process.execPath, [child], { env }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** mulberry32: the same kills again for the same seed, as far as the machine allows. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Told = Record<'created' | 'expired' | 'removing' | 'removed', Set<string>>

/** Runs the child until it has said so many lines, then a moment longer, and kills it with signal 9. */
async function killAfter(file: string, prefix: string, lines: number, microseconds: number, told: Told) {
  const running = spawn(process.execPath, [child, file, prefix], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(running, 'close')
  let complaint = ''
  running.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  let said = 0
  const kill = () => {
    const end = performance.now() + microseconds / 1000
    while (performance.now() < end);
    running.kill('SIGKILL')
  }
  if (lines === 0) running.once('spawn', () => setTimeout(kill, microseconds / 20))
  for await (const line of createInterface({ input: running.stdout })) {
    const [verb, id] = line.split(' ')
    if (id !== undefined) told[verb as keyof Told].add(id)
    said += 1
    if (said === lines) kill()
  }
  await closed
  expect(running.signalCode, complaint).toBe('SIGKILL')
}

/** What must hold after each kill; `told` is all that was reported since the beginning. */
function examine(file: string, told: Told): void {
  const store = openTicketStore({ file, clock: systemClock, secretBox: testBox(), random })
  expect(store.damaged).toBe(0)
  const found = new Map(store.list().map((ticket) => [ticket.id, ticket]))
  for (const id of told.created) if (!told.removing.has(id)) expect(found.has(id), `${id} is lost`).toBe(true)
  for (const id of told.removed) expect(found.has(id), `${id} came back`).toBe(false)
  for (const [id, ticket] of found) {
    if (told.expired.has(id)) expect(ticket.state.kind, `${id} was revived`).toBe('expired')
    const isOpen = ticket.state.kind === 'open'
    expect(store.secrets(id)?.proofKey).toEqual(isOpen ? secretsOf(id).proofKey : new Uint8Array())
  }
  const hasOpen = [...found.values()].some(({ state }) => state.kind === 'open')
  expect(store.account().enabled).toBe(hasOpen)
  store.close()
  const db = new DatabaseSync(file)
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  db.close()
}

/** Keeps the store small, so that a hundred kills are not a test of long lists. */
function forget(file: string, told: Told): void {
  const store = openTicketStore({ file, clock: systemClock, secretBox: testBox(), random })
  for (const { id } of store.list().slice(40)) {
    told.removing.add(id)
    store.remove(id)
    told.removed.add(id)
  }
  store.close()
}

async function killOften(file: string, seed: number, kills: number): Promise<Told> {
  const chance = seeded(seed)
  const told: Told = { created: new Set(), expired: new Set(), removing: new Set(), removed: new Set() }
  for (let n = 0; n < kills; n += 1) {
    const lines = n % 5 === 0 ? 0 : 1 + Math.floor(chance() * 30)
    await killAfter(file, `s${seed}n${n}`, lines, Math.floor(chance() * 5000), told)
    try {
      examine(file, told)
    } catch (cause) {
      throw new Error(`seed ${seed}, kill ${n}, after ${lines} lines`, { cause })
    }
    if (n % 10 === 9) forget(file, told)
  }
  return told
}

describe('kill -9', () => {
  it(`[TKT-7] ${KILLS} times at any moment: what was reported holds, nothing comes back`, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31)
    // Two stores at a time: starting a process is what takes long.
    const tellings = await Promise.all(
      [0, 1].map((lane) => killOften(join(folder, `${lane}.db`), seed + lane, KILLS / 2)),
    )
    for (const told of tellings) {
      expect(told.created.size, `seed ${seed}`).toBeGreaterThan(KILLS)
      expect(told.expired.size, `seed ${seed}`).toBeGreaterThan(KILLS / 4)
    }
  }, 300_000)
})
