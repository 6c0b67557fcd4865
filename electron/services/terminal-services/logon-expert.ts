// Services. The expert's side of the logon: proves the invitation and the password, and checks the novice's proof.

import { SCALAR_SEED_BYTES, startCpace } from '../../domain/logon/cpace.ts'
import type { SessionSecrets } from '../../domain/logon/keys.ts'
import { associatedData, channelIdentifier, deriveSession, sessionId } from '../../domain/logon/keys.ts'
import { NONCE_BYTES } from '../../domain/logon/messages.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Link } from './link.ts'
import type { Conversation } from './logon-conversation.ts'
import { startConversation } from './logon-conversation.ts'
import { proofKeyOf } from './proof-key.ts'

export type ExpertLogonInput = {
  readonly ticketId: string
  /** The ticket's secret and the certificate's fingerprint, from the invitation. */
  readonly secret: Uint8Array
  readonly fingerprint: Uint8Array
  readonly password: string | null
  /** What the expert is called in the novice's question; shortened and cleaned. */
  readonly name: string
  readonly timers: Timers
  random(bytes: number): Uint8Array
}

type Outcome = Result<SessionSecrets, Refusal | 'lost'>

/**
 * Logs on over a link whose certificate was checked (CON-4). The error is the novice's refusal, `timeout` or `broken`
 * where it was this side's own finding, or `lost`; the link is closed then. After a success the novice is known, so
 * its frames may be large from here on; they wait in the link for its next listener.
 */
export async function logOnExpert(link: Link, input: ExpertLogonInput): Promise<Outcome> {
  const talk = startConversation({ link, timers: input.timers, onBroken: () => undefined })
  const outcome = await prove(talk, link, input)
  talk.end()
  if (outcome.ok) link.admit()
  else link.close()
  return outcome
}

async function prove(talk: Conversation, link: Link, input: ExpertLogonInput): Promise<Outcome> {
  const { ticketId, random } = input
  const ownNonce = random(NONCE_BYTES)
  talk.say({ type: 'hello', ticketId, nonce: ownNonce, name: input.name })

  const challenge = await talk.hear('challenge')
  if (!challenge.ok) return challenge
  const prs = await proofKeyOf(input)
  const cpace = startCpace({
    role: 'initiator',
    prs,
    ci: channelIdentifier(input.fingerprint),
    sid: sessionId(ownNonce, challenge.value.nonce),
    ad: associatedData('expert', ticketId, link.exporter),
    peerAd: associatedData('novice', ticketId, link.exporter),
    seed: random(SCALAR_SEED_BYTES),
  })
  // SECURITY: who reads this later could try passwords against it, with the invitation in hand.
  prs.fill(0)
  talk.say({ type: 'share', share: cpace.share })

  const share = await talk.hear('share')
  if (!share.ok) return share
  const keys = cpace.finish(share.value.share)
  if (!keys.ok) return err('broken')
  talk.say({ type: 'confirm', tag: keys.value.tag })

  const confirm = await talk.hear('confirm')
  if (!confirm.ok) return confirm
  // Only somebody who does not know the proof key, or a mirror, comes to this.
  if (!keys.value.accepts(confirm.value.tag)) return err('broken')
  return ok(deriveSession(keys.value.isk))
}
