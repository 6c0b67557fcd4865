// Domain. Where this computer can be reached, in the order an expert should try (NET-1, CON-1).

import { formatAddress, isHost } from '../invitation/address.ts'
import { ADDRESS_LIMIT } from '../invitation/connection-string.ts'
import type { Address } from '../invitation/invitation.ts'
import type { Adapter } from './adapter.ts'
import { addressKind, isLinkLocal, isLoopback } from './address-kind.ts'
import type { OutsideWays } from './outside-ways.ts'

/** `internal`: the computer's own loopback interface has it. */
export type OwnAddress = { readonly host: string; readonly adapter: Adapter; readonly internal: boolean }

/** `listed`: XP's own list, IPv4 and names. `ipv6` comes after it, in our extension (INV-9). */
export type GatheredAddresses = { readonly listed: readonly Address[]; readonly ipv6: readonly Address[] }

type Known = {
  readonly found: readonly OwnAddress[]
  readonly hostName: string
  readonly port: number
  readonly ways: OutsideWays
}

/**
 * Ways from outside, the local network, ways from a network in between, the computer's name, and last what rarely
 * leads here: each address that does not may cost an expert 30 s, and a name that is not known costs none. Virtual
 * adapters are not left out, because a tunnel is sometimes the only way. Nothing stands twice; what is over the limit
 * of an invitation is left out from the end, but never the name.
 */
export function inOrder({ found, hostName, port, ways }: Known): GatheredAddresses {
  const own = usable(found)
  const of = (adapter: Adapter) =>
    own.filter((address) => address.adapter === adapter).map(({ host }) => ({ host, port }))
  const names = isName(hostName) ? [{ host: hostName, port }] : []
  const [network, tunnel, virtual] = [of('network'), of('vpn'), of('virtual')]
  const before = distinct([...ways.outside, ...network, ...ways.between].filter(isListed))
  return {
    listed: distinct([
      ...before.slice(0, ADDRESS_LIMIT - names.length),
      ...names,
      ...[...tunnel, ...virtual].filter(isListed),
    ]).slice(0, ADDRESS_LIMIT),
    ipv6: distinct(
      [
        ...ways.outside,
        ...globalFirst(network),
        ...ways.between,
        ...globalFirst(tunnel),
        ...globalFirst(virtual),
      ].filter((address) => !isListed(address)),
    ).slice(0, ADDRESS_LIMIT),
  }
}

/**
 * The addresses by which others may reach this computer. What reaches nobody else counts only when there is nothing
 * better: link-local IPv4 first, and loopback when the computer has no network at all. IPv6 link-local addresses are
 * left out: they need the name of an interface on the expert's computer, which nobody here knows.
 */
export function usable(found: readonly OwnAddress[]): readonly OwnAddress[] {
  const outward = found.filter(({ internal }) => !internal)
  const reachable = outward.filter(({ host }) => !isLinkLocal(host))
  if (reachable.length > 0) return reachable
  const linkLocal = outward.filter(({ host }) => !host.includes(':'))
  // macOS gives its loopback interface a link-local address as well.
  return linkLocal.length > 0 ? linkLocal : found.filter(({ internal, host }) => internal && isLoopback(host))
}

/** XP's readers know no IPv6 (INV-6). */
const isListed = ({ host }: Address): boolean => !host.includes(':')

const isName = (text: string): boolean => isHost(text) && text.toLowerCase() !== 'localhost'

const globalFirst = (addresses: readonly Address[]): readonly Address[] => [
  ...addresses.filter(({ host }) => addressKind(host) === 'internet'),
  ...addresses.filter(({ host }) => addressKind(host) !== 'internet'),
]

/** The first of each. */
export function distinct(addresses: readonly Address[]): readonly Address[] {
  const seen = new Set<string>()
  return addresses.filter((address) => {
    const isNew = !seen.has(spelling(address))
    seen.add(spelling(address))
    return isNew
  })
}

/** Host names and IPv6 addresses are compared without case. */
export const spelling = (address: Address): string => formatAddress(address).toLowerCase()
