// Services. The logon of both sides bound to the ticket store and the invitation: who is asked for what.

import { randomBytes } from 'node:crypto'
import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { CheckWords } from '../../../shared/ipc/views.ts'
import type { Address, Invitation } from '../../domain/invitation/invitation.ts'
import type { Helper } from '../../domain/session/novice-state.ts'
import { systemTimers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'
import { connect } from './connector.ts'
import type { Link } from './link.ts'
import { logOnExpert } from './logon-expert.ts'
import { logOnNovice } from './logon-novice.ts'
import { serverNameOf } from './server-name.ts'

const random = (bytes: number): Uint8Array => randomBytes(bytes)

/** ADM-2 and ADM-3 against this computer's tickets. */
export async function logOnAsNovice(
  link: Link,
  store: TicketStore,
): Promise<Result<Helper, { readonly refusal: Refusal | 'lost' }>> {
  const logon = await logOnNovice(link, {
    ticket: (id) => {
      const ticket = store.find(id)
      const secrets = store.secrets(id)
      if (!ticket || !secrets) return { kind: 'unknown' }
      if (ticket.state.kind !== 'open') return { kind: 'expired' }
      return { kind: 'open', proofKey: secrets.proofKey, fingerprint: Buffer.from(ticket.fingerprint, 'hex') }
    },
    countWrongProof: (id) => (store.countWrongProof(id)?.state.kind === 'open' ? 'still-open' : 'expired'),
    timers: systemTimers,
    random,
  })
  if (!logon.ok) return err({ refusal: logon.error.refusal })
  const { expert, ticketId, words } = logon.value
  return ok({ name: expert, address: link.peerAddress, ticketId, words })
}

/** CON-4: one address of an invitation. */
export function reach(
  { host, port }: Address,
  { extension, ticketId }: Invitation,
  signal: AbortSignal,
): Promise<Result<Link, AddressFailure>> {
  if (!extension || ticketId === undefined) throw new Error('only our own invitations lead anywhere')
  return connect({
    host,
    port,
    fingerprint: extension.fingerprint,
    serverName: serverNameOf(ticketId),
    signal,
  })
}

export async function logOnAsExpert(
  link: Link,
  { extension, ticketId }: Invitation,
  password: string | null,
  name: string,
): Promise<Result<{ readonly words: CheckWords }, Refusal | 'lost'>> {
  if (!extension || ticketId === undefined) throw new Error('only our own invitations lead anywhere')
  const { secret, fingerprint } = extension
  return logOnExpert(link, { ticketId, secret, fingerprint, password, name, timers: systemTimers, random })
}
