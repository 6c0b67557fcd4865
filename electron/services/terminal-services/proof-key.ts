// Services. The key that proves knowledge of the invitation and, where one was set, of its password (ADM-3).

import { scrypt } from 'node:crypto'
import { deriveProofKey } from '../../domain/logon/keys.ts'

const STRETCHED_BYTES = 32
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const

export type ProofKeyInput = {
  /** The ticket's own 256-bit secret. */
  readonly secret: Uint8Array
  /** null where the invitation needs none. Compared after Unicode's NFC, whatever keyboard it was typed on. */
  readonly password: string | null
  readonly ticketId: string
}

/** CPace's PRS, 32 bytes: computed by the novice at creation (the password is not kept), by the expert at logon. */
export async function proofKeyOf({ secret, password, ticketId }: ProofKeyInput): Promise<Uint8Array> {
  return deriveProofKey(secret, password === null ? null : await stretch(password.normalize('NFC'), ticketId))
}

/** The salt is the UTF-8 of the ticket's id as it is written in the file. */
function stretch(password: string, ticketId: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(ticketId, 'utf8'), STRETCHED_BYTES, COST, (cause, key) => {
      if (cause === null) resolve(new Uint8Array(key))
      else reject(cause)
    })
  })
}
