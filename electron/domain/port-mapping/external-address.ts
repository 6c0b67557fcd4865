// Domain. What a router says its outside address is, judged (NET-4): a router may lie, or stand behind another one.

import { isIpv4 } from '../invitation/address.ts'

/** `private`: it works, but another router stands in front. `none`: the router has no outside. */
export type AddressJudgement = 'public' | 'private' | 'none' | 'nonsense'

// IANA IPv4 Special-Purpose Address Registry.
const SPECIAL: readonly (readonly [prefix: string, judgement: AddressJudgement])[] = [
  ['0.0.0.0/32', 'none'],
  ['0.0.0.0/8', 'nonsense'],
  ['10.0.0.0/8', 'private'],
  // Shared by a provider's customers (RFC 6598).
  ['100.64.0.0/10', 'private'],
  ['127.0.0.0/8', 'nonsense'],
  ['169.254.0.0/16', 'nonsense'],
  ['172.16.0.0/12', 'private'],
  // Between a provider's IPv6 network and its IPv4 customers (RFC 7335).
  ['192.0.0.0/24', 'private'],
  ['192.0.2.0/24', 'nonsense'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'nonsense'],
  ['198.51.100.0/24', 'nonsense'],
  ['203.0.113.0/24', 'nonsense'],
  // Multicast, reserved and broadcast.
  ['224.0.0.0/3', 'nonsense'],
]

/**
 * Judges an IPv4 address in its text form; anything else is `nonsense`, an empty text is `none`.
 * SECURITY: loopback, multicast and their like would send the expert to itself or to many.
 */
export function judgeExternalAddress(text: string): AddressJudgement {
  if (text === '') return 'none'
  if (!isIpv4(text)) return 'nonsense'
  return SPECIAL.find(([prefix]) => isInNetwork(text, prefix))?.[1] ?? 'public'
}

/** Whether an IPv4 address belongs to `a.b.c.d/length`. */
export function isInNetwork(address: string, prefix: string): boolean {
  const [network = '', length = '32'] = prefix.split('/')
  const mask = length === '0' ? 0 : -1 << (32 - Number(length))
  return ((numberOf(address) ^ numberOf(network)) & mask) === 0
}

/** Whether both are in the network that this netmask cuts out. */
export const isNeighbour = (address: string, own: string, netmask: string): boolean =>
  isIpv4(address) && ((numberOf(address) ^ numberOf(own)) & numberOf(netmask)) === 0

function numberOf(address: string): number {
  return address.split('.').reduce((value, part) => (value << 8) | Number(part), 0)
}

export const bytesOfIpv4 = (address: string): readonly number[] => address.split('.').map(Number)

export const ipv4Of = (bytes: Uint8Array): string => Array.from(bytes).join('.')
