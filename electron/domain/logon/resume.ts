// Domain. How an expert whose connection broke proves over a new one that this is the same session: with a key that came
// out of the logon, never with the invitation or the password.

import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { lvCat } from './cpace.ts'

export const RESUME_ID_BYTES = 16
export const RESUME_TAG_BYTES = 64
const KEY_BYTES = 32

export type ResumeSecrets = {
  /** Tells the novice's computer which session is meant. */
  readonly id: Uint8Array
  /**
   * Proof that the one who comes back is the one who was there, and has `received` frames.
   * SECURITY: the role keeps it from being reflected, the exporter from being carried over to another TLS connection.
   */
  tag(role: 'expert' | 'novice', exporter: Uint8Array, received: number): Uint8Array
}

/** From the session key that both sides hold after the logon. */
export function deriveResume(sessionKey: Uint8Array): ResumeSecrets {
  const derive = (label: string, length: number) =>
    hkdf(sha512, sessionKey, undefined, utf8ToBytes(`help-and-support v1 ${label}`), length)
  const key = derive('resume key', KEY_BYTES)
  return {
    id: derive('resume id', RESUME_ID_BYTES),
    tag: (role, exporter, received) =>
      hmac(sha512, key, lvCat(utf8ToBytes(role), exporter, utf8ToBytes(String(received)))),
  }
}
