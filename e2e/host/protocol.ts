// Test host: custom schemes. The pages are served over loopback by web-server.ts.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type SchemeHandler, hasScheme, removeScheme, setScheme } from './web-server.ts'

export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,
  handle: (scheme: string, handler: SchemeHandler): void => {
    if (hasScheme(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    setScheme(scheme, handler)
  },
  unhandle: removeScheme,
  isProtocolHandled: hasScheme,
}

/** net.fetch: file URLs are read here, everything else is Node's own fetch. */
async function fetchIn(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const address = input instanceof Request ? input.url : String(input)
  if (!address.startsWith('file:')) return fetch(input, init)
  return new Response(await readFile(fileURLToPath(address)))
}

export const net = { fetch: fetchIn, isOnline: () => true, online: true }
