// Services. Gives one mapping back, in the protocol it was made in, also after a restart of the program or the router.

import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { findUpnp } from './upnp-client.ts'
import { removeNatPmp } from './nat-pmp-client.ts'
import { towards } from '../../domain/port-mapping/default-gateways.ts'
import type { Network } from './network.ts'
import { removePcp } from './pcp-client.ts'
import { removeUpnp } from './upnp-way.ts'

/** Quitting waits no longer than this. */
export const REMOVAL_MS = 1500

/** True when the router has confirmed it, or nothing of ours is there. Never rejects. */
export async function removeMapping(record: MappingRecord, network: Network): Promise<boolean> {
  const signal = AbortSignal.timeout(REMOVAL_MS)
  // From another address it is not ours to remove, and in another network it is another router.
  if (!network.addresses().some(({ address }) => address === record.own)) return false
  const { handle } = record
  switch (handle.protocol) {
    case 'nat-pmp':
      return removeNatPmp(record, signal)
    case 'pcp':
      return removePcp(record, handle.nonce, signal)
    case 'upnp':
      return (await removeUpnp(record, handle, signal)) || removeAnew(record, network, signal)
  }
}

/** A router that was restarted has its control URL elsewhere. */
async function removeAnew(record: MappingRecord, network: Network, signal: AbortSignal): Promise<boolean> {
  const through = towards(record.gateway, network.addresses())
  if (!through || signal.aborted) return false
  const enough = new AbortController()
  let removed = false
  const attempts: Promise<void>[] = []
  await findUpnp(
    through,
    {
      found: (way) => {
        if (way.gateway !== record.gateway || !way.remove) return
        attempts.push(
          way.remove(record, signal).then((done) => {
            removed ||= done
            if (done) enough.abort()
          }),
        )
      },
      failed: () => undefined,
    },
    AbortSignal.any([signal, enough.signal]),
  )
  await Promise.all(attempts)
  return removed
}
