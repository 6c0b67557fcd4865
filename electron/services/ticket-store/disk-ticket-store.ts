// Services. The novice's ticket table on SQLite: tickets, HelpAssistant, ticket clock and event log in one file, each
// call one transaction (TKT-7).

import { accountView } from '../../domain/account/account.ts'
import { expired, isOpen, withWrongProof } from '../../domain/ticket/expiry.ts'
import type { Ticket } from '../../domain/ticket/ticket.ts'
import type { Clock, SecretBox } from '../ports.ts'
import { accountTable, type Random } from './account-table.ts'
import { clockKeeper, type Moment } from './clock-keeper.ts'
import { inTransaction, isRefusal, openDatabase, type SetAside } from './database.ts'
import { eventTable } from './event-table.ts'
import { ledger, named, type Desk, type Ledger, type LedgerParts } from './ledger.ts'
import { mappingTable } from './mapping-table.ts'
import { secretTable } from './secret-table.ts'
import { ticketTable, type FoundRow } from './ticket-table.ts'
import type { TicketStore } from './ticket-store.ts'

export type TicketStoreParts = {
  /** ':memory:' keeps nothing after `close`. */
  readonly file: string
  readonly clock: Clock
  readonly secretBox: SecretBox
  readonly random: Random
}

/**
 * Opens the store, expires what ended while it was closed (TKT-2) and deletes damaged records. One process at a time.
 * Throws when the disk or the key store refuses; nothing was changed then.
 */
export function openTicketStore({ file, clock, secretBox, random }: TicketStoreParts): TicketStore {
  const { db, setAside } = openDatabase(file)
  try {
    const tickets = ticketTable(db)
    const parts: LedgerParts = {
      db,
      tickets,
      secrets: secretTable(db, secretBox),
      account: accountTable(db, secretBox, random),
      events: eventTable(db),
      time: clockKeeper(db, clock, () => latestDeadline(tickets.all())),
    }
    const book = ledger(parts)
    book.change((desk) => repair(parts, desk, setAside))
    return storeOn(parts, book, setAside === undefined ? 0 : 1)
  } catch (cause) {
    db.close()
    throw cause
  }
}

const latestDeadline = (rows: readonly FoundRow[]): number =>
  Math.max(0, ...rows.map(({ ticket }) => ticket?.deadline ?? 0))

/** Leaves the store whole: an account there is, and every ticket with the secrets it needs. */
function repair(
  { tickets, secrets, account }: LedgerParts,
  desk: Desk,
  setAside: SetAside | undefined,
): void {
  if (setAside !== undefined) desk.note('store-damaged', { kept: setAside.name, reason: setAside.reason })
  // Tickets whose password is lost could never be sent again with the right secret.
  const isPasswordLost = !account.ensure(desk.now.wall)
  const isUsable = (ticket: Ticket): boolean => {
    const found = secrets.find(ticket.id)
    if (found === undefined) return false
    return !isOpen(ticket) || (found.proofKey.length > 0 && !isPasswordLost)
  }
  desk.deleteDamaged(tickets.all().filter(({ ticket }) => ticket === undefined || !isUsable(ticket)))
  const hasOpen = tickets.all().some(({ ticket }) => ticket !== undefined && isOpen(ticket))
  if (!hasOpen && account.state().kind === 'disabled') account.renewPassword()
}

