// Services. Terminal Services on the novice's computer: one TLS 1.3 port, open while a ticket is (ACC-4).

import { constants } from 'node:crypto'
import type { Server, Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { createSecureContext, createServer } from 'node:tls'
import type { Result } from '../../../shared/result.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Log, Timers } from '../ports.ts'
import { systemTimers } from '../ports.ts'
import { createGuests } from './guests.ts'
import type { Guests } from './guests.ts'
import type { Link } from './link.ts'
import { createTlsLink } from './tls-link.ts'

const HANDSHAKE_MS = 10_000
/** All addresses of both families first; then IPv4 alone, where the system has no IPv6. */
const HOSTS = ['::', '0.0.0.0'] as const
const NO_SUCH_FAMILY: readonly string[] = ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']
const NOT_THIS_PORT: readonly string[] = ['EADDRINUSE', 'EACCES']

export type ListenerPorts = {
  /** The certificate that belongs to an SNI name (`serverNameOf`), asked anew for every connection. */
  credentials(
    serverName: string,
  ): { readonly certificatePem: string; readonly privateKeyPem: string } | undefined
  /** A connection whose handshake is done; its logon is still to come. */
  onLink(link: Link): void
  readonly log: Log
  readonly timers?: Timers
}

export type Listener = {
  /**
   * Listens on `port`, or on another free one where that is taken or forbidden (NET-5); 0 asks for any.
   * Open already: the port it has. Error: the system's code, when there is no port to be had at all.
   */
  open(port: number): Promise<Result<{ readonly port: number }, { readonly code: string }>>
  /** Stops listening at once and hangs up on everybody who was not admitted; sessions go on. */
  close(): Promise<void>
  port(): number | undefined
}

type Listening = { readonly server: Server; readonly port: number; readonly guests: Guests }

export function createListener(ports: ListenerPorts): Listener {
  let current: Listening | undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other, so that a close during an open finds what was opened. */
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = turn.then(job)
    turn = result.catch(() => undefined)
    return result
  }

  return {
    open: (port) =>
      inTurn(async () => {
        if (current !== undefined) return ok({ port: current.port })
        const opened = await listen(ports, port)
        if (!opened.ok) return opened
        current = opened.value
        return ok({ port: current.port })
      }),
    close: () =>
      inTurn(async () => {
        const closing = current
        current = undefined
        if (closing !== undefined) await hangUp(closing)
      }),
    port: () => current?.port,
  }
}

async function listen(
  ports: ListenerPorts,
  wished: number,
): Promise<Result<Listening, { readonly code: string }>> {
  let code = ''
  for (const host of HOSTS) {
    const opened = await listenOn(ports, host, wished)
    if (opened.ok) return opened
    code = opened.error.code
    if (NOT_THIS_PORT.includes(code) && wished !== 0) {
      ports.log('the port is not to be had, taking another', { port: wished, code })
      return listen(ports, 0)
    }
    if (!NO_SUCH_FAMILY.includes(code)) break
  }
  return err({ code })
}

function listenOn(
  ports: ListenerPorts,
  host: string,
  port: number,
): Promise<Result<Listening, { readonly code: string }>> {
  const guests = createGuests(ports.timers ?? systemTimers)
  const server = createTlsServer(ports, guests)
  return new Promise((resolve) => {
    const failed = (cause: NodeJS.ErrnoException) => resolve(err({ code: cause.code ?? 'unknown' }))
    server.once('error', failed)
    server.listen({ host, port, ipv6Only: false }, () => {
      server.off('error', failed)
      server.on('error', (cause) => ports.log('the listener reported an error', cause))
      const address = server.address()
      if (address === null || typeof address === 'string')
        throw new Error('a TCP server has an address and a port')
      resolve(ok({ server, port: address.port, guests }))
    })
  })
}

function createTlsServer(ports: ListenerPorts, guests: Guests): Server {
  const server = createServer({
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    handshakeTimeout: HANDSHAKE_MS,
    // SECURITY: every connection makes a whole handshake of its own; none is resumed.
    secureOptions: constants.SSL_OP_NO_TICKET,
    SNICallback: (serverName, done) => {
      const context = contextFor(ports, serverName)
      if (context === undefined) done(new Error('no open ticket has this server name'))
      else done(null, context)
    },
  })
  server.on('connection', (socket: Socket) => {
    if (!guests.sitDown(socket)) socket.destroy()
  })
  server.on('secureConnection', (socket) => {
    const leave = guests.shakeHands(socket)
    if (leave === undefined) socket.destroy()
    else ports.onLink(createTlsLink(socket, { onAdmitted: leave }))
  })
  server.on('tlsClientError', (cause: NodeJS.ErrnoException, socket) => {
    // Who went away, or was sent away, is no news: a port scan must not fill the log.
    if (cause.code !== 'ECONNRESET') ports.log('a connection was not our protocol', { code: cause.code })
    socket.destroy()
  })
  return server
}

function contextFor(ports: ListenerPorts, serverName: string): SecureContext | undefined {
  try {
    const credentials = ports.credentials(serverName.toLowerCase())
    return (
      credentials && createSecureContext({ cert: credentials.certificatePem, key: credentials.privateKeyPem })
    )
  } catch (cause) {
    // A damaged ticket must not take the listener of all the others down.
    ports.log(
      'the certificate of a ticket could not be used',
      cause instanceof Error ? cause.name : undefined,
    )
    return undefined
  }
}

async function hangUp({ server, guests }: Listening): Promise<void> {
  guests.stop()
  // Stops listening at once, though it calls back only when the last session is over: nobody waits for that.
  server.close()
  // A refusal that is being said at this moment, of the third wrong proof for one, still leaves (ADM-3).
  await new Promise((resolve) => setImmediate(resolve))
  // To destroy what is ending would reset the connection, and the expert's next heartbeat fail before the refusal is read.
  const sockets = guests.sockets().filter((socket) => !socket.writableEnded)
  const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  for (const socket of sockets) socket.destroy()
  await Promise.all(gone)
}
