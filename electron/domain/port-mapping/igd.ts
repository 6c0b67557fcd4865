// Domain. The calls of WANIPConnection and WANPPPConnection that this program makes, and what their answers mean (UPnP
// Forum, WANIPConnection:1 and :2 Service Templates).

import { z } from 'zod'
import { isIpv4 } from '../invitation/address.ts'
import type { MappingServiceType } from './device-description.ts'
import type { MappingWish, Transport } from './mapping.ts'
import type { SoapCall, SoapReply } from './soap.ts'

/** What a router's own page shows beside the mapping. */
export const DESCRIPTION = 'Help and Support'

const name = (transport: Transport) => (transport === 'tcp' ? 'TCP' : 'UDP')

export const externalAddressCall = (service: MappingServiceType): SoapCall => ({
  service,
  action: 'GetExternalIPAddress',
  input: [],
})

/** IGD 2 finds a free external port by itself; IGD 1 must be told one. `leaseSeconds` 0: for ever (IGD 1). */
export const addCall = (service: MappingServiceType, wish: MappingWish, client: string): SoapCall => ({
  service,
  action: canChoosePort(service) ? 'AddAnyPortMapping' : 'AddPortMapping',
  input: mappingInput(wish, client),
})

/** Both know this one; on a mapping of the same computer it sets a new lease. */
export const renewCall = (service: MappingServiceType, wish: MappingWish, client: string): SoapCall => ({
  service,
  action: 'AddPortMapping',
  input: mappingInput(wish, client),
})

const mappingInput = (wish: MappingWish, client: string): SoapCall['input'] => [
  ['NewRemoteHost', ''],
  ['NewExternalPort', wish.externalPort],
  ['NewProtocol', name(wish.transport)],
  ['NewInternalPort', wish.internalPort],
  ['NewInternalClient', client],
  ['NewEnabled', 1],
  ['NewPortMappingDescription', DESCRIPTION],
  ['NewLeaseDuration', wish.leaseSeconds],
]

const canChoosePort = (service: MappingServiceType): boolean =>
  service === 'urn:schemas-upnp-org:service:WANIPConnection:2'

type Mapped = { readonly transport: Transport; readonly externalPort: number }

const about =
  (action: string) =>
  (service: MappingServiceType, { transport, externalPort }: Mapped) => ({
    service,
    action,
    input: [
      ['NewRemoteHost', ''],
      ['NewExternalPort', externalPort],
      ['NewProtocol', name(transport)],
    ] satisfies SoapCall['input'],
  })

export const deleteCall: (service: MappingServiceType, mapped: Mapped) => SoapCall =
  about('DeletePortMapping')

export const lookUpCall: (service: MappingServiceType, mapped: Mapped) => SoapCall = about(
  'GetSpecificPortMappingEntry',
)

/**
 * Why a mapping was not made. `port-taken`: another external port may work; `permanent-only`: a lease of 0 may;
 * `unknown-action`: the older call may.
 */
export type Refusal = 'port-taken' | 'permanent-only' | 'unknown-action' | 'refused' | 'nonsense'

/** The reserved external port, or why there is none. AddPortMapping answers nothing: it is the one that was asked for. */
export function readAdded(
  reply: SoapReply,
  wish: MappingWish,
): { readonly port: number } | { readonly refusal: Refusal } {
  switch (reply.kind) {
    case 'nonsense':
      return { refusal: 'nonsense' }
    case 'fault':
      return { refusal: refusalOf(reply.code) }
    case 'done': {
      const reserved = reply.output.get('NewReservedPort')
      if (reserved === undefined) return { port: wish.externalPort }
      const port = portText.safeParse(reserved)
      return port.success ? { port: port.data } : { refusal: 'nonsense' }
    }
  }
}

const portText = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535))

function refusalOf(code: number): Refusal {
  // ConflictInMappingEntry, SamePortValuesRequired, ConflictWithOtherMechanisms: this port is not to be had.
  if (code === 718 || code === 724 || code === 729) return 'port-taken'
  // Invalid Action, Optional Action Not Implemented.
  if (code === 401 || code === 602) return 'unknown-action'
  return code === 725 ? 'permanent-only' : 'refused'
}

/** The router's outside address as it says it; undefined when it does not say one. */
export function readExternalAddress(reply: SoapReply): string | undefined {
  return reply.kind === 'done' ? reply.output.get('NewExternalIPAddress') : undefined
}

const entry = z.object({
  NewInternalClient: z.string().max(64).refine(isIpv4),
  NewInternalPort: portText,
})

/** Whose mapping stands on an external port; `free` also for a router that cannot say. */
export type PortOwner =
  { readonly kind: 'free' } | { readonly kind: 'taken'; readonly client: string; readonly port: number }

export function readOwner(reply: SoapReply): PortOwner {
  if (reply.kind !== 'done') return { kind: 'free' }
  const found = entry.safeParse(Object.fromEntries(reply.output))
  return found.success
    ? { kind: 'taken', client: found.data.NewInternalClient, port: found.data.NewInternalPort }
    : { kind: 'free' }
}

/** 714, NoSuchEntryInArray: what is gone needs no removing. */
export const isGone = (reply: SoapReply): boolean =>
  reply.kind === 'done' || (reply.kind === 'fault' && reply.code === 714)
