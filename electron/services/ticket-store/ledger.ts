// Services. The one way the store changes: a transaction in which time passes first, then the order is carried out,
// then HelpAssistant follows (ACC-2, ACC-3) and the clock's mark is written (TKT-5).

import type { DatabaseSync } from 'node:sqlite'
import { accountTransition, type AccountEvent } from '../../domain/account/account.ts'
import type { EventKind } from '../../domain/event-log/event-kinds.ts'
import { expired, isOpen, isOverdue } from '../../domain/ticket/expiry.ts'
import type { ClosedBy, Ticket } from '../../domain/ticket/ticket.ts'
import type { EventRow } from '../../../shared/ipc/views.ts'
import type { AccountTable } from './account-table.ts'
import type { ClockKeeper, Moment } from './clock-keeper.ts'
import { inTransaction, isRefusal } from './database.ts'
import type { EventTable } from './event-table.ts'
import { createOwedTickets } from './owed-tickets.ts'
import type { SecretTable } from './secret-table.ts'
import type { FoundRow, TicketTable } from './ticket-table.ts'

export type LedgerParts = {
  readonly db: DatabaseSync
  readonly tickets: TicketTable
  readonly secrets: SecretTable
  readonly account: AccountTable
  readonly events: EventTable
  readonly time: ClockKeeper
}

/** What an order may do while its transaction is open. */
export type Desk = {
  readonly now: Moment
  note(kind: EventKind, details: EventRow['details']): void
  /** Ends an open ticket for good: its proof key is wiped in the same transaction (TKT-7). */
  expire(ticket: Ticket, by: ClosedBy): void
  deleteDamaged(rows: readonly FoundRow[]): void
  /** The listeners are to be told; `wiped` when a secret was deleted. */
  touch(what: 'changed' | 'wiped'): void
}

export type Ledger = {
  /** Runs one durable order; throws when the disk refuses, and then nothing has changed. */
  change<T>(order: (desk: Desk) => T): T
  /** Does what time alone has made due; writes nothing while there is nothing to do. */
  attend(): void
  /**
   * The same for whoever only wants to read: while the disk refuses nothing is tried but by `attend` and orders, and what is
   * read is as it must be.
   */
  look(): void
  /** A ticket from the disk as it is by now, also while the disk refuses. */
  asItIs(ticket: Ticket): Ticket
  /** The order that makes `narrower` of a ticket. A disk that refuses cannot keep it from holding, only from lasting. */
  narrow<T>(order: () => T, narrower: (now: Moment) => Ticket | undefined): T | 'held'
  /** Something that holds is not on the disk yet. */
  readonly owes: () => boolean
  /** Milliseconds until `attend` has something to do. */
  dueIn(): number | undefined
  /** False while HelpAssistant's password must stay although no ticket is open. */
  allowRenewal(allowed: boolean): void
  readonly damaged: () => number
  readonly listeners: Set<() => void>
}

/** How the event log names a ticket; the id is in the file as plain text, no secret. */
export const named = ({ id, from }: Ticket) => ({ ticket: id, from })

