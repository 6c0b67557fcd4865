import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { createServer } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addressFailureOf, closestFailure } from './address-failure.ts'
import type { Certificate } from './certificate.ts'
import { makeCertificate } from './certificate.ts'
import { connect } from './connector.ts'

let certificate: Certificate
let rogue: Certificate
const cleanups: (() => void)[] = []

beforeAll(async () => {
  certificate = await makeCertificate()
  rogue = await makeCertificate()
})
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function portOf(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  cleanups.push(() => server.close())
  return (server.address() as AddressInfo).port
}

const tlsServer = (shown: Certificate, more: object = {}) =>
  createTlsServer({ cert: shown.certificatePem, key: shown.privateKeyPem, ...more })

function reach(port: number, host = '127.0.0.1', signal = new AbortController().signal) {
  return connect(requestFor(port, host, signal))
}

function requestFor(port: number, host: string, signal = new AbortController().signal) {
  return { host, port, fingerprint: certificate.fingerprint, serverName: 'a.invalid', signal }
}

describe('[CON-4] the connector', () => {
  it('refuses a man in the middle before one byte is sent', async () => {
    const server = tlsServer(rogue)
    const received = new Promise<number>((resolve) => {
      server.on('secureConnection', (socket: TLSSocket) => {
        let count = 0
        socket.on('data', (chunk: Buffer) => (count += chunk.length))
        socket.on('error', () => undefined)
        socket.on('close', () => resolve(count))
      })
      server.on('tlsClientError', () => resolve(0))
    })
    const port = await portOf(server)
    expect(await reach(port)).toEqual({ ok: false, error: 'wrong-certificate' })
    expect(await received).toBe(0)
  })

  it('refuses TLS 1.2, though the certificate is right', async () => {
    const port = await portOf(tlsServer(certificate, { maxVersion: 'TLSv1.2' }))
    expect(await reach(port)).toEqual({ ok: false, error: 'not-tls-1.3' })
  })

  it('tries once, and nothing weaker', async () => {
    let connections = 0
    const server = tlsServer(certificate, { maxVersion: 'TLSv1.2' }).on(
      'connection',
      () => (connections += 1),
    )
    await reach(await portOf(server))
    expect(connections).toBe(1)
  })

  it.each([
    ['a web server', () => createHttpServer() as Server, 'not-tls-1.3'],
    [
      'a server that talks first',
      () => createServer((socket) => void socket.on('error', () => undefined).write('RFB 003.008\n')),
      'not-tls-1.3',
    ],
    ['a server that hangs up', () => createServer((socket) => socket.destroy()), 'broken-off'],
    [
      'a server that hangs up on hearing us',
      () => createServer((socket) => void socket.once('data', () => socket.end())),
      'broken-off',
    ],
  ])('%s', async (_name, make, failure) => {
    expect(await reach(await portOf(make()))).toEqual({ ok: false, error: failure })
  })

  it('tells a closed port and a name that does not exist', async () => {
    const server = createServer()
    const port = await portOf(server)
    server.close()
    expect(await reach(port)).toEqual({ ok: false, error: 'connection-refused' })
    const nobody = () => Promise.reject(new Error('ENOTFOUND'))
    expect(await connect(requestFor(port, 'novice'), nobody)).toEqual({ ok: false, error: 'unknown-name' })
  })

  it('reaches an IPv6 address with its scope', async () => {
    const link = await reach(await portOf(tlsServer(certificate), '::1'), '::1%lo')
    if (!link.ok) throw new Error(link.error)
    link.value.close()
  })

  it('reaches a name at the one address that shows the right certificate', async () => {
    const port = await portOf(tlsServer(rogue), '::1')
    await portOf(tlsServer(certificate), '127.0.0.1', port)
    const link = await connect(requestFor(port, 'novice'), () => Promise.resolve(['::1', '127.0.0.1']))
    if (!link.ok) throw new Error(link.error)
    expect(link.value.peerAddress).toBe('127.0.0.1')
    link.value.close()
  })

  it('does not wait for an address that never answers, and hangs up on it', async () => {
    const silent = createServer()
    const port = await portOf(silent, '127.0.0.2')
    const dropped = new Promise((resolve) => {
      silent.on('connection', (socket) => {
        socket.on('error', () => undefined).resume()
        socket.on('close', resolve)
      })
    })
    await portOf(tlsServer(certificate), '127.0.0.1', port)
    const link = await connect(requestFor(port, 'novice'), () => Promise.resolve(['127.0.0.2', '127.0.0.1']))
    if (!link.ok) throw new Error(link.error)
    expect(link.value.peerAddress).toBe('127.0.0.1')
    await dropped
    link.value.close()
  })

  it('tells the failure that came closest when all addresses of a name fail', async () => {
    const port = await portOf(tlsServer(rogue), '127.0.0.1')
    const addresses = ['127.0.0.2', '127.0.0.1', '127.0.0.3']
    expect(await connect(requestFor(port, 'novice'), () => Promise.resolve(addresses))).toEqual({
      ok: false,
      error: 'wrong-certificate',
    })
    expect(await connect(requestFor(port, 'novice'), () => Promise.resolve([]))).toEqual({
      ok: false,
      error: 'unknown-name',
    })
  })
})

