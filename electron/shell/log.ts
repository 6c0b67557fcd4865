// Shell. The program's own log for developers, in the profile's folder. What people may read is the event log (Tools).

import { randomUUID } from 'node:crypto'
import { appendFileSync, renameSync, statSync } from 'node:fs'
import type { Log } from '../services/ports.ts'

/** The log is kept up to this size twice: the current file and the one before. */
const LIMIT = 1_000_000

export type ProgramLog = {
  readonly log: Log
  /** Writes a cause in full and returns the entry's id, which is all that a page is told. */
  logged(cause: unknown): string
}

// SECURITY: callers hand in messages and codes, never keys, passwords or pictures.
export function createLog(file: string): ProgramLog {
  function write(line: string) {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT) renameSync(file, `${file}.1`)
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 })
    } catch (cause) {
      // A full disk must not stop a session; the terminal, where there is one, still hears of it.
      console.error('the log could not be written', cause)
    }
  }
  return {
    log: (message, details) => write(details === undefined ? message : `${message}: ${describe(details)}`),
    logged: (cause) => {
      const id = randomUUID().slice(0, 8)
      write(`[${id}] ${describe(cause)}`)
      return id
    },
  }
}

function describe(details: unknown): string {
  if (details instanceof Error) return details.stack ?? details.message
  return typeof details === 'string' ? details : JSON.stringify(details)
}