export function ledger({ db, tickets, secrets, account, events, time }: LedgerParts): Ledger {
  const listeners = new Set<() => void>()
  const owed = createOwedTickets()
  let damaged = 0
  let renewalAllowed = true
  let refused = false

  const change: Ledger['change'] = (order) => {
    try {
      return carryOut(order)
    } catch (cause) {
      refused ||= isRefusal(cause)
      throw cause
    }
  }

  const carryOut: Ledger['change'] = (order) => {
    const touched = new Set<'changed' | 'wiped'>()
    const found = { damaged: 0 }
    const result = inTransaction(db, () => {
      const desk = deskAt(time.now(), touched, found)
      payOwed(desk)
      passTime(desk)
      const value = order(desk)
      settleAccount(desk)
      time.keep()
      return value
    })
    damaged += found.damaged
    refused = false
    owed.clear()
    // SECURITY: the write-ahead log still holds the pages from before; emptied, the wiped keys are gone from it too.
    if (touched.has('wiped')) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    if (touched.size > 0) for (const listener of [...listeners]) listener()
    return result
  }

  const deskAt = (now: Moment, touched: Set<'changed' | 'wiped'>, found: { damaged: number }): Desk => {
    const note: Desk['note'] = (kind, details) => events.add(now.wall, kind, details)
    return {
      now,
      note,
      touch: (what) => void touched.add(what),
      expire: (ticket, by) => {
        const overdueBy = by === 'time' ? now.ticket - ticket.deadline : 0
        // Whatever the clocks say, it did not end before it was made.
        const at = Math.max(ticket.createdAt, Math.round(now.wall - overdueBy))
        tickets.replace(expired(ticket, by, at))
        secrets.wipeProofKey(ticket.id)
        note('ticket-expired', { ...named(ticket), by })
        touched.add('changed').add('wiped')
      },
      deleteDamaged: (rows) => {
        if (rows.length === 0) return
        for (const { rowid } of rows) tickets.remove(rowid)
        note('store-damaged', { tickets: rows.length })
        touched.add('changed').add('wiped')
        found.damaged += rows.length
      },
    }
  }

  const payOwed = (desk: Desk): void => {
    for (const ticket of owed.all()) {
      const stored = tickets.find(ticket.id)?.ticket
      if (stored === undefined || !isOpen(stored)) continue
      const counted = { ...stored, wrongProofs: ticket.wrongProofs }
      if (counted.wrongProofs > stored.wrongProofs)
        desk.note('wrong-password', { ...named(ticket), count: counted.wrongProofs })
      tickets.replace(counted)
      if (ticket.state.kind === 'expired') desk.expire(counted, ticket.state.by)
      desk.touch('changed')
    }
  }

  const passTime = (desk: Desk): void => {
    const rows = tickets.all()
    desk.deleteDamaged(rows.filter(({ ticket }) => ticket === undefined))
    for (const { ticket } of rows)
      if (ticket !== undefined && isOverdue(ticket, desk.now.ticket)) desk.expire(ticket, 'time')
  }

  const settleAccount = (desk: Desk): void => {
    const hasOpen = tickets.all().some(({ ticket }) => ticket !== undefined && isOpen(ticket))
    const times = { at: desk.now.wall, ticketTime: desk.now.ticket }
    apply({ kind: hasOpen ? 'ticket-opened' : 'last-ticket-closed', ...times }, desk)
    apply({ kind: 'time-passed', ...times }, desk)
  }

  const apply = (event: AccountEvent, desk: Desk): void => {
    const before = account.state()
    const { state, effects } = accountTransition(before, event)
    if (state === before) return
    account.keep(state)
    desk.touch('changed')
    for (const effect of effects) {
      if (effect.kind === 'record') desk.note(effect.event, {})
      else if (renewalAllowed) account.renewPassword()
    }
  }

  const dueIn = (): number | undefined => {
    const now = time.now()
    const state = account.state()
    const deadline = tickets.nextDeadline()
    const due = [
      ...(owed.isEmpty() ? [] : [0]),
      ...(deadline === undefined ? [] : [deadline - now.ticket, time.markDueIn()]),
      ...(state.kind === 'closing' ? [state.rightEndsAt - now.ticket] : []),
    ]
    // Rounded up: a timer that fires a fraction early would find nothing to do and spin.
    return due.length === 0 ? undefined : Math.max(0, Math.ceil(Math.min(...due)))
  }

  return {
    change,
    attend: () => {
      if (dueIn() === 0) change(() => undefined)
    },
    look: () => {
      if (refused || dueIn() !== 0) return
      try {
        change(() => undefined)
      } catch (cause) {
        // A disk that refuses to be written can be read: `asItIs` tells what it should say.
        if (!isRefusal(cause)) throw cause
      }
    },
    asItIs: (ticket) => (refused ? owed.asOrdered(ticket, time.now()) : ticket),
    narrow: (order, narrower) => {
      try {
        return order()
      } catch (cause) {
        const ticket = isRefusal(cause) ? narrower(time.now()) : undefined
        if (ticket === undefined) throw cause
        owed.hold(ticket)
        for (const listener of [...listeners]) listener()
        return 'held'
      }
    },
    owes: () => !owed.isEmpty(),
    dueIn,
    allowRenewal: (allowed) => {
      renewalAllowed = allowed
    },
    damaged: () => damaged,
    listeners,
  }
}