describe('[CON-1] an attempt that is ended', () => {
  it('closes its connection at once', async () => {
    const controller = new AbortController()
    const server = createServer()
    const port = await portOf(server)
    const outcome = reach(port, '127.0.0.1', controller.signal)
    const [socket] = (await once(server, 'connection')) as [TLSSocket]
    const closed = once(socket.on('error', () => undefined).resume(), 'close')
    controller.abort()
    expect(await outcome).toEqual({ ok: false, error: 'timed-out' })
    await closed
  })

  it('does not begin when it was ended before', async () => {
    let connections = 0
    const port = await portOf(createServer().on('connection', () => (connections += 1)))
    expect(await reach(port, '127.0.0.1', AbortSignal.abort())).toEqual({ ok: false, error: 'timed-out' })
    expect(connections).toBe(0)
  })

  it('ends while a name is still being looked up', async () => {
    const controller = new AbortController()
    const never = new Promise<never>(() => undefined)
    const outcome = connect(requestFor(1, 'novice', controller.signal), () => never)
    controller.abort()
    expect(await outcome).toEqual({ ok: false, error: 'timed-out' })
  })

  it('does not touch a connection that was made', async () => {
    const controller = new AbortController()
    const server = tlsServer(certificate)
    const heard = new Promise<Buffer>((resolve) => {
      server.on('secureConnection', (socket: TLSSocket) => {
        socket.on('error', () => undefined)
        cleanups.push(() => socket.destroy())
        socket.once('data', resolve)
      })
    })
    const link = await reach(await portOf(server), '127.0.0.1', controller.signal)
    if (!link.ok) throw new Error(link.error)
    controller.abort()
    link.value.send(0, Uint8Array.of(9))
    expect([...(await heard)]).toEqual([0, 0, 0, 1, 0, 9])
    link.value.close()
  })
})

describe('what an error means', () => {
  it.each([
    ['ETIMEDOUT', 'timed-out'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ENETUNREACH', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENOTFOUND', 'unknown-name'],
    ['EAI_AGAIN', 'unknown-name'],
    ['ECONNRESET', 'broken-off'],
    ['EPIPE', 'broken-off'],
    ['EPROTO', 'not-tls-1.3'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls-1.3'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'not-tls-1.3'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'broken-off'],
    [undefined, 'broken-off'],
  ])('%s is %s', (code, failure) => {
    expect(addressFailureOf(code)).toBe(failure)
  })

  it('of several addresses the one that came closest is told', () => {
    expect(closestFailure(['unreachable', 'wrong-certificate', 'timed-out'])).toBe('wrong-certificate')
    expect(closestFailure(['unreachable', 'connection-refused'])).toBe('connection-refused')
  })
})
