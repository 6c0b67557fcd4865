// Domain. One address of the novice's computer as invitations spell it: `host:port`, IPv6 as `[host]:port`.

import type { Address } from './invitation.ts'

const PORT_LIMIT = 65_535

/**
 * Reads `host:port`; the brackets around an IPv6 address may be missing, as the last colon always ends the host.
 * Undefined for anything that is not an IPv4 or IPv6 address or a name with a port of 1..65535.
 */
export function parseAddress(text: string): Address | undefined {
  const colon = text.lastIndexOf(':')
  const port = text.slice(colon + 1)
  if (colon < 1 || !/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > PORT_LIMIT) return undefined
  const host = text.slice(0, colon)
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1]
  if (bracketed !== undefined) return isIpv6(bracketed) ? { host: bracketed, port: Number(port) } : undefined
  return isHost(host) ? { host, port: Number(port) } : undefined
}

/** The opposite of `parseAddress`. */
export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/**
 * True for an IPv4 or IPv6 address and for a computer's name.
 * SECURITY: the host is shown and connected to, so a name holds letters, digits, `.`, `-` and `_` and nothing that
 * could end a list, a line or a sentence.
 */
export function isHost(text: string): boolean {
  if (text.includes(':')) return isIpv6(text)
  if (/^[\d.]+$/.test(text)) return isIpv4(text)
  return text.length <= 255 && /^[\p{L}\p{M}\p{N}._-]+$/u.test(text)
}

/** Four decimal numbers of 0..255; no leading zeros, which some systems take as octal. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

/** RFC 4291 section 2.2, all three text forms, with an optional `%scope` of letters, digits, `.`, `-` and `_`. */
export function isIpv6(text: string): boolean {
  const [, address, scope] = /^([^%]*)(?:%(.*))?$/s.exec(text) ?? []
  if (address === undefined || (scope !== undefined && !/^[\w.-]{1,32}$/.test(scope))) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const left = groups(halves[0] ?? '', halves.length === 1)
  const right = groups(halves[1] ?? '', true)
  if (left === undefined || right === undefined) return false
  return halves.length === 2 ? left + right <= 7 : left === 8
}

/** How many 16-bit groups a part of an IPv6 address holds; undefined when it is malformed. */
function groups(part: string, mayEndInIpv4: boolean): number | undefined {
  if (part === '') return 0
  const pieces = part.split(':')
  const last = pieces.at(-1) ?? ''
  const tail = mayEndInIpv4 && isIpv4(last) ? 2 : undefined
  const plain = tail === undefined ? pieces : pieces.slice(0, -1)
  return plain.every((piece) => /^[0-9a-f]{1,4}$/i.test(piece)) ? plain.length + (tail ?? 0) : undefined
}
