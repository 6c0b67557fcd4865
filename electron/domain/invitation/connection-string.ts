// Domain. RCTICKET, XP's connection string: eight fields separated by commas (INV-6).

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { InvitationProblem } from '../../../shared/invitation.ts'
import { formatAddress, parseAddress } from './address.ts'
import type { Address } from './invitation.ts'

export type ConnectionString = {
  readonly addresses: readonly Address[]
  readonly ticketId: string
  readonly publicKeySha1: string | undefined
}

/** 0x00010002: version 1.2, the only one there is. */
const VERSION = '65538'
const PROTOCOL = '1'

/** SECURITY: each address may cost the expert 30 s and a connection to somewhere; no computer has more than this. */
export const ADDRESS_LIMIT = 64

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Reads RCTICKET; `text` holds no white space. The fourth, sixth and seventh field may hold anything: `*` in real
 * files, other values in the pre-release form of Microsoft's article KB 300692.
 */
export function parseConnectionString(text: string): Result<ConnectionString, InvitationProblem> {
  const problem = err({ kind: 'bad-field', field: 'RCTICKET' } as const)
  const fields = text.split(',')
  const [version, protocol, list, , ticketId, , , publicKey] = fields
  if (fields.length !== 8 || version !== VERSION || protocol !== PROTOCOL) return problem
  if (list === undefined || ticketId === undefined || publicKey === undefined) return problem
  if (!BASE64.test(ticketId) || !(publicKey === '*' || BASE64.test(publicKey))) return problem
  const addresses = parseAddressList(list, ';')
  if (addresses === undefined) return problem
  return ok({ addresses, ticketId, publicKeySha1: publicKey === '*' ? undefined : publicKey })
}

/** The opposite of `parseConnectionString`, with `*` where XP wrote it. */
export function formatConnectionString({ addresses, ticketId, publicKeySha1 }: ConnectionString): string {
  const list = addresses.map(formatAddress).join(';')
  return [VERSION, PROTOCOL, list, '*', ticketId, '*', '*', publicKeySha1 ?? '*'].join(',')
}

/** Undefined when one of them is no address or there are too many; an empty piece is passed over. */
export function parseAddressList(text: string, separator: string): readonly Address[] | undefined {
  const pieces = text.split(separator).filter((piece) => piece !== '')
  if (pieces.length > ADDRESS_LIMIT) return undefined
  const addresses = pieces.map(parseAddress).filter((address) => address !== undefined)
  return addresses.length === pieces.length ? addresses : undefined
}
