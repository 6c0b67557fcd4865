// Services. UPnP Internet Gateway Devices 1 and 2: finds one on a network, asks it for a mapping, and to remove one.

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { MappingFailure } from '../../../shared/network.ts'
import type { OwnAddress } from '../../domain/port-mapping/default-gateways.ts'
import { parseDeviceDescription } from '../../domain/port-mapping/device-description.ts'
import type { MappingService } from '../../domain/port-mapping/device-description.ts'
import { judgeExternalAddress } from '../../domain/port-mapping/external-address.ts'
import type { HttpUrl } from '../../domain/port-mapping/http-url.ts'
import { externalAddressCall, readExternalAddress } from '../../domain/port-mapping/igd.ts'
import { exchange } from './http-exchange.ts'
import { searchNetwork } from './ssdp-search.ts'
import { callService } from './upnp-call.ts'
import { upnpWay } from './upnp-way.ts'
import type { Findings } from './way.ts'

/** Tells every gateway of one network that can map a port, and those that say they are one and cannot. */
export async function findUpnp(own: OwnAddress, findings: Findings, signal: AbortSignal): Promise<void> {
  const asked: Promise<void>[] = []
  await searchNetwork(
    own,
    (sender, answer) => {
      if (answer.kind === 'nonsense') findings.failed(sender, 'upnp', 'nonsense')
      else asked.push(lookAt(answer.description, own, findings, signal))
    },
    signal,
  )
  await Promise.all(asked)
}

async function lookAt(url: HttpUrl, own: OwnAddress, findings: Findings, signal: AbortSignal): Promise<void> {
  const place = { gateway: url.host, own: own.address }
  const found = await describe(url, own.address, signal)
  let why: MappingFailure = found.ok ? 'nonsense' : found.error
  for (const service of found.ok ? found.value : []) {
    const outside = await externalHost({ ...place, service }, signal)
    if (outside.ok) {
      findings.found(upnpWay({ ...place, service }, outside.value))
      return
    }
    why = outside.error
  }
  findings.failed(url.host, 'upnp', why)
}

async function describe(
  url: HttpUrl,
  own: string,
  signal: AbortSignal,
): Promise<Result<readonly MappingService[], MappingFailure>> {
  const answer = await exchange({ url, own }, signal)
  if (!answer.ok) return answer
  const services = answer.value.status === 200 ? parseDeviceDescription(answer.value.text, url) : undefined
  return services === undefined || services.length === 0 ? err('nonsense') : ok(services)
}

/** A router with two kinds of connection has an outside address on the one that is in use. */
async function externalHost(
  place: { readonly own: string; readonly service: MappingService },
  signal: AbortSignal,
): Promise<Result<string, MappingFailure>> {
  const reply = await callService(place, externalAddressCall(place.service.type), signal)
  if (!reply.ok) return reply
  if (reply.value.kind === 'fault') return err('refused')
  const host = readExternalAddress(reply.value)
  const judgement = host === undefined ? 'nonsense' : judgeExternalAddress(host)
  if (judgement === 'none') return err('refused')
  return host === undefined || judgement === 'nonsense' ? err('nonsense') : ok(host)
}
