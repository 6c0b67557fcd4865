// Shell. The custom protocol that serves our pages, and their content security policy.

import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron/main'

const SCHEME = 'app'
const ORIGIN = `${SCHEME}://help-and-support`

export const startPage = `${ORIGIN}/index.html`

/** Whether an address is one of our own pages. */
export const isOwnPage = (url: string): boolean => url.startsWith(`${ORIGIN}/`)

// SECURITY: own files only, no inline script, no inline style, no plug-ins, no frames.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/** Call before `ready`: the scheme gets the rights of https and no more. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Call once the app is ready. `root` is the folder of the built renderer. */
export function servePages(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { origin, path } = parts(request.url)
    const file = normalize(join(root, path))
    const type = types[extname(file)]
    // SECURITY: nothing outside the folder, no type we do not ship.
    if (origin !== ORIGIN || !type || !file.startsWith(root + sep)) return new Response(null, { status: 404 })
    return readFile(file).then(
      (body) => new Response(body, { headers: headers(type) }),
      () => new Response(null, { status: 404 }),
    )
  })
}

function parts(url: string): { readonly origin: string; readonly path: string } {
  const { protocol: scheme, host, pathname } = new URL(url)
  return { origin: `${scheme}//${host}`, path: decodeURIComponent(pathname) }
}

const headers = (type: string) => ({
  'content-type': type,
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
})
