// Services. One UPnP service that maps ports: finding a free external port, reserving it, giving it back.

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { MappingFailure } from '../../../shared/network.ts'
import type { MappingService } from '../../domain/port-mapping/device-description.ts'
import {
  addCall,
  deleteCall,
  isGone,
  lookUpCall,
  readAdded,
  readOwner,
  renewCall,
} from '../../domain/port-mapping/igd.ts'
import type { Refusal } from '../../domain/port-mapping/igd.ts'
import { alternativePort } from '../../domain/port-mapping/mapping.ts'
import type { MappingWish } from '../../domain/port-mapping/mapping.ts'
import { controlUrl } from '../../domain/port-mapping/mapping-record.ts'
import type { MappingRecord } from '../../domain/port-mapping/mapping-record.ts'
import { callService } from './upnp-call.ts'
import { endOfLease } from './way.ts'
import type { MapRequest, Way } from './way.ts'

/** How many external ports are tried before the router counts as full. */
const TRIES = 5

type Place = { readonly gateway: string; readonly own: string; readonly service: MappingService }

export const upnpWay = (place: Place, externalHost: string): Way => ({
  gateway: place.gateway,
  own: place.own,
  protocol: 'upnp',
  map: async (request) => {
    const { wish, previous } = request
    const first = previous?.externalPort ?? wish.externalPort
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const externalPort = attempt === 0 ? first : alternativePort(place.own, wish.internalPort, attempt)
      const tried = await reserve(place, request, { ...wish, externalPort })
      if (tried.ok) return ok({ ...tried.value, externalHost })
      if (tried.error !== 'port-taken') return err(tried.error)
    }
    return err('taken')
  },
  remove: (record, signal) => removeUpnp(record, handleOf(place), signal),
})

async function reserve(
  place: Place,
  request: MapRequest,
  wish: MappingWish,
): Promise<Result<MappingRecord, MappingFailure | 'port-taken'>> {
  // Some routers give another computer's mapping away without a word: whose it is is asked first.
  const owner = await ownerOf(place, wish, request.signal)
  if (owner === 'another') return err('port-taken')
  const first = await addLeased(place, request, wish, owner === 'us' ? renewCall : addCall)
  // A device may say it is of version 2 and not know version 2's call.
  const result =
    !first.ok && first.error === 'unknown-action' ? await addLeased(place, request, wish, renewCall) : first
  if (result.ok) return result
  const { error } = result
  return err(error === 'permanent-only' || error === 'unknown-action' ? 'refused' : error)
}

/** NET-3: a router that knows no leases gets a mapping without one, which is given back in the same moments. */
async function addLeased(place: Place, request: MapRequest, wish: MappingWish, call: typeof addCall) {
  const leased = await add(place, request, wish, call)
  return leased.ok || leased.error !== 'permanent-only'
    ? leased
    : add(place, request, { ...wish, leaseSeconds: 0 }, call)
}

async function ownerOf(
  place: Place,
  { transport, externalPort, internalPort }: Pick<MappingWish, 'transport' | 'externalPort' | 'internalPort'>,
  signal: AbortSignal,
): Promise<'nobody' | 'us' | 'another' | 'unknown'> {
  const reply = await callService(place, lookUpCall(place.service.type, { transport, externalPort }), signal)
  if (!reply.ok) return 'unknown'
  const owner = readOwner(reply.value)
  if (owner.kind === 'free') return 'nobody'
  return owner.client === place.own && owner.port === internalPort ? 'us' : 'another'
}

async function add(
  place: Place,
  { now, note, previous, signal }: MapRequest,
  wish: MappingWish,
  callFor: typeof addCall,
): Promise<Result<MappingRecord, MappingFailure | Refusal>> {
  const asked = recordOf(place, wish, endOfLease(wish.leaseSeconds, now()), previous)
  note(asked)
  const reply = await callService(place, callFor(place.service.type, wish, place.own), signal)
  if (!reply.ok) return reply
  const added = readAdded(reply.value, wish)
  if ('refusal' in added) return err(added.refusal)
  return ok({ ...asked, externalPort: added.port, until: endOfLease(wish.leaseSeconds, now()) })
}

const recordOf = (
  place: Place,
  { transport, internalPort, externalPort }: MappingWish,
  until: number | null,
  previous: MappingRecord | undefined,
): MappingRecord => ({
  gateway: place.gateway,
  own: place.own,
  transport,
  internalPort,
  externalPort,
  externalHost: previous?.externalHost ?? null,
  until,
  handle: handleOf(place),
})

type UpnpHandle = Extract<MappingRecord['handle'], { readonly protocol: 'upnp' }>

const handleOf = ({ service: { type, control } }: Place): UpnpHandle => ({
  protocol: 'upnp',
  service: type,
  control: { port: control.port, path: control.path },
})

/** True when it is gone, or belongs to somebody else by now. `own`: this computer's address of today. */
export async function removeUpnp(
  record: MappingRecord,
  handle: UpnpHandle,
  signal: AbortSignal,
): Promise<boolean> {
  const { gateway, own } = record
  const place = { gateway, own, service: { type: handle.service, control: controlUrl(gateway, handle) } }
  const owner = await ownerOf(place, record, signal)
  if (owner === 'unknown') return false
  if (owner === 'another') return true
  const reply = await callService(place, deleteCall(handle.service, record), signal)
  if (!reply.ok) return false
  // Who refuses to remove what was never granted has nothing of ours.
  return isGone(reply.value) || (reply.value.kind === 'fault' && record.externalHost === null)
}
