// Services. Opens the store's database file so that every commit survives a power loss (TKT-7), and keeps a file that
// cannot be one aside instead of failing.

import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID, migrations, tableNames } from './schema.ts'

export type SetAside = { readonly name: string; readonly reason: 'damaged' | 'not-ours' | 'newer-version' }
export type OpenedDatabase = { readonly db: DatabaseSync; readonly setAside: SetAside | undefined }

/**
 * Opens or makes the database; ':memory:' keeps none. Throws when the disk refuses, or when another process holds the
 * file for longer than five seconds.
 */
export function openDatabase(file: string): OpenedDatabase {
  const first = tryOpen(file)
  if (first.ok) return { db: first.db, setAside: undefined }
  const name = keepAside(file)
  const second = tryOpen(file)
  if (!second.ok) throw new Error(`a new ticket store is not usable: ${second.reason}`)
  return { db: second.db, setAside: { name, reason: first.reason } }
}

/** All or nothing: what `act` wrote is on the disk when this returns, and gone when it throws. */
export function inTransaction<T>(db: DatabaseSync, act: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = act()
    db.exec('COMMIT')
    return result
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw cause
  }
}

type Attempt =
  | { readonly ok: true; readonly db: DatabaseSync }
  | { readonly ok: false; readonly reason: SetAside['reason'] }

function tryOpen(file: string): Attempt {
  if (file !== ':memory:') makePrivate(file)
  const db = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  try {
    // FULL: the write-ahead log is flushed at every commit, not only at checkpoints.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    // SECURITY: what is deleted is overwritten with zeros, so that an expired ticket's key is gone.
    db.exec('PRAGMA secure_delete = ON')
    const problem = problemOf(db)
    if (problem === undefined) {
      migrate(db)
      for (const table of tableNames) db.prepare(`SELECT * FROM ${table} LIMIT 0`).all()
      return { ok: true, db }
    }
    db.close()
    return { ok: false, reason: problem }
  } catch (cause) {
    db.close()
    if (isDamage(cause)) return { ok: false, reason: 'damaged' }
    throw cause
  }
}

/** SECURITY: nobody but the user reads the store; SQLite gives its side files the same mode. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

function problemOf(db: DatabaseSync): SetAside['reason'] | undefined {
  const check = db.prepare('PRAGMA quick_check(1)').get()
  if (check?.['quick_check'] !== 'ok') return 'damaged'
  const version = pragma(db, 'user_version')
  if (version > migrations.length) return 'newer-version'
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (isEmpty && version === 0) return undefined
  return pragma(db, 'application_id') === APPLICATION_ID ? undefined : 'not-ours'
}

function migrate(db: DatabaseSync): void {
  const version = pragma(db, 'user_version')
  migrations.slice(version).forEach((statements, index) =>
    inTransaction(db, () => {
      db.exec(statements)
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + index + 1}`)
    }),
  )
}

const pragma = (db: DatabaseSync, name: string): number =>
  Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)

/** SQLITE_ERROR (a table or column is missing), SQLITE_CORRUPT, SQLITE_NOTADB; all else is the disk's refusal. */
function isDamage(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('errcode' in cause)) return false
  return [1, 11, 26].includes(Number(cause.errcode) & 0xff)
}

/** The disk refused (full, not writable, not to be read): what SQLite says of anything but damage. */
export const isRefusal = (cause: unknown): boolean =>
  cause instanceof Error && 'errcode' in cause && !isDamage(cause)

function keepAside(file: string): string {
  let n = 1
  while (existsSync(`${file}.damaged-${n}`)) n += 1
  const aside = `${file}.damaged-${n}`
  renameSync(file, aside)
  // A write-ahead log belongs to its database: left behind, it would be read into the new one.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`)
  rmSync(`${file}-shm`, { force: true })
  return basename(aside)
}
