// Services. The novice's side of the logon: which ticket, and is the proof right (ADM-2, ADM-3).

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
import { NONCE_BYTES } from '../../domain/logon/messages.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import type { Conversation } from './logon-conversation.ts'
import { refuse, startConversation } from './logon-conversation.ts'

type OpenTicket = { readonly kind: 'open'; readonly proofKey: Uint8Array; readonly fingerprint: Uint8Array }

export type NoviceLogonPorts = {
  /** The ticket as it is at this moment. */
  ticket(id: string): OpenTicket | { readonly kind: 'expired' } | { readonly kind: 'unknown' }
  /** ADM-3: the third one, over all connections together, expires the ticket. */
  countWrongProof(id: string): 'still-open' | 'expired'
  readonly timers: Timers
  random(bytes: number): Uint8Array
}

export type NoviceLogon = SessionSecrets & { readonly ticketId: string; readonly expert: string }
export type NoviceLogonFailure = {
  readonly refusal: Refusal | 'lost'
  /** As the expert named it; absent when it did not come to that. */
  readonly ticketId?: string
  /** Only at `wrong-password`: what this wrong proof made of the ticket. */
  readonly ticketNow?: 'still-open' | 'expired'
}
type Outcome = Result<NoviceLogon, NoviceLogonFailure>

/**
 * Lets one expert prove what the invitation gave them. A refusal is sent and the link closed here; after a success
 * nothing more is sent, and frames wait in the link for its next listener.
 * SECURITY: until the expert's proof is checked nothing is sent by which a guess could be tested, and nothing of the
 * novice at all (ADM-7): a nonce and a share are random to everybody else.
 */
export async function logOnNovice(link: Link, ports: NoviceLogonPorts): Promise<Outcome> {
  const talk = startConversation({ link, timers: ports.timers, onBroken: () => refuse(link, 'broken') })
  const outcome = await prove(talk, link, ports)
  talk.end()
  if (outcome.ok) return outcome
  const { refusal } = outcome.error
  if (refusal === 'lost') link.close()
  else refuse(link, refusal)
  return outcome
}

async function prove(talk: Conversation, link: Link, ports: NoviceLogonPorts): Promise<Outcome> {
  const hello = await talk.hear('hello')
  if (!hello.ok) return err({ refusal: hello.error })
  const { ticketId, name, nonce } = hello.value
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
  if (!checked.ok) return checked
  talk.say({ type: 'confirm', tag: keys.value.tag })
  return ok({ ticketId, expert: name, ...deriveSession(keys.value.isk) })
}

/**
 * SECURITY: asks for the ticket again and counts in the same turn, so that proofs sent over several connections at
 * once are three in all; a right one that comes after the third wrong one is too late.
 */
function checkProof(
  ports: NoviceLogonPorts,
  ticketId: string,
  keys: CpaceKeys,
  tag: Uint8Array,
): Result<undefined, NoviceLogonFailure> {
  const ticket = openTicket(ports, ticketId)
  if (!ticket.ok) return err({ refusal: ticket.error, ticketId })
  if (keys.accepts(tag)) return ok(undefined)
  return err({ refusal: 'wrong-password', ticketId, ticketNow: ports.countWrongProof(ticketId) })
}

function openTicket(ports: NoviceLogonPorts, ticketId: string): Result<OpenTicket, Refusal> {
  const ticket = ports.ticket(ticketId)
  if (ticket.kind === 'unknown') return err('invalid-ticket')
  // SECURITY: the key of an expired ticket is empty, and an empty key would be everybody's.
  if (ticket.kind === 'expired' || ticket.proofKey.length !== PROOF_KEY_BYTES) return err('expired')
  return ok(ticket)
}
