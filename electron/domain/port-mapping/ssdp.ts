// Domain. Looking for UPnP gateways: the search and its answers (UPnP Device Architecture 1.1, section 1.3).

import { parseHttpUrl } from './http-url.ts'
import type { HttpUrl } from './http-url.ts'

export const SSDP_GROUP = '239.255.255.250'
export const SSDP_PORT = 1900

/** SECURITY: longer answers are not read. */
export const SSDP_ANSWER_LIMIT = 2048

/** Some old devices answer only for the service, not for the gateway it belongs to. */
export const searchTargets = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
] as const

/** Devices spread their answers over this many seconds. */
export const ANSWER_WITHIN_S = 1

export const searchMessage = (target: (typeof searchTargets)[number]): string =>
  [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${SSDP_GROUP}:${SSDP_PORT}`,
    'MAN: "ssdp:discover"',
    `MX: ${ANSWER_WITHIN_S}`,
    `ST: ${target}`,
    '',
    '',
  ].join('\r\n')

const GATEWAY = /^urn:schemas-upnp-org:(?:device:InternetGatewayDevice|service:WAN(?:IP|PPP)Connection):[12]$/

/** `nonsense`: it says it is a gateway, and not where, or somewhere else. */
export type SearchAnswer =
  | { readonly kind: 'gateway'; readonly description: HttpUrl }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'not-for-us' }

/** `sender`: the address the datagram came from. Never throws. */
export function parseSearchAnswer(text: string, sender: string): SearchAnswer {
  const [status = '', ...lines] = text.slice(0, SSDP_ANSWER_LIMIT).split(/\r?\n/)
  if (!/^HTTP\/1\.[01] 200(?: |$)/.test(status)) return { kind: 'not-for-us' }
  if (!GATEWAY.test(headerIn(lines, 'st') ?? '')) return { kind: 'not-for-us' }
  const description = parseHttpUrl(headerIn(lines, 'location') ?? '', sender)
  return description === undefined ? { kind: 'nonsense' } : { kind: 'gateway', description }
}

function headerIn(lines: readonly string[], name: string): string | undefined {
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === name) return line.slice(colon + 1).trim()
  }
  return undefined
}
