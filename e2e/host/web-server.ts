// Test host: pages of a custom scheme are served to Chromium from http://127.0.0.1:PORT, one port for each origin, so that
// 'self' in their Content-Security-Policy covers the IPC socket as well. Addresses are mapped back before main sees them.

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type WebSocket, WebSocketServer } from 'ws'
import { withSocketAllowed } from './content-policy.ts'

export type SchemeHandler = (request: Request) => Response | Promise<Response>
export type OwnPage = (request: IncomingMessage, response: ServerResponse) => void

/** The host's own pages (blank window, dialogs) live below this path, on every port. */
export const OWN = '/__host/'
const FILE_ORIGIN = 'file://'
const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

const schemes = new Map<string, SchemeHandler>()
const ports = new Map<string, Promise<number>>()
const origins = new Map<number, string>()
const pages = new Map<string, OwnPage>()
const links = new Map<string, (socket: WebSocket) => void>()
// SECURITY: other programs on this machine can reach the port; only the pages know the word.
const token = randomBytes(24).toString('hex')
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  maxPayload: 256 * 1024 * 1024,
})

const isOurs = (url: URL): boolean => url.protocol === 'file:' || schemes.has(url.protocol.slice(0, -1))
const originOf = (url: URL): string =>
  url.protocol === 'file:' ? FILE_ORIGIN : `${url.protocol}//${url.host}`

async function fileReply(url: string): Promise<Response> {
  try {
    const path = fileURLToPath(url.split(/[?#]/)[0] ?? url)
    return new Response(await readFile(path), {
      headers: { 'content-type': MIME[extname(path)] ?? 'application/octet-stream' },
    })
  } catch (cause) {
    return new Response(String(cause), { status: 404 })
  }
}

async function replyFor(origin: string, request: IncomingMessage): Promise<Response> {
  const url = `${origin}${request.url ?? '/'}`
  if (origin === FILE_ORIGIN) return fileReply(url)
  const handler = schemes.get(origin.slice(0, origin.indexOf(':')))
  if (!handler) return new Response('no handler for this scheme', { status: 404 })
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'host' && name !== 'connection'
      ? [[name, value] as [string, string]]
      : [],
  )
  const body =
    request.method === 'GET' || request.method === 'HEAD'
      ? {}
      : { body: Readable.toWeb(request), duplex: 'half' }
  return handler(new Request(url, { method: request.method ?? 'GET', headers, ...body } as RequestInit))
}

async function answer(port: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const own = pages.get((request.url ?? '').split('?')[0] ?? '')
  if (own) {
    own(request, response)
    return
  }
  const reply = await replyFor(origins.get(port) ?? FILE_ORIGIN, request)
  const headers = Object.fromEntries(reply.headers)
  const policy = headers['content-security-policy']
  if (policy !== undefined)
    headers['content-security-policy'] = withSocketAllowed(policy, `ws://127.0.0.1:${port}`)
  response.writeHead(reply.status, headers)
  response.end(Buffer.from(await reply.arrayBuffer()))
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

async function serve(): Promise<number> {
  const server = createServer((request, response) => {
    // SECURITY: a foreign page that found a name for our port gets nothing (DNS rebinding).
    if (request.headers.host !== `127.0.0.1:${port}`) {
      response.writeHead(403).end()
      return
    }
    answer(port, request, response).catch((cause: unknown) => {
      process.stderr.write(`host: ${request.url ?? ''}: ${String(cause)}\n`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    const joined = links.get(request.url ?? '')
    if (!joined) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, joined)
  })
  const port = await listen(server)
  return port
}

export const setScheme = (scheme: string, handler: SchemeHandler): void => void schemes.set(scheme, handler)
export const removeScheme = (scheme: string): void => void schemes.delete(scheme)
export const hasScheme = (scheme: string): boolean => schemes.has(scheme)

let first: Promise<number> | null = null

/** The port of the host's own pages. The app's first origin moves in there, because an app window wants to stay on one. */
export const ownPort = (): Promise<number> => (first ??= serve())

async function newPort(origin: string): Promise<number> {
  const port = ports.size === 0 ? ownPort() : serve()
  ports.set(origin, port)
  origins.set(await port, origin)
  return port
}

const portOf = (origin: string): Promise<number> => ports.get(origin) ?? newPort(origin)

/** app://host/path?query -> http://127.0.0.1:PORT/path?query; what is not ours stays as it is. */
export async function toPage(address: string): Promise<string> {
  const url = new URL(address)
  if (!isOurs(url)) return address
  const port = await portOf(originOf(url))
  return `http://127.0.0.1:${port}${url.pathname || '/'}${url.search}${url.hash}`
}

/** The way back of `toPage`. */
export function toApp(address: string): string {
  const match = /^http:\/\/127\.0\.0\.1:(\d+)(.*)$/s.exec(address)
  const origin = match ? origins.get(Number(match[1])) : undefined
  return origin === undefined ? address : `${origin}${match?.[2] ?? ''}`
}

export const setOwnPage = (path: string, page: OwnPage): void => void pages.set(path, page)
export const removeOwnPage = (path: string): void => void pages.delete(path)

/** The path at which a window's page joins; `joined` runs for each document that does. */
export function linkPath(windowId: number, joined: (socket: WebSocket) => void): string {
  const path = `${OWN}${token}/${windowId}`
  links.set(path, joined)
  return path
}
