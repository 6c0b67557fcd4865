// Services. What a ticket must not show: its certificate's key and its proof key, sealed at rest (TKT-10).

import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { TicketSecrets } from '../../domain/ticket/ticket.ts'
import type { SecretBox } from '../ports.ts'

const PROOF_KEY_BYTES = 32

const identity = z.strictObject({ certificatePem: z.string(), privateKeyPem: z.string() })
const secretRow = z.strictObject({
  identity: z.instanceof(Uint8Array),
  proof_key: z.instanceof(Uint8Array).nullable(),
})

export type SecretTable = {
  /** Throws on a proof key that is not 32 bytes. */
  add(ticket: string, secrets: TicketSecrets): void
  /** `proofKey` is empty once wiped. Undefined: there are none, or they cannot be opened any more. */
  find(ticket: string): TicketSecrets | undefined
  /** The certificate stays, so that a late expert still gets an honest refusal (TKT-6). */
  wipeProofKey(ticket: string): void
}

export function secretTable(db: DatabaseSync, box: SecretBox): SecretTable {
  const insert = db.prepare('INSERT INTO secrets (ticket, identity, proof_key) VALUES (?, ?, ?)')
  const select = db.prepare('SELECT identity, proof_key FROM secrets WHERE ticket = ?')
  const wipe = db.prepare('UPDATE secrets SET proof_key = NULL WHERE ticket = ?')

  return {
    add: (ticket, { certificatePem, privateKeyPem, proofKey }) => {
      if (proofKey.length !== PROOF_KEY_BYTES) throw new Error('a proof key has 32 bytes')
      const plain = new TextEncoder().encode(JSON.stringify({ certificatePem, privateKeyPem }))
      insert.run(ticket, box.seal(plain), box.seal(proofKey))
    },
    find: (ticket) => {
      const row = secretRow.safeParse(select.get(ticket))
      if (!row.success) return undefined
      try {
        const pems = identity.parse(JSON.parse(new TextDecoder().decode(box.open(row.data.identity))))
        const proofKey = row.data.proof_key === null ? new Uint8Array() : box.open(row.data.proof_key)
        const whole = proofKey.length === PROOF_KEY_BYTES || row.data.proof_key === null
        return whole ? { ...pems, proofKey: new Uint8Array(proofKey) } : undefined
      } catch {
        // The seal or its content is broken: a damaged record, not a bug (the cause could quote the content).
        return undefined
      }
    },
    wipeProofKey: (ticket) => void wipe.run(ticket),
  }
}
