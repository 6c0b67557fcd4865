// Services. What was ordered while the disk refused (full, not writable): it holds in memory at once, and is written before
// anything else as soon as the disk takes it. Only what makes a ticket narrower is held: nothing is open here that is not
// open on the disk (TKT-3, ADM-3).

import { expired, isOverdue } from '../../domain/ticket/expiry.ts'
import type { Ticket } from '../../domain/ticket/ticket.ts'
import type { Moment } from './clock-keeper.ts'

export type OwedTickets = {
  /** The ticket as it must be from now on. */
  hold(ticket: Ticket): void
  /** Nothing is held. */
  isEmpty(): boolean
  all(): readonly Ticket[]
  /** What is on the disk as it is by now: as ordered, and expired when its time is over. */
  asOrdered(ticket: Ticket, now: Moment): Ticket
  clear(): void
}

export function createOwedTickets(): OwedTickets {
  const held = new Map<string, Ticket>()
  return {
    hold: (ticket) => void held.set(ticket.id, ticket),
    isEmpty: () => held.size === 0,
    all: () => [...held.values()],
    asOrdered: (stored, now) => {
      const ticket = held.get(stored.id) ?? stored
      return isOverdue(ticket, now.ticket) ? expired(ticket, 'time', Math.round(now.wall)) : ticket
    },
    clear: () => held.clear(),
  }
}
