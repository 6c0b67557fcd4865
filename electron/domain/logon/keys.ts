// Domain. Every derivation of the logon in one place, each under its own label (cpace.md: how it is used here).

import { hkdf } from '@noble/hashes/hkdf.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CheckWords } from '../../../shared/ipc/views.ts'
import { checkWordsOf } from './check-words.ts'
import { lvCat } from './cpace.ts'
import { PROTOCOL_VERSION } from './messages.ts'

export const PROOF_KEY_BYTES = 32
export const SESSION_KEY_BYTES = 32

const LABELS = {
  proofKey: 'help-and-support v1 proof key',
  sessionKey: 'help-and-support v1 session key',
  checkWords: 'help-and-support v1 check words',
} as const

const derive = (from: Uint8Array, label: keyof typeof LABELS, length: number): Uint8Array =>
  hkdf(sha512, from, undefined, utf8ToBytes(LABELS[label]), length)

/**
 * CPace's PRS. `stretched` is scrypt of the password, 32 bytes, or null where the ticket has none.
 * Without the ticket's secret no password can be tried at all; without the password the secret alone is not enough.
 */
export function deriveProofKey(secret: Uint8Array, stretched: Uint8Array | null): Uint8Array {
  const both = concatBytes(secret, stretched ?? new Uint8Array())
  const key = derive(both, 'proofKey', PROOF_KEY_BYTES)
  both.fill(0)
  return key
}

export type SessionSecrets = { readonly sessionKey: Uint8Array; readonly words: CheckWords }

/** What both sides keep of CPace's intermediate session key. */
export function deriveSession(isk: Uint8Array): SessionSecrets {
  return {
    sessionKey: derive(isk, 'sessionKey', SESSION_KEY_BYTES),
    words: checkWordsOf(derive(isk, 'checkWords', 4)),
  }
}

/** CI: who speaks to whom, over which certificate, in which version. */
export function channelIdentifier(fingerprint: Uint8Array): Uint8Array {
  return lvCat(utf8ToBytes('novice'), fingerprint, utf8ToBytes('expert'), Uint8Array.of(PROTOCOL_VERSION))
}

/** sid: the nonce of the expert, then the nonce of the novice. */
export function sessionId(nonceOfExpert: Uint8Array, nonceOfNovice: Uint8Array): Uint8Array {
  return concatBytes(nonceOfExpert, nonceOfNovice)
}

/**
 * ADa (expert) and ADb (novice). The role keeps a proof from being reflected, the ticket from being carried over
 * to another one, the exporter from being carried over to another TLS connection.
 */
export function associatedData(
  role: 'expert' | 'novice',
  ticketId: string,
  exporter: Uint8Array,
): Uint8Array {
  return lvCat(utf8ToBytes(role), utf8ToBytes(ticketId), exporter)
}
