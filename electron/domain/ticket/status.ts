// Domain. The word that stands behind a ticket on the View invitation status page (TKT-8).

import type { TicketStatus } from '../../../shared/ipc/views.ts'
import { spelling } from '../addresses/own-addresses.ts'
import type { Address } from '../invitation/invitation.ts'
import type { Ticket } from './ticket.ts'

/** `certain`: false while routers are being asked, and a way through them is neither there nor gone. */
export type Present = { readonly addresses: readonly Address[]; readonly certain: boolean }

/**
 * `present`: the addresses an invitation made at this moment would carry. A ticket needs to be sent again as soon as
 * one address in its file is gone, because nobody knows which one its expert can reach, and as soon as there is a new
 * one, because it may be the only way for this expert: a VPN that was joined, a port that a router opened.
 */
export function statusOf(ticket: Pick<Ticket, 'state' | 'addresses'>, present: Present): TicketStatus {
  if (ticket.state.kind === 'expired') return 'expired'
  if (!present.certain) return 'open'
  const written = new Set(ticket.addresses.map(spelling))
  const here = new Set(present.addresses.map(spelling))
  return written.size === here.size && [...written].every((one) => here.has(one)) ? 'open' : 'resend-required'
}
