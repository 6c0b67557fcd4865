// Domain. Whom connections are counted against: an IPv4 address, or the /64 of IPv6 that one household has (RFC 6177).

import { isLinkLocal, isLoopback } from './address-kind.ts'

/** `address` as a socket reports it. Neighbours on one link share fe80::/64, so each of those counts for itself. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':') || isLinkLocal(plain) || isLoopback(plain)) return plain
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`
}

/** All eight groups, in lower case and without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const cut = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [cut(head), cut(tail ?? '')]
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(zeros).fill('0'), ...after].map((group) =>
    group.toLowerCase().replace(/^0+(?=.)/, ''),
  )
}
