// Domain. "Test my connection": from what this computer could find out to a verdict and to what can be done.

import type { Advice, Diagnosis, HomeVerdict, InternetVerdict } from '../../../shared/diagnosis.ts'
import type { GatewayView, MappingView } from '../../../shared/network.ts'
import { addressKind, isLinkLocal } from '../addresses/address-kind.ts'
import type { OutsideAddress } from '../addresses/outside-address.ts'
import { outsideWays, withPort } from '../addresses/outside-ways.ts'
import { usable } from '../addresses/own-addresses.ts'
import type { OwnAddress } from '../addresses/own-addresses.ts'
import { formatAddress } from '../invitation/address.ts'

export type Facts = {
  readonly found: readonly OwnAddress[]
  /** `not-allowed`: no help at all (POL-1). `not-needed`: no invitation is open (ACC-4). */
  readonly listener:
    | { readonly kind: 'not-allowed' }
    | { readonly kind: 'not-needed' }
    | { readonly kind: 'failed' }
    | { readonly kind: 'open'; readonly port: number }
  /** At which own addresses this computer reached itself and saw its own certificate. */
  readonly answered: ReadonlySet<string>
  readonly mapping: MappingView
  readonly typed: OutsideAddress | null
}

/** Total. A system's firewall cannot be asked, so every verdict that lets somebody in comes with that advice. */
export function diagnose(facts: Facts): Diagnosis {
  const own = usable(facts.found).filter(({ internal }) => !internal)
  if (own.length === 0) return { kind: 'no-network', advice: [{ kind: 'join-network' }] }
  if (facts.listener.kind === 'not-allowed') return { kind: 'not-allowed', advice: [] }
  if (facts.listener.kind === 'not-needed') return { kind: 'no-invitation', advice: [{ kind: 'invite' }] }
  if (facts.listener.kind === 'failed') return { kind: 'cannot-listen', advice: [{ kind: 'free-port' }] }
  const { port } = facts.listener
  const home = homeVerdict(own, facts.answered, port)
  const internet = internetVerdict(own, facts, port)
  const ipv6 = own.find((one) => isGlobal(one) && one.host.includes(':') && facts.answered.has(one.host))
  return {
    kind: 'listening',
    port,
    home,
    internet,
    ipv6: ipv6 === undefined ? null : formatAddress({ host: ipv6.host, port }),
    advice: home.kind === 'silent' ? [{ kind: 'firewall' }] : adviceOn(internet, own, facts, port),
  }
}

function homeVerdict(own: readonly OwnAddress[], answered: ReadonlySet<string>, port: number): HomeVerdict {
  const network = own.filter(({ adapter }) => adapter === 'network')
  const silent = [...new Set(network.map(({ host }) => host))].filter((host) => !answered.has(host))
  const best = bestHost(network.filter(({ host }) => answered.has(host)))
  if (network.length === 0) return { kind: 'no-address' }
  return best === undefined
    ? { kind: 'silent', silent }
    : { kind: 'reachable', at: formatAddress({ host: best, port }), silent }
}

function internetVerdict(own: readonly OwnAddress[], facts: Facts, port: number): InternetVerdict {
  const { mapping, typed, answered } = facts
  const direct = own.find((one) => isGlobal(one) && !one.host.includes(':') && answered.has(one.host))
  if (direct !== undefined) return { kind: 'direct', at: formatAddress({ host: direct.host, port }) }
  const gateways = mapping.kind === 'asked' ? mapping.gateways : []
  const mapped = gateways.flatMap((gateway) => mappedAt(gateway, port))[0]
  if (mapped !== undefined) return mapped
  if (typed !== null) return { kind: 'typed', at: formatAddress(withPort(typed, port)) }
  if (mapping.kind !== 'asked') return { kind: 'not-asked' }
  return gateways.map(refusal).toSorted(behindAnotherFirst)[0] ?? { kind: 'no-router' }
}

function mappedAt(gateway: GatewayView, port: number): readonly InternetVerdict[] {
  const { outside } = outsideWays({ typed: null, mapping: { kind: 'asked', gateways: [gateway] }, port })
  return outside.map((address) => ({ kind: 'mapped', at: formatAddress(address), router: gateway.gateway }))
}

/** A router that said it mapped something, but nothing that leads here from the Internet, stands behind another one. */
const refusal = ({ gateway, outcome }: GatewayView): InternetVerdict =>
  outcome.kind === 'mapped'
    ? { kind: 'behind-another', router: gateway }
    : { kind: 'failed', router: gateway, why: outcome.why }

/** Halfway out is nearer than not at all. */
const behindAnotherFirst = (one: InternetVerdict, other: InternetVerdict): number =>
  Number(other.kind === 'behind-another') - Number(one.kind === 'behind-another')

function adviceOn(
  internet: InternetVerdict,
  own: readonly OwnAddress[],
  { typed }: Facts,
  port: number,
): readonly Advice[] {
  const firewall: Advice = { kind: 'firewall' }
  // Routers forward IPv4; IPv6 needs none.
  const host = bestHost(own.filter(({ adapter, host }) => adapter === 'network' && !host.includes(':')))
  const forward = (outer: number): readonly Advice[] =>
    host === undefined ? [] : [{ kind: 'forward', outer, host, port }]
  switch (internet.kind) {
    case 'direct':
    case 'mapped':
      return [firewall]
    case 'typed':
      return [...forward(typed?.port ?? port), firewall, ...vpn(own, port)]
    case 'behind-another':
      return [...vpn(own, port), { kind: 'outer-router' }, { kind: 'type-address' }, firewall]
    case 'failed':
    case 'no-router':
    case 'not-asked':
      return [...vpn(own, port), ...forward(port), { kind: 'type-address' }, firewall]
  }
}

function vpn(own: readonly OwnAddress[], port: number): readonly Advice[] {
  const tunnel = bestHost(own.filter(({ adapter }) => adapter === 'vpn'))
  return [
    tunnel === undefined
      ? { kind: 'join-vpn' }
      : { kind: 'use-vpn', at: formatAddress({ host: tunnel, port }) },
  ]
}

/** The address that people and routers know best: IPv4, not link-local. */
function bestHost(own: readonly OwnAddress[]): string | undefined {
  const hosts = own.map(({ host }) => host)
  const ipv4 = hosts.filter((host) => !host.includes(':'))
  return ipv4.find((host) => !isLinkLocal(host)) ?? ipv4[0] ?? hosts[0]
}

const isGlobal = ({ host, adapter }: OwnAddress): boolean =>
  adapter === 'network' && addressKind(host) === 'internet'
