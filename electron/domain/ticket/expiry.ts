// Domain. What ends a ticket: its time, the novice's hand, or three wrong proofs (TKT-2, TKT-3, ADM-3).

import { expiresAt } from './lifetime.ts'
import type { ClosedBy, Ticket } from './ticket.ts'

/** ADM-3. */
export const WRONG_PROOF_LIMIT = 3

export const isOpen = (ticket: Pick<Ticket, 'state'>): boolean => ticket.state.kind === 'open'

/** When it ended, or will: epoch milliseconds, for display only (TKT-5). */
export function endOf(ticket: Pick<Ticket, 'state' | 'createdAt' | 'lifetimeMinutes'>): number {
  const { state } = ticket
  return state.kind === 'expired' ? Math.min(state.at, expiresAt(ticket)) : expiresAt(ticket)
}

/** True for an open ticket whose time is over; `ticketTime` in milliseconds of the ticket clock. */
export const isOverdue = (ticket: Pick<Ticket, 'state' | 'deadline'>, ticketTime: number): boolean =>
  isOpen(ticket) && ticketTime >= ticket.deadline

/** Ends an open ticket; one that has ended keeps its first reason. `at`: epoch milliseconds. */
export function expired(ticket: Ticket, by: ClosedBy, at: number): Ticket {
  return isOpen(ticket) ? { ...ticket, state: { kind: 'expired', by, at } } : ticket
}

/** Counts one wrong proof against an open ticket; the third ends it. `at`: epoch milliseconds. */
export function withWrongProof(ticket: Ticket, at: number): Ticket {
  if (!isOpen(ticket)) return ticket
  const counted = { ...ticket, wrongProofs: ticket.wrongProofs + 1 }
  return counted.wrongProofs >= WRONG_PROOF_LIMIT ? expired(counted, 'wrong-proofs', at) : counted
}