function storeOn(parts: LedgerParts, book: Ledger, lostStores: number): TicketStore {
  const { db, tickets, secrets, account, events, time } = parts
  const mappings = mappingTable(db)

  const find = (id: string): Ticket | undefined => {
    book.look()
    const row = tickets.find(id)
    // A row that was damaged while the store is open goes with the next change; this is one.
    if (row !== undefined && row.ticket === undefined) book.change(() => undefined)
    return row?.ticket && book.asItIs(row.ticket)
  }

  const list = (): readonly Ticket[] => {
    book.look()
    const rows = tickets.all()
    if (rows.some(({ ticket }) => ticket === undefined)) book.change(() => undefined)
    return rows.flatMap(({ ticket }) => (ticket === undefined ? [] : book.asItIs(ticket)))
  }

  /** What an order to end a ticket comes to while the disk refuses. */
  const ended = (id: string) => (now: Moment) => {
    const ticket = find(id)
    return ticket && expired(ticket, 'novice', Math.round(now.wall))
  }

  /** Carries out an order on a ticket as it is inside the transaction, after time has passed. */
  const onTicket = <T>(id: string, order: (ticket: Ticket, desk: Desk, rowid: number) => T): T | undefined =>
    book.change((desk) => {
      const row = tickets.find(id)
      return row?.ticket === undefined ? undefined : order(row.ticket, desk, row.rowid)
    })

  return {
    create: (draft, ticketSecrets) => {
      const created = book.change((desk) => {
        const deadline = desk.now.ticket + draft.lifetimeMinutes * 60_000
        const ticket: Ticket = { ...draft, deadline, state: { kind: 'open' }, wrongProofs: 0 }
        tickets.add(ticket)
        secrets.add(ticket.id, ticketSecrets)
        const { lifetimeMinutes: minutes, passwordProtected } = draft
        desk.note('ticket-created', { ...named(ticket), minutes, passwordProtected })
        desk.touch('changed')
        return ticket
      })
      book.allowRenewal(true)
      return created
    },
    list,
    find,
    secrets: (id) => {
      const ticket = find(id)
      const found = ticket && secrets.find(id)
      // SECURITY: what the disk could not wipe opens no door either.
      return found && !isOpen(ticket) ? { ...found, proofKey: new Uint8Array() } : found
    },
    expire: (id) => {
      const wasOpen = find(id)?.state.kind === 'open'
      const order = () =>
        onTicket(id, (ticket, desk) => {
          if (isOpen(ticket)) desk.expire(ticket, 'novice')
        })
      if (wasOpen) book.narrow(order, ended(id))
      return wasOpen
    },
    remove: (id) => {
      const order = () =>
        onTicket(id, (ticket, desk, rowid) => {
          tickets.remove(rowid)
          desk.note('ticket-deleted', { ...named(ticket), open: isOpen(ticket) })
          desk.touch('changed')
          desk.touch('wiped')
        })
      // It stays in the list, and ends.
      book.narrow(order, ended(id))
    },
    rewritten: (id, addresses, mapping, file) =>
      onTicket(id, (ticket, desk) => {
        tickets.replace({ ...ticket, addresses, mapping, file })
        // The first file is part of creating the invitation, not a second sending.
        if (ticket.file !== null) desk.note('ticket-resent', named(ticket))
        desk.touch('changed')
      }),
    countWrongProof: (id) => {
      const order = () =>
        onTicket(id, (ticket, desk) => {
          const counted = withWrongProof(ticket, desk.now.wall)
          if (counted === ticket) return ticket
          desk.note('wrong-password', { ...named(ticket), count: counted.wrongProofs })
          desk.touch('changed')
          tickets.replace(counted)
          if (!isOpen(counted)) desk.expire({ ...counted, state: ticket.state }, 'wrong-proofs')
          return counted
        })
      const counted = book.narrow(order, (now) => {
        const ticket = find(id)
        return ticket && withWrongProof(ticket, Math.round(now.wall))
      })
      return counted === 'held' ? find(id) : counted
    },
    get damaged() {
      return book.damaged() + lostStores
    },
    ticketSecret: (id) => {
      // Asked before the ticket is created: its password must be the same when it opens.
      if (tickets.find(id) === undefined) book.allowRenewal(false)
      return account.ticketSecret(id)
    },
    account: () => {
      book.look()
      const view = accountView(account.state())
      // While the disk refuses, the tickets say what the account must be.
      return { ...view, enabled: view.enabled && list().some(isOpen) }
    },
    get unsaved() {
      return book.owes()
    },
    tick: () => book.attend(),
    nextTickIn: () => book.dueIn(),
    onChange: (listener) => {
      book.listeners.add(listener)
      return () => void book.listeners.delete(listener)
    },
    record: (kind, details) => inTransaction(db, () => events.add(time.now().wall, kind, details)),
    events: (limit) => events.latest(limit),
    mappings,
    close: () => {
      if (!db.isOpen) return
      try {
        book.change(() => undefined)
      } catch (cause) {
        // A full disk keeps nobody from quitting; what holds in memory only is lost then, as its window has said.
        if (!isRefusal(cause)) throw cause
      } finally {
        db.close()
      }
    },
  }
}
