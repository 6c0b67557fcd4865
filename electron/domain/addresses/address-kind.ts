// Domain. How far an address leads, from its number alone (RFC 6890 and the IANA registries behind it).

import type { AddressKind } from '../../../shared/diagnosis.ts'
import { isIpv4, isIpv6 } from '../invitation/address.ts'

/** `host` is an IPv4 or IPv6 address or a name (`isHost`). What leads nowhere else is `private`. */
export function addressKind(host: string): AddressKind {
  if (isIpv4(host)) return isGlobalIpv4(host) ? 'internet' : 'private'
  if (!isIpv6(host)) return 'name'
  const inner = ipv4Inside(host)
  if (inner !== undefined) return addressKind(inner)
  // 2000::/3 is all that has been given out (RFC 4291, 2.4).
  return (firstGroup(host) & 0xe000) === 0x2000 ? 'internet' : 'private'
}

/** 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291). */
export function isLinkLocal(host: string): boolean {
  if (isIpv4(host)) return host.startsWith('169.254.')
  return isIpv6(host) && (firstGroup(host) & 0xffc0) === 0xfe80
}

/** fc00::/7 (RFC 4193). */
export const isUniqueLocal = (host: string): boolean => isIpv6(host) && (firstGroup(host) & 0xfe00) === 0xfc00

export function isLoopback(host: string): boolean {
  return (isIpv4(host) && host.startsWith('127.')) || host === '::1'
}

/** Addresses of examples (RFC 5737) count as what they stand for. */
function isGlobalIpv4(host: string): boolean {
  const [a = 0, b = 0, c = 0] = host.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false
  if (a === 100) return b < 64 || b > 127
  if (a === 169) return b !== 254
  if (a === 172) return b < 16 || b > 31
  // 192.0.0.0/24 is the inner side of DS-Lite (RFC 6333), 198.18.0.0/15 a laboratory's (RFC 2544).
  if (a === 198) return b !== 18 && b !== 19
  return !(a === 192 && (b === 168 || (b === 0 && c === 0)))
}

/** ::ffff:a.b.c.d (RFC 4291, 2.5.5.2). */
const ipv4Inside = (host: string): string | undefined => /^::ffff:(\d+(?:\.\d+){3})$/i.exec(host)?.[1]

const firstGroup = (host: string): number => Number.parseInt(host.split(':')[0] ?? '', 16) || 0
