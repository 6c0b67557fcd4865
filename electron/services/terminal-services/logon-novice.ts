// Services. The novice's side of the logon: is help allowed at all (ADM-1), which ticket, and is the proof right (ADM-2,
// ADM-3); or which session that was interrupted.

import { timingSafeEqual } from 'node:crypto'
import type { CpaceKeys } from '../../domain/logon/cpace.ts'
import { SCALAR_SEED_BYTES, startCpace } from '../../domain/logon/cpace.ts'
import type { SessionSecrets } from '../../domain/logon/keys.ts'
import {
  associatedData,
  channelIdentifier,
  deriveSession,
  PROOF_KEY_BYTES,
  sessionId,
} from '../../domain/logon/keys.ts'
import { restAfterWrongProof } from '../../domain/admission/wrong-proof-rest.ts'
import { NONCE_BYTES } from '../../domain/logon/messages.ts'
import type { LogonMessage } from '../../domain/logon/messages.ts'
import type { ResumeSecrets } from '../../domain/logon/resume.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import type { Conversation } from './logon-conversation.ts'
import { refuse, startConversation } from './logon-conversation.ts'

type OpenTicket = { readonly kind: 'open'; readonly proofKey: Uint8Array; readonly fingerprint: Uint8Array }

export type NoviceLogonPorts = {
  /** ADM-1, at this moment. */
  isAllowed(): boolean
  /** The ticket as it is at this moment. */
  ticket(id: string): OpenTicket | { readonly kind: 'expired' } | { readonly kind: 'unknown' }
  /** ADM-3: the third one, over all connections together, expires the ticket. `count`: which one this was. */
  countWrongProof(id: string): { readonly ticketNow: 'still-open' | 'expired'; readonly count: number }
  /** The session with this resume id, as long as it goes on. */
  session(id: Uint8Array): ResumableSession | undefined
  readonly timers: Timers
  random(bytes: number): Uint8Array
}

/** A session of an expert who was let in, as one who comes back needs it. */
export type ResumableSession = {
  readonly secrets: ResumeSecrets
  /** Lets go of the connection it has, if it still has one, and says how many frames have come. */
  interrupt(): number
  /** Goes on over this link; the other side has the first `received` frames. */
  takeOver(link: Link, received: number): void
}

export type NoviceLogon =
  | ({ readonly kind: 'logged-on'; readonly ticketId: string; readonly expert: string } & SessionSecrets)
  /** No new visit: an interrupted one goes on over this link. */
  | { readonly kind: 'came-back' }
export type NoviceLogonFailure = {
  readonly refusal: Refusal | 'lost'
  /** As the expert named it; absent when it did not come to that. */
  readonly ticketId?: string
  /** Only at `wrong-password`: what this wrong proof made of the ticket. */
  readonly ticketNow?: 'still-open' | 'expired'
}
type Outcome = Result<NoviceLogon, NoviceLogonFailure>

type Proved = Exclude<NoviceLogon, { readonly kind: 'came-back' }> | { readonly kind: 'back'; goOn(): void }

/**
 * Lets one expert prove what the invitation gave them, or that they were here before. A refusal is sent and the link closed here; after a success
 * nothing more is sent, and frames wait in the link for its next listener.
 * SECURITY: until the expert's proof is checked nothing is sent by which a guess could be tested, and nothing of the
 * novice at all (ADM-7): a nonce and a share are random to everybody else.
 */
export async function logOnNovice(link: Link, ports: NoviceLogonPorts): Promise<Outcome> {
  const talk = startConversation({ link, timers: ports.timers, onBroken: () => refuse(link, 'broken') })
  const outcome = await prove(talk, link, ports)
  talk.end()
  if (outcome.ok) return ok(went(outcome.value))
  const { refusal } = outcome.error
  if (refusal === 'lost') link.close()
  else refuse(link, refusal)
  return outcome
}

function went(proved: Proved): NoviceLogon {
  if (proved.kind === 'logged-on') return proved
  proved.goOn()
  return { kind: 'came-back' }
}

async function prove(
  talk: Conversation,
  link: Link,
  ports: NoviceLogonPorts,
): Promise<Result<Proved, NoviceLogonFailure>> {
  const first = await talk.hear('hello', 'resume')
  if (!first.ok) return err({ refusal: first.error })
  // Before anything that was said is looked at, of those who were here already too.
  if (!ports.isAllowed()) return err({ refusal: 'policy' })
  return first.value.type === 'hello'
    ? proveTicket(talk, link, ports, first.value)
    : proveSession(talk, link, ports, first.value)
}

