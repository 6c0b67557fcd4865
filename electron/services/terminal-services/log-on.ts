// Services. The logon of both sides bound to the ticket store and the invitation: who is asked for what.

import { randomBytes } from 'node:crypto'
import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { CheckWords } from '../../../shared/ipc/views.ts'
import type { Address, Invitation } from '../../domain/invitation/invitation.ts'
import { deriveResume } from '../../domain/logon/resume.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { Helper } from '../../domain/session/novice-state.ts'
import { systemTimers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'
import { connect } from './connector.ts'
import type { Link } from './link.ts'
import { logOnExpert } from './logon-expert.ts'
import { logOnNovice } from './logon-novice.ts'
import type { ResumableSession } from './logon-novice.ts'
import { resumeAsExpert } from './resume-expert.ts'
import { serverNameOf } from './server-name.ts'

const random = (bytes: number): Uint8Array => randomBytes(bytes)

/** Who knocked: somebody new, with what a later return is proved by; or one whose session goes on over this link. */
export type Knock =
  | { readonly kind: 'logged-on'; readonly helper: Helper; readonly secrets: ResumeSecrets }
  | { readonly kind: 'came-back' }

/** ADM-1 to ADM-3: against what is allowed at this moment, and this computer's tickets. */
export async function logOnAsNovice(
  link: Link,
  store: TicketStore,
  isAllowed: () => boolean,
  session: (id: Uint8Array) => ResumableSession | undefined,
): Promise<Result<Knock, { readonly refusal: Refusal | 'lost' }>> {
  const logon = await logOnNovice(link, {
    isAllowed,
    ticket: (id) => {
      const ticket = store.find(id)
      const secrets = store.secrets(id)
      if (!ticket || !secrets) return { kind: 'unknown' }
      if (ticket.state.kind !== 'open') return { kind: 'expired' }
      return { kind: 'open', proofKey: secrets.proofKey, fingerprint: Buffer.from(ticket.fingerprint, 'hex') }
    },
    countWrongProof: (id) => {
      const counted = store.countWrongProof(id)
      const isOpen = counted?.state.kind === 'open'
      return { ticketNow: isOpen ? 'still-open' : 'expired', count: counted?.wrongProofs ?? 0 }
    },
    session,
    timers: systemTimers,
    random,
  })
  if (!logon.ok) return err({ refusal: logon.error.refusal })
  if (logon.value.kind === 'came-back') return ok(logon.value)
  const { expert, ticketId, words, sessionKey } = logon.value
  const helper = { name: expert, address: link.peerAddress, ticketId, words }
  return ok({ kind: 'logged-on', helper, secrets: deriveResume(sessionKey) })
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

export type LoggedOn = { readonly words: CheckWords; readonly secrets: ResumeSecrets }

export async function logOnAsExpert(
  link: Link,
  { extension, ticketId }: Invitation,
  password: string | null,
  name: string,
): Promise<Result<LoggedOn, Refusal | 'lost'>> {
  if (!extension || ticketId === undefined) throw new Error('only our own invitations lead anywhere')
  const { secret, fingerprint } = extension
  const input = { ticketId, secret, fingerprint, password, name, timers: systemTimers, random }
  const logon = await logOnExpert(link, input)
  if (!logon.ok) return logon
  return ok({ words: logon.value.words, secrets: deriveResume(logon.value.sessionKey) })
}

/** Takes an interrupted session up again; the result is how many of this side's frames the novice has. */
export const comeBack = (
  link: Link,
  secrets: ResumeSecrets,
  received: number,
): Promise<Result<number, Refusal | 'lost'>> =>
  resumeAsExpert(link, { secrets, received, timers: systemTimers })
