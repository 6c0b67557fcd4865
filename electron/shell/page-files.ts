// Shell. Which file an address of our own pages means; everything else means none.

import { extname, join, normalize, sep } from 'node:path'

export const SCHEME = 'app'
const ORIGIN = `${SCHEME}://help-and-support`

export const startPage = `${ORIGIN}/index.html`

/** Whether an address is one of our own pages. */
export const isOwnPage = (url: string): boolean => url.startsWith(`${ORIGIN}/`)

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

/** `root`: the folder of the built renderer. Undefined for what is not to be served. Never throws. */
export function fileOf(
  root: string,
  url: string,
): { readonly path: string; readonly type: string } | undefined {
  const asked = parts(url)
  if (asked?.origin !== ORIGIN) return undefined
  const path = normalize(join(root, asked.path))
  const extension = extname(path)
  const type = Object.hasOwn(types, extension) ? types[extension] : undefined
  // SECURITY: nothing outside the folder, no type we do not ship.
  return type !== undefined && path.startsWith(root + sep) ? { path, type } : undefined
}

function parts(url: string): { readonly origin: string; readonly path: string } | undefined {
  try {
    const { protocol: scheme, host, pathname } = new URL(url)
    return { origin: `${scheme}//${host}`, path: decodeURIComponent(pathname) }
  } catch {
    // No address, or an escape that is none.
    return undefined
  }
}
