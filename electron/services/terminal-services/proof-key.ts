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

/**
 * CPace's PRS, 32 bytes: computed by the novice at creation (the password is not kept), by the expert at logon. It is the
 * caller's to wipe.
 */
export async function proofKeyOf({ secret, password, ticketId }: ProofKeyInput): Promise<Uint8Array> {
  if (password === null) return deriveProofKey(secret, null)
  const stretched = await stretch(password, ticketId)
  try {
    return deriveProofKey(secret, stretched)
  } finally {
    stretched.fill(0)
  }
}

/**
 * The salt is the UTF-8 of the ticket's id as it is written in the file.
 * SECURITY: the password's bytes are wiped as soon as they are used. They have memory of their own for that: given a text,
 * scrypt would copy it into the pool that all small Buffers share, where it stays until something else happens to lie there.
 */
async function stretch(password: string, ticketId: string): Promise<Uint8Array> {
  const typed = new TextEncoder().encode(password.normalize('NFC'))
  try {
    return await stretched(typed, Buffer.from(ticketId, 'utf8'))
  } finally {
    typed.fill(0)
  }
}

function stretched(typed: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, STRETCHED_BYTES, COST, (cause, key) => {
      if (cause === null) resolve(key)
      else reject(cause)
    })
  })
}
