// Renderer. The words for addresses and for what routers said (NET-1 to NET-4).

import type { TFunction } from 'i18next'
import type { AddressKind } from '../../shared/diagnosis.ts'
import type {
  GatewayView,
  MappedPort,
  MappingFailure,
  MappingProtocol,
  MappingView,
} from '../../shared/network.ts'
import { unreachable } from '../../shared/result.ts'
import { shortTime } from './format.ts'
import { oneLine } from './names.ts'

/** How far an address leads. */
export function addressKindText(kind: AddressKind, t: TFunction): string {
  switch (kind) {
    case 'internet':
      return t('addressKind.internet')
    case 'private':
      return t('addressKind.private')
    case 'name':
      return t('addressKind.name')
    default:
      return unreachable(kind)
  }
}

/** Names of protocols are the same in every language. */
const protocols: Readonly<Record<MappingProtocol, string>> = {
  upnp: 'UPnP',
  'nat-pmp': 'NAT-PMP',
  pcp: 'PCP',
}

/** A line for each thing a router said; at least one. `past`: when an invitation was written. */
export function mappingText(mapping: MappingView, past: boolean, t: TFunction): readonly string[] {
  switch (mapping.kind) {
    case 'off':
      return [past ? t('mapping.wasOff') : t('mapping.off')]
    case 'asking':
      return [past ? t('mapping.wasAsking') : t('mapping.asking')]
    case 'asked':
      return mapping.gateways.length === 0
        ? [t('mapping.nobody')]
        : mapping.gateways.flatMap((gateway) => gatewayText(gateway, t))
    default:
      return unreachable(mapping)
  }
}

function gatewayText({ gateway, protocol, outcome }: GatewayView, t: TFunction): readonly string[] {
  const router = t('mapping.router', { address: oneLine(gateway), protocol: protocols[protocol] })
  if (outcome.kind === 'failed') return [failureText(outcome.why, router, t)]
  const opened = outcome.ports.map((port) =>
    t('mapping.opened', { router, from: outer(port), port: portOf(port), time: shortTime(port.until) }),
  )
  return outcome.behindAnother ? [...opened, t('mapping.behindAnother', { router })] : opened
}

function failureText(why: MappingFailure, router: string, t: TFunction): string {
  switch (why) {
    case 'refused':
      return t('mapping.refused', { router })
    case 'nonsense':
      return t('mapping.nonsense', { router })
    case 'late':
      return t('mapping.late', { router })
    case 'taken':
      return t('mapping.taken', { router })
    default:
      return unreachable(why)
  }
}

const outer = ({ external: { host, port } }: MappedPort): string =>
  oneLine(host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

const portOf = ({ transport, internalPort }: MappedPort): string =>
  `${transport.toUpperCase()} ${internalPort}`
