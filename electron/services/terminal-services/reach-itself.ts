// Services. Whether Terminal Services answers at one of this computer's own addresses: a connection as an expert makes
// it, up to the certificate, and not a byte further.

import type { Ticket } from '../../domain/ticket/ticket.ts'
import { connect } from './connector.ts'
import { serverNameOf } from './server-name.ts'

/** `ticket`: any open one. The visit that it causes ends before its logon begins; nobody is asked, nothing is logged. */
export async function reachesItself(
  host: string,
  port: number,
  ticket: Pick<Ticket, 'id' | 'fingerprint'>,
  signal: AbortSignal,
): Promise<boolean> {
  const reached = await connect({
    host,
    port,
    fingerprint: Buffer.from(ticket.fingerprint, 'hex'),
    serverName: serverNameOf(ticket.id),
    signal,
  })
  if (reached.ok) reached.value.cut()
  return reached.ok
}
