// Services. Where this computer can be reached, in the order an expert should try (NET-1, CON-1).

import { hostname, networkInterfaces } from 'node:os'
import type { NetworkInterfaceInfo } from 'node:os'
import { isHost } from '../domain/invitation/address.ts'
import { ADDRESS_LIMIT } from '../domain/invitation/connection-string.ts'
import type { Address } from '../domain/invitation/invitation.ts'

/** `listed`: XP's own list, IPv4 and then the computer's name. `ipv6` comes after it, in our extension (INV-9). */
export type GatheredAddresses = { readonly listed: readonly Address[]; readonly ipv6: readonly Address[] }

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>
type Found = NetworkInterfaceInfo & { readonly isVirtual: boolean }

/**
 * Bridges of containers and virtual machines, and tunnels: rarely the way an expert comes, and each address that is
 * not may cost 30 s. They go last and are not left out, because a tunnel is sometimes the only way.
 */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vnet|vboxnet|lxc|lxd|incus|cni|cali|flannel|podman|bridge|tun|tap|utun|wg|ppp|ipsec|zt|tailscale|ham|nordlynx|proton|vethernet|vmware|virtualbox)|virtual|hyper-v|vpn|wireguard|tailscale|zerotier/i

export const isVirtualInterface = (name: string): boolean => VIRTUAL.test(name)

/**
 * The addresses of all interfaces with `port`. What reaches nobody else is listed only when there is nothing better:
 * link-local IPv4 first, and loopback when the computer has no network at all. IPv6 link-local addresses are left
 * out: they need the name of an interface on the expert's computer, which nobody here knows. `external`: what routers
 * have reserved, with ports of its own; it comes first (NET-2).
 */
export function gatherAddresses(
  interfaces: Interfaces = networkInterfaces(),
  hostName: string = hostname(),
  port: number,
  external: readonly Address[] = [],
): GatheredAddresses {
  const all = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos.map((info): Found => ({ ...info, isVirtual: isVirtualInterface(name) })),
  )
  const found = bestOf(all)
  const ordered = [
    ...found.filter(({ isVirtual }) => !isVirtual),
    ...found.filter(({ isVirtual }) => isVirtual),
  ]
  const hostsOf = (family: 'IPv4' | 'IPv6') =>
    ordered.filter((info) => info.family === family).map(({ address }) => address)
  const names = isHost(hostName) && hostName.toLowerCase() !== 'localhost' ? [hostName] : []
  const withPort = (hosts: readonly string[]) => [...new Set(hosts)].map((host) => ({ host, port }))
  const inside = hostsOf('IPv4').slice(0, Math.max(0, ADDRESS_LIMIT - names.length - external.length))
  return {
    listed: [...external, ...withPort([...inside, ...names]).filter((one) => !isAmong(external, one))],
    ipv6: withPort(hostsOf('IPv6').slice(0, ADDRESS_LIMIT)),
  }
}

const isAmong = (list: readonly Address[], { host, port }: Address): boolean =>
  list.some((one) => one.host === host && one.port === port)

function bestOf(all: readonly Found[]): readonly Found[] {
  const outside = all.filter(({ internal }) => !internal)
  const reachable = outside.filter(({ address }) => !isLinkLocal(address))
  if (reachable.length > 0) return reachable
  const linkLocal = outside.filter(({ family }) => family === 'IPv4')
  return linkLocal.length > 0 ? linkLocal : all.filter(({ internal }) => internal).filter(isLoopback)
}

/** 169.254.0.0/16 (RFC 3927) and fe80::/10 (RFC 4291). */
function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.') || /^fe[89ab][\da-f]:/i.test(address)
}

/** macOS gives its loopback interface a link-local address as well. */
function isLoopback({ address }: Found): boolean {
  return address.startsWith('127.') || address === '::1'
}
