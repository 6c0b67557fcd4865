// Domain. The plain http addresses that UPnP devices tell, held to the device that tells them.

import { isIpv4 } from '../invitation/address.ts'

export type HttpUrl = { readonly host: string; readonly port: number; readonly path: string }

const ABSOLUTE = /^http:\/\/([\d.]{7,15})(?::(\d{1,5}))?(\/[!-~]*)?$/i
const PATH_LIMIT = 512

/**
 * Reads `http://a.b.c.d[:port][/path]`.
 * SECURITY: undefined unless the host is the address the answer came from, so that no device can make this computer
 * ask another one; and no name is ever looked up, no control character gets into a request.
 */
export function parseHttpUrl(text: string, host: string): HttpUrl | undefined {
  const [, named, port = '80', path = '/'] = ABSOLUTE.exec(text) ?? []
  if (named === undefined || named !== host || !isIpv4(named)) return undefined
  if (Number(port) < 1 || Number(port) > 65_535 || path.length > PATH_LIMIT) return undefined
  return { host, port: Number(port), path }
}

/** A URL inside a description, absolute or relative to `base`; undefined as for `parseHttpUrl`. */
export function resolveHttpUrl(text: string, base: HttpUrl): HttpUrl | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(text)) return parseHttpUrl(text, base.host)
  // `//host/path` names a host without a scheme: nobody writes it, except to get somewhere else.
  if (text.startsWith('//') || !/^[!-~]*$/.test(text)) return undefined
  const folder = base.path.slice(0, base.path.lastIndexOf('/') + 1)
  const path = text.startsWith('/') ? text : `${folder}${text}`
  return path.length > PATH_LIMIT ? undefined : { ...base, path }
}
