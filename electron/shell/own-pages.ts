// Shell. The custom protocol that serves our pages, and their content security policy.

import { readFile } from 'node:fs/promises'
import { protocol } from 'electron/main'
import { fileOf, SCHEME } from './page-files.ts'

export { isOwnPage, startPage } from './page-files.ts'

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

/** Call before `ready`: the scheme gets the rights of https and no more. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Call once the app is ready. `root` is the folder of the built renderer. */
export function servePages(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const found = fileOf(root, request.url)
    if (found === undefined) return new Response(null, { status: 404 })
    return readFile(found.path).then(
      (body) => new Response(body, { headers: headers(found.type) }),
      () => new Response(null, { status: 404 }),
    )
  })
}

const headers = (type: string) => ({
  'content-type': type,
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
})
