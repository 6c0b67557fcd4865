// Tests. Builds one test page as the app is built (vite) and serves it on loopback under the app's strict CSP.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

export type PageServer = { readonly server: Server; readonly origin: string; readonly stop: () => void }

/** `folder` holds the page's index.html. React runs in development mode, so that StrictMode mounts twice. */
export async function servePage(folder: string): Promise<PageServer> {
  const built = mkdtempSync(join(tmpdir(), 'page-'))
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    mode: 'development',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"development"' },
    build: { outDir: built, emptyOutDir: true, assetsInlineLimit: 0 },
    worker: { format: 'es' },
  })

  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/favicon.ico') {
      response.writeHead(204).end()
      return
    }
    const file = join(built, path === '/' ? 'index.html' : path)
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src 'self'",
    })
    response.end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
      rmSync(built, { recursive: true, force: true })
    },
  }
}
