// Fuzzing. What is nearer: pages that were taken over (IPC), files that were changed behind the program's back.

import fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { checkCalls } from '../../../electron/ipc/check-calls.ts'
import { readSettings } from '../../../electron/services/settings.ts'
import { openTicketStore } from '../../../electron/services/ticket-store/disk-ticket-store.ts'
import { mappingRecord, type MappingRecord } from '../../../electron/domain/port-mapping/mapping-record.ts'
import { migrations, tableNames } from '../../../electron/services/ticket-store/schema.ts'
import {
  draft,
  handClock,
  mapping,
  random,
  secretsOf,
  testBox,
} from '../../../electron/services/ticket-store/testing/fixtures.ts'
import { inputs, senders, type Command } from '../../../shared/ipc/contract.ts'
import type { Role } from '../../../shared/ipc/views.ts'
import { insist, json, textOf, type Target } from '../target.ts'

const commands = Object.keys(inputs) as Command[]
const roles: readonly Role[] = senders.ready
const isCommand = (name: unknown): name is Command => typeof name === 'string' && Object.hasOwn(inputs, name)

const call = fc.record({
  role: fc.constantFrom(...roles, 'stranger'),
  name: fc.oneof(fc.constantFrom(...commands), fc.constantFrom('__proto__', 'toString', ''), fc.jsonValue()),
  input: fc.oneof(
    fc.constant(undefined),
    fc.jsonValue(),
    fc.dictionary(
      fc.constantFrom(
        'from',
        'count',
        'unit',
        'password',
        'text',
        'ticketId',
        'promptId',
        'accept',
        'path',
        '__proto__',
      ),
      fc.jsonValue(),
    ),
  ),
})

export const ipc: Target = {
  name: 'ipc',
  seeds: [
    {
      role: 'center',
      name: 'createInvitation',
      input: { from: 'Ann', count: 1, unit: 'hours', password: 'x' },
    },
    { role: 'prompt', name: 'answerPrompt', input: { promptId: '1.1', accept: true } },
    {
      role: 'expert-session',
      name: 'sendVoice',
      input: { call: 1, signal: { type: 'candidate', candidate: '', mid: null } },
    },
    { role: 'novice-session', name: 'saveText', input: { what: 'chat', lines: ['a'] } },
    { role: 'center', name: 'ready' },
  ].map(json),
  words: [...roles, ...commands],
  made: call.map(json),
  memory: { always: 64 * 1024, perByte: 32 },
  shortRun: 1500,
  run: async (input) => {
    const asked = parsedCall(textOf(input))
    if (asked === undefined) return 'no JSON'
    const role = roles.find((known) => known === asked.role)
    let handled: string | undefined
    const handlers = Object.fromEntries(commands.map((name) => [name, () => void (handled = name)]))
    const checked = checkCalls({ handlers, bytes: () => undefined, logged: () => 'log' })
    const answer = await checked.command(
      () => (role ? { role, id: '1' } : undefined),
      asked.name,
      asked.input,
    )
    if (handled === undefined) {
      insist(
        !answer.ok && JSON.stringify(answer.error) === '{"kind":"unexpected","logId":"log"}',
        'more than its number was told',
      )
      return `refused ${isCommand(asked.name)}`
    }
    const { name } = asked
    insist(isCommand(name) && handled === name, `${String(name)} led to ${handled}`)
    if (!isCommand(name)) return ''
    insist(role !== undefined && senders[name].includes(role), `${String(role)} had ${name}`)
    insist(inputs[name].safeParse(asked.input).success, `${name} with what its schema refuses`)
    return name
  },
}

