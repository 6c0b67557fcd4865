// Services. The name under which an expert asks the listener for one ticket's certificate.

import { createHash } from 'node:crypto'

/**
 * SNI name of a ticket. It goes over the wire in clear (RFC 8446, 4.2), so it is a hash of the ticket's id;
 * `.invalid` (RFC 2606) keeps it from ever being a host's name.
 */
export function serverNameOf(ticketId: string): string {
  const hash = createHash('sha256').update('help-and-support v1 server name\0').update(ticketId).digest('hex')
  return `${hash.slice(0, 32)}.help-and-support.invalid`
}
