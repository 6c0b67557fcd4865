// Domain. The routers this computer sends everything to that is not in its own network, read from what each system says.

import { isIpv4 } from '../invitation/address.ts'
import { isNeighbour } from './external-address.ts'

/** One of this computer's own IPv4 addresses. */
export type OwnAddress = {
  readonly name: string
  readonly address: string
  readonly netmask: string
  readonly isVirtual: boolean
}

const RTF_UP_GATEWAY = 0x3

/** Linux, /proc/net/route: numbers are hexadecimal, the lowest byte first (route.c of the kernel's fib_trie). */
export function linuxGateways(table: string): readonly string[] {
  return unique(
    table.split('\n').flatMap((line) => {
      const [, destination, gateway = '', flags = ''] = line.trim().split(/\s+/)
      const isDefault =
        destination === '00000000' && (parseInt(flags, 16) & RTF_UP_GATEWAY) === RTF_UP_GATEWAY
      if (!isDefault || !/^[\da-f]{8}$/i.test(gateway)) return []
      return [
        (gateway.match(/../g) ?? [])
          .reverse()
          .map((byte) => parseInt(byte, 16))
          .join('.'),
      ]
    }),
  )
}

/** macOS, `netstat -rn -f inet`: `default  192.168.1.1  UGScg  en0`. */
export function macosGateways(table: string): readonly string[] {
  return unique(
    table.split('\n').flatMap((line) => {
      const [destination, gateway = '', flags = ''] = line.trim().split(/\s+/)
      return destination === 'default' && flags.includes('G') ? [gateway] : []
    }),
  )
}

/** Windows, `route print -4 0.0.0.0`: network, netmask, gateway, interface, metric, in words of the language but this order. */
export function windowsGateways(table: string): readonly string[] {
  return unique(
    table.split('\n').flatMap((line) => {
      const [network, netmask, gateway = ''] = line.trim().split(/\s+/)
      return network === '0.0.0.0' && netmask === '0.0.0.0' ? [gateway] : []
    }),
  )
}

/** Names, link names (`link#4`, `On-link`) and the unusable are left out. */
const unique = (found: readonly string[]): readonly string[] => [
  ...new Set(found.filter((host) => isIpv4(host) && host !== '0.0.0.0')),
]

/** The own address through which a gateway is a neighbour; undefined for one that is on none of our networks. */
export const towards = (gateway: string, own: readonly OwnAddress[]): OwnAddress | undefined =>
  own.find(({ address, netmask }) => address !== gateway && isNeighbour(gateway, address, netmask))
