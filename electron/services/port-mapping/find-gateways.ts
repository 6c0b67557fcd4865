// Services. Asks every network of this computer for gateways, in all three protocols at the same time (NET-2).

import { setTimeout as wait } from 'node:timers/promises'
import { towards } from '../../domain/port-mapping/default-gateways.ts'
import { findNatPmp } from './nat-pmp-client.ts'
import type { Network } from './network.ts'
import { findPcp } from './pcp-client.ts'
import { findUpnp } from './upnp-client.ts'
import type { Findings } from './way.ts'

/** A gateway that speaks NAT-PMP and PCP is given this much time to be heard in the better of the two first. */
const PCP_FIRST_MS = 100
/** UDP that is not answered by then is not answered. */
const SILENCE_MS = 1200

/** Resolves when all have answered or their time is over, and at the signal. Never rejects. */
export async function findGateways(network: Network, findings: Findings, signal: AbortSignal): Promise<void> {
  const own = network.addresses()
  const askDefault = async () => {
    const gateways = await network.defaultGateways()
    const patience = AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)])
    await Promise.all(
      gateways.flatMap((gateway) => {
        const through = towards(gateway, own)
        return through ? [findByPackets({ gateway, own: through.address }, findings, patience)] : []
      }),
    )
  }
  await Promise.all([askDefault(), ...own.map((address) => findUpnp(address, findings, signal))])
}

async function findByPackets(
  place: { readonly gateway: string; readonly own: string },
  findings: Findings,
  signal: AbortSignal,
): Promise<void> {
  const pcp = findPcp(place, findings, signal)
  let told: Promise<void> | undefined
  const patient: Findings = {
    found: (way) => {
      told = Promise.race([pcp, wait(PCP_FIRST_MS)]).then(() => findings.found(way))
    },
    failed: (...failure) => findings.failed(...failure),
  }
  await Promise.all([pcp, findNatPmp(place, patient, signal)])
  await told
}
