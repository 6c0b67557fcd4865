// Services. This computer's interfaces and name, put into the order of an invitation (NET-1).

import { hostname, networkInterfaces } from 'node:os'
import type { NetworkInterfaceInfo } from 'node:os'
import { adapterOf } from '../domain/addresses/adapter.ts'
import { inOrder } from '../domain/addresses/own-addresses.ts'
import type { GatheredAddresses, OwnAddress } from '../domain/addresses/own-addresses.ts'
import { noWays } from '../domain/addresses/outside-ways.ts'
import type { OutsideWays } from '../domain/addresses/outside-ways.ts'

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** What the system knows at this moment; asking costs some 0.1 ms and goes nowhere. */
export type Network = { interfaces(): Interfaces; hostName(): string }

export const systemNetwork: Network = { interfaces: networkInterfaces, hostName: hostname }

/** All addresses of all interfaces, in the system's order. */
export function ownAddresses({ interfaces }: Pick<Network, 'interfaces'>): readonly OwnAddress[] {
  return Object.entries(interfaces()).flatMap(([name, infos = []]) =>
    infos.map(({ address, internal }) => ({ host: address, adapter: adapterOf(name), internal })),
  )
}

/** `ways`: how it is reached from beyond its own network. */
export function gatherAddresses(
  network: Network,
  port: number,
  ways: OutsideWays = noWays,
): GatheredAddresses {
  return inOrder({ found: ownAddresses(network), hostName: network.hostName(), port, ways })
}
