// Domain. What an invitation says, whoever wrote it.

import type { InvitationWriter } from '../../../shared/invitation.ts'

/** `host` is an IPv4 or IPv6 address without brackets, or a name; `port` is 1..65535. */
export type Address = { readonly host: string; readonly port: number }

/**
 * INV-9: what our own connection needs beyond XP's fields.
 * `secret` is the ticket's 256-bit secret, from which the logon's key comes (ADM-3); it is in the file and nowhere else.
 */
export type Extension = {
  readonly version: 1
  /** SHA-256 of the novice's certificate (DER), 32 bytes. */
  readonly fingerprint: Uint8Array
  readonly secret: Uint8Array
}

export type Invitation = {
  readonly username: string
  readonly passwordRequired: boolean
  /** Epoch milliseconds, from DtStart; for information only (INV-5). */
  readonly createdAt: number
  readonly expiresAt: number
  /** In the order they are tried (CON-1), IPv6 ones of the extension included. */
  readonly addresses: readonly Address[]
  /** RCTICKET's session id as written (base64 of 32 bytes in ours); undefined where Windows left RCTICKET out. */
  readonly ticketId: string | undefined
  /** RCTICKET's last field: base64 SHA-1 of the novice's public key, for XP's readers; ours pins `fingerprint`. */
  readonly publicKeySha1: string | undefined
  readonly passStub: string
  readonly slowLine: boolean
  readonly writtenBy: InvitationWriter
  readonly extension: Extension | undefined
}

/** What the novice's computer writes: nothing of it may be missing. */
export type OwnInvitation = Invitation & {
  readonly ticketId: string
  readonly publicKeySha1: string
  readonly extension: Extension
}
