// Domain. What a UPnP device says it is (UPnP Device Architecture 1.1, section 2.3), as far as port mapping needs it.

import { declaresEntities, parseElements, unescapeXml } from '../xml/elements.ts'
import type { XmlElement } from '../xml/elements.ts'
import { parseHttpUrl, resolveHttpUrl } from './http-url.ts'
import type { HttpUrl } from './http-url.ts'

/** SECURITY: neither a description nor an answer is read beyond this; real ones have 2 to 20 KiB. */
export const XML_LIMIT = 64 * 1024

/** The services that map ports, in the order they are to be tried. */
export const mappingServices = [
  'urn:schemas-upnp-org:service:WANIPConnection:2',
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
] as const

export type MappingServiceType = (typeof mappingServices)[number]

export type MappingService = { readonly type: MappingServiceType; readonly control: HttpUrl }

/** SECURITY: a device with more connections than this is not asked about all of them. */
const SERVICE_LIMIT = 4

/**
 * The services of a device that map ports, best first; none for anything else that is well-formed XML, undefined for
 * what is not. A control URL on another host is left out. `source`: where the text came from. Never throws.
 */
export function parseDeviceDescription(text: string, source: HttpUrl): readonly MappingService[] | undefined {
  const root = parseRoot(text)
  if (root === undefined) return undefined
  // IGD 1 may give a base of its own; a base elsewhere is passed over like every URL elsewhere.
  const stated = childText(root, 'URLBase')
  const base = (stated !== undefined && parseHttpUrl(stated, source.host)) || source
  const found = elementsNamed(root, 'service').flatMap((service) => serviceOf(service, base))
  return mappingServices.flatMap((type) => found.filter((one) => one.type === type)).slice(0, SERVICE_LIMIT)
}

function serviceOf(element: XmlElement, base: HttpUrl): readonly MappingService[] {
  const type = mappingServices.find((known) => known === childText(element, 'serviceType'))
  const stated = childText(element, 'controlURL')
  const control = stated === undefined || stated === '' ? undefined : resolveHttpUrl(stated, base)
  return type === undefined || control === undefined ? [] : [{ type, control }]
}

/** The one root of a text from a router; undefined when it is not well-formed, too long, or declares anything. */
export function parseRoot(text: string): XmlElement | undefined {
  if (text.length > XML_LIMIT || declaresEntities(text)) return undefined
  // Some routers send the end of their C string along, some a byte order mark.
  const roots = parseElements(
    text
      .replace(/^\uFEFF/, '')
      .replace(/[\0\s]+$/, '')
      .trimStart(),
  )
  return roots?.length === 1 ? roots[0] : undefined
}

/** Without the prefix, which each device chooses for itself. */
export const localName = ({ name }: XmlElement): string => name.slice(name.lastIndexOf(':') + 1)

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => localName(one) === name)
}

/** The trimmed text of a child; undefined when there is no such child, or its text is not well-formed. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  const found = child(element, name)
  return found && unescapeXml(found.text)?.trim()
}

const elementsNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((one) => (localName(one) === name ? [one] : elementsNamed(one, name)))
