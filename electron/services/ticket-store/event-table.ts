// Services. The event log: facts for the novice to read later (TKT-6, SES-5), the newest 5000 of them.

import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { EventRow } from '../../../shared/ipc/views.ts'
import { EVENT_LIMIT, EVENT_TEXT_LIMIT } from '../../domain/event-log/event-kinds.ts'

const eventRow = z.strictObject({ at: z.int(), kind: z.string().min(1), details: z.string() })
const eventDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

export type EventTable = {
  /** `at`: epoch milliseconds. Long texts are cut. */
  add(at: number, kind: string, details: EventRow['details']): void
  /** Latest first; damaged rows are left out. */
  latest(limit: number): readonly EventRow[]
}

export function eventTable(db: DatabaseSync): EventTable {
  const insert = db.prepare('INSERT INTO events (at, kind, details) VALUES (?, ?, ?)')
  const trim = db.prepare(`DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ${EVENT_LIMIT}`)
  const select = db.prepare('SELECT at, kind, details FROM events ORDER BY id DESC LIMIT ?')

  return {
    add: (at, kind, details) => {
      insert.run(at, kind, JSON.stringify(shortened(details)))
      trim.run()
    },
    latest: (limit) =>
      select.all(limit).flatMap((raw) => {
        const row = eventRow.safeParse(raw)
        const details = row.success ? parsedDetails(row.data.details) : undefined
        return row.success && details !== undefined ? [{ at: row.data.at, kind: row.data.kind, details }] : []
      }),
  }
}

function shortened(details: EventRow['details']): EventRow['details'] {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, EVENT_TEXT_LIMIT) : value,
    ]),
  )
}

function parsedDetails(json: string): EventRow['details'] | undefined {
  try {
    return eventDetails.safeParse(JSON.parse(json)).data
  } catch {
    // Not JSON: a damaged line of the log is worth nothing.
    return undefined
  }
}
