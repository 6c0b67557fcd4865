// Services. The rows of the ticket table. What comes from the disk is parsed strictly: a row that fails is damaged.

import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Ticket } from '../../domain/ticket/ticket.ts'
import { mappingView } from './mapping-record.ts'

const text = z.string().min(1).max(1000)
const whole = z.int()

const ticketRow = z
  .strictObject({
    id: z.string().min(1).max(200),
    sent_from: z.string().max(1000),
    created_at: whole.min(0),
    lifetime_minutes: whole.min(1),
    deadline: z.number().min(0).max(Number.MAX_SAFE_INTEGER),
    closed_by: z.enum(['time', 'novice', 'wrong-proofs']).nullable(),
    closed_at: whole.nullable(),
    password_protected: z.union([z.literal(0), z.literal(1)]),
    pass_stub: z.string().max(1000),
    addresses: z.string().max(100_000),
    file: z.string().min(1).max(5000).nullable(),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    wrong_proofs: whole.min(0),
    mapping: z.string().max(100_000).nullable(),
  })
  .refine((row) => (row.closed_by === null) === (row.closed_at === null))

const addressList = z.array(z.strictObject({ host: text, port: whole.min(1).max(65535) }))

type TicketRow = z.output<typeof ticketRow>

/** `rowid` finds a row again whose id is damaged. */
export type FoundRow = { readonly rowid: number; readonly ticket: Ticket | undefined }

export type TicketTable = {
  all(): readonly FoundRow[]
  find(id: string): FoundRow | undefined
  /** Throws when the ticket would not be read back as it is: that is a bug of the caller. */
  add(ticket: Ticket): void
  replace(ticket: Ticket): void
  remove(rowid: number): void
  readonly nextDeadline: () => number | undefined
}

const columns = Object.keys(ticketRow.shape) as readonly (keyof TicketRow)[]

export function ticketTable(db: DatabaseSync): TicketTable {
  const select = `SELECT rowid AS "row", ${columns.join(', ')} FROM tickets`
  const selectAll = db.prepare(`${select} ORDER BY deadline DESC, created_at DESC`)
  const selectOne = db.prepare(`${select} WHERE id = ?`)
  const insert = db.prepare(`INSERT INTO tickets VALUES (${columns.map((name) => `:${name}`).join(', ')})`)
  const update = db.prepare(
    `UPDATE tickets SET ${columns.map((name) => `${name} = :${name}`).join(', ')} WHERE id = :id`,
  )
  const removeRow = db.prepare('DELETE FROM tickets WHERE rowid = ?')
  const minimum = db.prepare('SELECT min(deadline) AS least FROM tickets WHERE closed_by IS NULL')

  return {
    all: () => selectAll.all().map(found),
    find: (id) => {
      const row = selectOne.get(id)
      return row === undefined ? undefined : found(row)
    },
    add: (ticket) => void insert.run(checkedRow(ticket)),
    replace: (ticket) => void update.run(checkedRow(ticket)),
    remove: (rowid) => void removeRow.run(rowid),
    nextDeadline: () => {
      const least = minimum.get()?.['least']
      return typeof least === 'number' ? least : undefined
    },
  }
}

function found({ row: rowid, ...raw }: Record<string, unknown>): FoundRow {
  const row = ticketRow.safeParse(raw)
  const addresses = row.success ? parsedAddresses(row.data.addresses) : undefined
  const mapping = row.success ? parsedMapping(row.data.mapping) : undefined
  const ticket =
    row.success && addresses !== undefined && mapping !== undefined
      ? ticketOf(row.data, addresses, mapping)
      : undefined
  return { rowid: Number(rowid), ticket }
}

function parsedAddresses(json: string): Ticket['addresses'] | undefined {
  try {
    return addressList.safeParse(JSON.parse(json)).data
  } catch {
    // Not JSON: the row is damaged, which the caller counts.
    return undefined
  }
}

function parsedMapping(json: string | null): Ticket['mapping'] | undefined {
  try {
    return json === null ? null : mappingView.safeParse(JSON.parse(json)).data
  } catch {
    // Not JSON: as above.
    return undefined
  }
}

function ticketOf(row: TicketRow, addresses: Ticket['addresses'], mapping: Ticket['mapping']): Ticket {
  const { closed_by: by, closed_at: at } = row
  return {
    id: row.id,
    from: row.sent_from,
    createdAt: row.created_at,
    lifetimeMinutes: row.lifetime_minutes,
    deadline: row.deadline,
    state: by === null || at === null ? { kind: 'open' } : { kind: 'expired', by, at },
    passwordProtected: row.password_protected === 1,
    passStub: row.pass_stub,
    addresses,
    mapping,
    file: row.file,
    fingerprint: row.fingerprint,
    wrongProofs: row.wrong_proofs,
  }
}

function checkedRow(ticket: Ticket): TicketRow {
  const { state } = ticket
  return ticketRow.parse({
    id: ticket.id,
    sent_from: ticket.from,
    created_at: ticket.createdAt,
    lifetime_minutes: ticket.lifetimeMinutes,
    deadline: ticket.deadline,
    closed_by: state.kind === 'expired' ? state.by : null,
    closed_at: state.kind === 'expired' ? state.at : null,
    password_protected: ticket.passwordProtected ? 1 : 0,
    pass_stub: ticket.passStub,
    addresses: JSON.stringify(addressList.parse(ticket.addresses)),
    file: ticket.file,
    fingerprint: ticket.fingerprint,
    wrong_proofs: ticket.wrongProofs,
    mapping: ticket.mapping === null ? null : JSON.stringify(mappingView.parse(ticket.mapping)),
  })
}