function parsedCall(text: string): { role?: unknown; name?: unknown; input?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

export const settingsFile: Target = {
  name: 'settings-file',
  seeds: [
    { port: 3389, name: 'Ann', language: 'de', scheme: 'olive', outsideAddress: 'home.example:3389' },
    {
      favorites: ['chat'],
      history: [{ topic: 'chat', at: 1 }],
      windowSizes: { center: { width: 800, height: 600 } },
    },
  ].map(json),
  made: fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
  memory: { always: 256 * 1024, perByte: 32 },
  shortRun: 200,
  run: (input) => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
    try {
      writeFileSync(join(folder, 'settings.json'), input)
      const { port, scheme, language } = readSettings(join(folder, 'settings.json'))
      insist(Number.isInteger(port) && port >= 1 && port <= 65_535, `the port ${port}`)
      return `${port === 3389 ? '' : 'port'} ${scheme} ${language}`
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

const columns = migratedColumns()
/** Tables and columns, told by the schema itself. */
function migratedColumns(): readonly (readonly [table: string, column: string])[] {
  const db = new DatabaseSync(':memory:')
  for (const migration of migrations) db.exec(migration)
  const found = tableNames.flatMap((table) =>
    db
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => [table, String(name)] as const),
  )
  db.close()
  return found
}

const cell = fc.record({
  at: fc.nat(columns.length - 1),
  value: fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.double(),
    fc.constantFrom(null, '', -1, 2 ** 53, 1e300, '[{"host":"x","port":0}]', '{"__proto__":1}', 'é\ud800'),
  ),
})

/** One record of an honest store is changed behind its back; then it is opened, read and used as at every start. */
export const databaseRows: Target = {
  name: 'database-rows',
  seeds: [
    [{ at: 0, value: 'other' }],
    [{ at: 4, value: -1 }],
    [{ at: columns.length - 1, value: JSON.stringify(mapping) }],
  ].map(json),
  made: fc.array(cell, { minLength: 1, maxLength: 3 }).map(json),
  memory: { always: 4 * 1024 * 1024, perByte: 1024 },
  shortRun: 60,
  run: (input) => {
    const changes = cellsIn(textOf(input))
    if (changes.length === 0) return 'no changes'
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
    try {
      return withTampered(join(folder, 'tickets.sqlite'), changes)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const record: MappingRecord = {
  gateway: '192.168.1.1',
  own: '192.168.1.5',
  transport: 'tcp',
  internalPort: 3389,
  externalPort: 3389,
  externalHost: null,
  until: null,
  handle: { protocol: 'nat-pmp' },
}

type Cell = { readonly at: number; readonly value: string | number | null }

function cellsIn(text: string): readonly Cell[] {
  const isCell = (value: unknown): value is Cell =>
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    'value' in value &&
    (value.value === null || ['string', 'number'].includes(typeof value.value))
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isCell).slice(0, 5) : []
  } catch {
    return []
  }
}

function withTampered(file: string, changes: readonly Cell[]): string {
  const parts = { file, clock: handClock(), secretBox: testBox(), random }
  const honest = openTicketStore(parts)
  honest.create(draft('a', { createdAt: parts.clock.now() }), secretsOf('a'))
  honest.create({ ...draft('b', { createdAt: parts.clock.now() }), mapping }, secretsOf('b'))
  honest.mappings.keep(record)
  honest.close()
  const refused = tamper(file, changes)
  const store = openTicketStore(parts)
  const tickets = store.list()
  for (const { id } of tickets) store.countWrongProof(id)
  const mappings = store.mappings.all().filter((record) => !mappingRecord.safeParse(record).success)
  insist(mappings.length === 0, 'a mapping that is none')
  store.events(10)
  store.account()
  store.tick()
  store.close()
  return `${refused} refused ${tickets.length} tickets ${store.damaged} damaged`
}

/** How many of the changes SQLite itself did not take. */
function tamper(file: string, changes: readonly Cell[]): number {
  const db = new DatabaseSync(file)
  let refused = 0
  db.exec('PRAGMA foreign_keys = OFF')
  for (const { at, value } of changes) {
    const [table, column] = columns[Math.abs(Math.trunc(at)) % columns.length] ?? ['tickets', 'id']
    try {
      db.prepare(`UPDATE ${table} SET ${column} = ?`).run(value)
    } catch {
      refused += 1
    }
  }
  db.close()
  return refused
}
