// Domain. The record of one invitation on the novice's computer.

import type { MappingView } from '../../../shared/network.ts'
import type { Address } from '../invitation/invitation.ts'

export type ClosedBy = 'time' | 'novice' | 'wrong-proofs'

export type Ticket = {
  /** Base64 of 32 random bytes; RCTICKET's session id. Not a secret. */
  readonly id: string
  readonly from: string
  /** Epoch milliseconds of the wall clock, for display. */
  readonly createdAt: number
  readonly lifetimeMinutes: number
  /** Milliseconds of the ticket clock at which it expires by itself (TKT-2, TKT-5). */
  readonly deadline: number
  readonly state:
    { readonly kind: 'open' } | { readonly kind: 'expired'; readonly by: ClosedBy; readonly at: number }
  readonly passwordProtected: boolean
  readonly passStub: string
  /** As written into the file. */
  readonly addresses: readonly Address[]
  /** What the routers had said when the file was written (NET-4); null: nobody knows any more. */
  readonly mapping: MappingView | null
  /** Where the invitation was saved last. */
  readonly file: string | null
  /** Lower-case hex SHA-256 of the certificate's DER. */
  readonly fingerprint: string
  readonly wrongProofs: number
}

/** Kept apart from the record: sealed at rest, dropped with the ticket's expiry except for the certificate. */
export type TicketSecrets = {
  readonly certificatePem: string
  readonly privateKeyPem: string
  /** CPace's PRS: HKDF over the ticket's secret and scrypt of the password (ADM-3). 32 bytes; empty once expired. */
  readonly proofKey: Uint8Array
}
