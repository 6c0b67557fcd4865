// Services. What an error of Node's sockets means for one address of an invitation.

import type { AddressFailure } from '../../../shared/refusal.ts'

const BY_CODE: Readonly<Record<string, AddressFailure>> = {
  ETIMEDOUT: 'timed-out',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  // A link-local address without its interface, a firewall of this computer.
  EINVAL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'unknown-name',
  EAI_FAIL: 'unknown-name',
  EAI_NODATA: 'unknown-name',
  EAI_NONAME: 'unknown-name',
}

/** Of several addresses behind one name, the failure that came closest to the novice is told. */
const CLOSEST_FIRST: readonly AddressFailure[] = [
  'wrong-certificate',
  'not-tls-1.3',
  'broken-off',
  'connection-refused',
  'unreachable',
  'timed-out',
  'unknown-name',
]

/** From the code of a socket's or resolver's error. Whoever answers but does not speak TLS 1.3 is `not-tls-1.3`. */
export function addressFailureOf(code: string | undefined): AddressFailure {
  if (code === undefined) return 'broken-off'
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (!code.startsWith('ERR_SSL_') && code !== 'EPROTO') return 'broken-off'
  // An alert is said by somebody who speaks TLS; only the one about the version is about the version.
  return code.includes('ALERT') && !code.includes('PROTOCOL_VERSION') ? 'broken-off' : 'not-tls-1.3'
}

export function closestFailure(failures: readonly AddressFailure[]): AddressFailure {
  return CLOSEST_FIRST.find((failure) => failures.includes(failure)) ?? 'broken-off'
}
