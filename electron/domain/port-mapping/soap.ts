// Domain. One call of a UPnP service: its text, and what came back (UPnP Device Architecture 1.1, section 3).

import { unescapeXml } from '../xml/elements.ts'
import { child, childText, localName, parseRoot } from './device-description.ts'

export type SoapArguments = readonly (readonly [name: string, value: string | number])[]

export type SoapCall = { readonly service: string; readonly action: string; readonly input: SoapArguments }

export type SoapReply =
  | { readonly kind: 'done'; readonly output: ReadonlyMap<string, string> }
  /** The service's own number for what it does not want to do. */
  | { readonly kind: 'fault'; readonly code: number }
  | { readonly kind: 'nonsense' }

const OUTPUT_LIMIT = 32

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

export function soapRequest({ service, action, input }: SoapCall): string {
  const values = input.map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`).join('')
  return (
    '<?xml version="1.0"?>\r\n' +
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
    's:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>' +
    `<u:${action} xmlns:u="${escaped(service)}">${values}</u:${action}></s:Body></s:Envelope>\r\n`
  )
}

/** Reads the answer to `action`. Whatever the text is, it is one of the three kinds. Never throws. */
export function parseSoapReply(text: string, action: string): SoapReply {
  const root = parseRoot(text)
  const body = root && localName(root) === 'Envelope' ? child(root, 'Body') : undefined
  const fault = child(body, 'Fault')
  if (fault) {
    const code = childText(child(child(fault, 'detail'), 'UPnPError'), 'errorCode')
    return code !== undefined && /^\d{3}$/.test(code)
      ? { kind: 'fault', code: Number(code) }
      : { kind: 'nonsense' }
  }
  const reply = child(body, `${action}Response`)
  if (reply === undefined || reply.children.length > OUTPUT_LIMIT) return { kind: 'nonsense' }
  const output = new Map<string, string>()
  for (const one of reply.children) {
    const value = unescapeXml(one.text)?.trim()
    if (value === undefined || output.has(localName(one))) return { kind: 'nonsense' }
    output.set(localName(one), value)
  }
  return { kind: 'done', output }
}
