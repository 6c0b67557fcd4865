// Services. The face of the novice's ticket table (TKT), the HelpAssistant account (ACC) and the event log.
// Every call is synchronous and durable: when it returns, a crash cannot undo it (TKT-7). Reading never fails because the disk
// cannot be written; what ends a ticket or counts against it holds all the same (`unsaved`), everything else throws.

import type { AccountView, EventRow } from '../../../shared/ipc/views.ts'
import type { MappingView } from '../../../shared/network.ts'
import type { Ticket, TicketSecrets } from '../../domain/ticket/ticket.ts'
import type { MappingTable } from './mapping-table.ts'

/** What creation needs; the store adds the deadline from the ticket clock. */
export type TicketDraft = Omit<Ticket, 'state' | 'deadline' | 'wrongProofs'>

export type TicketStore = {
  /** TKT-1. Throws only when the disk refuses; then nothing was created. */
  create(draft: TicketDraft, secrets: TicketSecrets): Ticket
  /** All tickets, latest expiry first, after those whose time is over were expired. */
  list(): readonly Ticket[]
  find(id: string): Ticket | undefined
  /** Sealed at rest; `proofKey` is empty once the ticket is expired. Undefined: no such ticket. */
  secrets(id: string): TicketSecrets | undefined
  /** TKT-3. Returns false when it was not open. On a disk that refuses it holds as long as the program runs, see `unsaved`. */
  expire(id: string): boolean
  remove(id: string): void
  /** Notes the addresses, what the routers said, and the file of an invitation that was written. */
  rewritten(id: string, addresses: Ticket['addresses'], mapping: MappingView, file: string): void
  /** ADM-3: counts one wrong proof; the third expires the ticket. Returns the ticket as it is then. */
  countWrongProof(id: string): Ticket | undefined
  /** How many damaged records were set aside when the store was opened. */
  readonly damaged: number
  /** The ticket's own 256-bit secret, derived from HelpAssistant's password, which nobody knows (ACC-1, ADM-3). */
  ticketSecret(id: string): Uint8Array
  account(): AccountView
  /** A ticket was ended, or a wrong proof counted, and the disk does not take it yet; `tick` tries again. */
  readonly unsaved: boolean
  /** Expires what is over, keeps the clock's mark, and takes HelpAssistant's logon right away within the hour (ACC-3). */
  tick(): void
  /** Milliseconds until `tick` has something to do; undefined when nothing is pending. */
  nextTickIn(): number | undefined
  /** Called after any change of a ticket or of the account. */
  onChange(listener: () => void): () => void
  record(kind: string, details: EventRow['details']): void
  /** Latest first. */
  events(limit: number): readonly EventRow[]
  /** What routers were asked for and have not got back (NET-3); no change of it is told to listeners. */
  readonly mappings: MappingTable
  close(): void
}