type Message<K extends LogonMessage['type']> = Extract<LogonMessage, { readonly type: K }>

/** SECURITY: a session that is not there and a proof that is wrong get the same answer, and disturb no session. */
function proveSession(
  talk: Conversation,
  link: Link,
  ports: NoviceLogonPorts,
  { id, received, tag }: Message<'resume'>,
): Result<Proved, NoviceLogonFailure> {
  const session = ports.session(id)
  if (!session || !timingSafeEqual(session.secrets.tag('expert', link.exporter, received), tag)) {
    return err({ refusal: 'invalid-ticket' })
  }
  const ours = session.interrupt()
  talk.say({ type: 'resumed', received: ours, tag: session.secrets.tag('novice', link.exporter, ours) })
  return ok({ kind: 'back', goOn: () => session.takeOver(link, received) })
}

async function proveTicket(
  talk: Conversation,
  link: Link,
  ports: NoviceLogonPorts,
  { ticketId, name, nonce }: Message<'hello'>,
): Promise<Result<Proved, NoviceLogonFailure>> {
  const fail = (refusal: Refusal | 'lost') => err({ refusal, ticketId })

  const ticket = openTicket(ports, ticketId)
  if (!ticket.ok) return fail(ticket.error)
  const ownNonce = ports.random(NONCE_BYTES)
  talk.say({ type: 'challenge', nonce: ownNonce })

  const share = await talk.hear('share')
  if (!share.ok) return fail(share.error)
  const cpace = startCpace({
    role: 'responder',
    prs: ticket.value.proofKey,
    ci: channelIdentifier(ticket.value.fingerprint),
    sid: sessionId(nonce, ownNonce),
    ad: associatedData('novice', ticketId, link.exporter),
    peerAd: associatedData('expert', ticketId, link.exporter),
    seed: ports.random(SCALAR_SEED_BYTES),
  })
  const keys = cpace.finish(share.value.share)
  if (!keys.ok) return fail('broken')
  talk.say({ type: 'share', share: cpace.share })

  const confirm = await talk.hear('confirm')
  if (!confirm.ok) return fail(confirm.error)
  const checked = checkProof(ports, ticketId, keys.value, confirm.value.tag)
  if (!checked.ok) {
    await checked.error.rest
    return err(checked.error.failure)
  }
  talk.say({ type: 'confirm', tag: keys.value.tag })
  return ok({ kind: 'logged-on', ticketId, expert: name, ...deriveSession(keys.value.isk) })
}

type WrongProof = { readonly failure: NoviceLogonFailure; readonly rest?: Promise<void> }

/**
 * SECURITY: asks for the ticket again and counts in the same turn, so that proofs sent over several connections at
 * once are three in all; a right one that comes after the third wrong one is too late. Only the answer waits.
 */
function checkProof(
  ports: NoviceLogonPorts,
  ticketId: string,
  keys: CpaceKeys,
  tag: Uint8Array,
): Result<undefined, WrongProof> {
  const ticket = openTicket(ports, ticketId)
  if (!ticket.ok) return err({ failure: { refusal: ticket.error, ticketId } })
  if (keys.accepts(tag)) return ok(undefined)
  const { ticketNow, count } = ports.countWrongProof(ticketId)
  const failure = { refusal: 'wrong-password', ticketId, ticketNow } as const
  // The last one's answer leaves at once: the door shuts behind it.
  if (ticketNow === 'expired') return err({ failure })
  const rest = new Promise<void>(
    (over) => void ports.timers.after(restAfterWrongProof(count), over, 'beside'),
  )
  return err({ failure, rest })
}

function openTicket(ports: NoviceLogonPorts, ticketId: string): Result<OpenTicket, Refusal> {
  const ticket = ports.ticket(ticketId)
  if (ticket.kind === 'unknown') return err('invalid-ticket')
  // SECURITY: the key of an expired ticket is empty, and an empty key would be everybody's.
  if (ticket.kind === 'expired' || ticket.proofKey.length !== PROOF_KEY_BYTES) return err('expired')
  return ok(ticket)
}
