// Domain. The ways to this computer from beyond its own network: what the user typed, and what routers opened (NET-2).

import type { MappingView } from '../../../shared/network.ts'
import { isIpv4, isIpv6 } from '../invitation/address.ts'
import type { Address } from '../invitation/invitation.ts'
import { addressKind } from './address-kind.ts'
import { leadsSomewhere } from './outside-address.ts'
import type { OutsideAddress } from './outside-address.ts'

export type OutsideWays = {
  /** Good from the Internet as far as anybody here knows; the best first. */
  readonly outside: readonly Address[]
  /** Good from the network between two routers only. */
  readonly between: readonly Address[]
}

export const noWays: OutsideWays = { outside: [], between: [] }

type Known = {
  readonly typed: OutsideAddress | null
  readonly mapping: MappingView
  /** Where Terminal Services listens. */
  readonly port: number
}

/** What the user typed comes first: it was typed because nothing else worked. */
export function outsideWays({ typed, mapping, port }: Known): OutsideWays {
  const mapped =
    mapping.kind === 'asked' ? mapping.gateways.flatMap((gateway) => mappedBy(gateway, port)) : []
  return {
    outside: [
      ...(typed ? [withPort(typed, port)] : []),
      ...mapped.filter(leadsOut).map(({ address }) => address),
    ],
    between: mapped.filter((way) => !leadsOut(way)).map(({ address }) => address),
  }
}

/** Without a port of its own the outside one is the same as the inside one. */
export const withPort = ({ host, port }: OutsideAddress, inside: number): Address => ({
  host,
  port: port ?? inside,
})

type Way = { readonly address: Address; readonly behindAnother: boolean }
type Gateway = Extract<MappingView, { readonly kind: 'asked' }>['gateways'][number]

/** SECURITY: a router is not to be trusted with more than an address: anything else never reaches an invitation. */
const mappedBy = ({ outcome }: Gateway, port: number): readonly Way[] =>
  outcome.kind !== 'mapped'
    ? []
    : outcome.ports
        .filter(({ transport, internalPort }) => transport === 'tcp' && internalPort === port)
        .map(({ external }) => ({ address: external, behindAnother: outcome.behindAnother }))
        .filter(({ address: { host } }) => (isIpv4(host) || isIpv6(host)) && leadsSomewhere(host))

const leadsOut = ({ address, behindAnother }: Way): boolean =>
  !behindAnother && addressKind(address.host) === 'internet'
