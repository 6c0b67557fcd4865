// Domain. The word that stands behind a ticket on the View invitation status page (TKT-8).

import type { TicketStatus } from '../../../shared/ipc/views.ts'
import type { Address } from '../invitation/invitation.ts'
import type { Ticket } from './ticket.ts'

/**
 * `present`: the addresses an invitation made at this moment would carry. A ticket needs to be sent again as soon as
 * one address in its file is gone, because nobody knows which one its expert can reach. New ones do no harm.
 */
export function statusOf(
  ticket: Pick<Ticket, 'state' | 'addresses'>,
  present: readonly Address[],
): TicketStatus {
  if (ticket.state.kind === 'expired') return 'expired'
  const here = new Set(present.map(spelling))
  return ticket.addresses.every((address) => here.has(spelling(address))) ? 'open' : 'resend-required'
}

/** Host names and IPv6 addresses are compared without case. */
const spelling = ({ host, port }: Address): string => `${host.toLowerCase()} ${port}`
