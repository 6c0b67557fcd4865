import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect as connectTcp, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Timers } from '../ports.ts'
import { systemTimers } from '../ports.ts'
import type { Certificate } from './certificate.ts'
import { makeCertificate } from './certificate.ts'
import { connect } from './connector.ts'
import type { Link } from './link.ts'
import type { Listener } from './listener.ts'
import { createListener } from './listener.ts'
import { closeOf, createMailbox, logOn, makeTicket, nextFrame, openStage } from './logon-stage.ts'

const NAME = 'a.invalid'
let certificate: Certificate
let listener: Listener
const links = createMailbox<Link>()
const logged: string[] = []
const cleanups: (() => unknown)[] = []

beforeAll(async () => {
  certificate = await makeCertificate()
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function open(port = 0, timers: Timers = systemTimers): Promise<number> {
  listener = createListener({
    credentials: (name) => (name === NAME ? certificate : undefined),
    onLink: links.put,
    log: (message) => logged.push(message),
    timers,
  })
  cleanups.push(listener.close)
  const opened = await listener.open(port)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value.port
}

function reach(port: number, host = '127.0.0.1', serverName = NAME) {
  const { signal } = new AbortController()
  return connect({ host, port, fingerprint: certificate.fingerprint, serverName, signal })
}

async function pairAt(port: number, host?: string) {
  const expert = await reach(port, host)
  if (!expert.ok) throw new Error(expert.error)
  const novice = await links.take()
  cleanups.push(() => expert.value.close())
  return { expert: expert.value, novice }
}

/** Sends bytes over plain TCP and waits until the listener has hung up. */
async function throwAt(port: number, garbage: string | Buffer): Promise<void> {
  const socket = connectTcp({ host: '127.0.0.1', port })
  socket.on('error', () => undefined)
  socket.resume()
  socket.write(garbage)
  await new Promise((resolve) => socket.once('close', resolve))
}

describe('[ACC-4] the listener', () => {
  it.each(['127.0.0.1', '::1', 'localhost'])('is reached at %s', async (host) => {
    const { expert, novice } = await pairAt(await open(), host)
    expect(['127.0.0.1', '::1']).toContain(novice.peerAddress)
    expert.send(0, Uint8Array.of(7))
    expect([...(await nextFrame(novice))[1]]).toEqual([7])
  })

  it('[NET-5] takes another port when the wished one is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    cleanups.push(() => squatter.close())
    const wished = (squatter.address() as AddressInfo).port
    const port = await open(wished)
    expect(port).not.toBe(wished)
    expect(listener.port()).toBe(port)
    await pairAt(port)
  })

  it('[NET-5] takes the wished port when it is free, and tells it again when it is open', async () => {
    const port = await open()
    await listener.close()
    expect(await listener.open(port)).toEqual({ ok: true, value: { port } })
    expect(await listener.open(0)).toEqual({ ok: true, value: { port } })
  })

  it('refuses connections at once when it is closed, and can be opened again', async () => {
    const port = await open()
    await listener.close()
    expect(listener.port()).toBeUndefined()
    expect(await reach(port)).toEqual({ ok: false, error: 'connection-refused' })
    expect(await listener.open(port)).toEqual({ ok: true, value: { port } })
    await pairAt(port)
  })

  it('closing while it opens closes what was opened', async () => {
    const port = await open()
    await listener.close()
    const opening = listener.open(port)
    await listener.close()
    expect(await opening).toEqual({ ok: true, value: { port } })
    expect(await reach(port)).toEqual({ ok: false, error: 'connection-refused' })
  })

  it('closing hangs up on who was not admitted; a session goes on', async () => {
    const port = await open()
    const admitted = await pairAt(port)
    const waiting = await pairAt(port)
    admitted.novice.admit()
    const lost = closeOf(waiting.expert)
    await listener.close()
    expect(await lost).toBe('lost')
    admitted.expert.send(0, Uint8Array.of(1))
    expect((await nextFrame(admitted.novice))[1]).toHaveLength(1)
  })

  it('closing lets a refusal end by itself: a connection that is reset could fail before it is read', async () => {
    const port = await open()
    const expert = connectTls({ host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false })
    const novice = await links.take()
    cleanups.push(() => expert.destroy())
    const ends = Promise.race([
      once(expert.resume(), 'end').then(() => 'end'),
      once(expert, 'error').then(([cause]) => (cause as NodeJS.ErrnoException).code),
    ])
    // One after the other, and nobody reads in between: the refusal, a heartbeat of the expert, the closing.
    setImmediate(() => {
      novice.send(0, Uint8Array.of(9))
      novice.close()
    })
    setImmediate(() => expert.write('beat'))
    await listener.close()
    expect(await ends).toBe('end')
  })

  it('[ADM-3] keeps four of one network and hangs up on the fifth, until one has left or was admitted', async () => {
    const port = await open()
    const pairs: Awaited<ReturnType<typeof pairAt>>[] = []
    for (let n = 0; n < 4; n += 1) pairs.push(await pairAt(port))
    expect(await reach(port)).toEqual({ ok: false, error: 'broken-off' })
    pairs[0]?.novice.admit()
    pairs.push(await pairAt(port))
    expect(await reach(port)).toEqual({ ok: false, error: 'broken-off' })
    const leaver = pairs[1]
    if (leaver === undefined) throw new Error('no pair')
    const left = closeOf(leaver.novice)
    leaver.expert.close()
    await left
    await pairAt(port)
    // Another network has places of its own.
    await pairAt(port, '::1')
  })

  it('[ADM-3] whoever does not go on with the handshake gives way', async () => {
    const port = await open()
    const silent = Array.from({ length: 8 }, (_, n) =>
      connectTcp({ host: '127.0.0.1', port, localAddress: `127.0.0.${10 + n}` }),
    )
    cleanups.push(() => silent.forEach((socket) => socket.destroy()))
    await Promise.all(silent.map((socket) => once(socket, 'connect')))
    for (const socket of silent) socket.resume()
    const gone = silent.map((socket) => once(socket, 'close'))
    await pairAt(port)
    await Promise.race(gone)
    await listener.close()
    await Promise.all(gone)
  })

  it('[ADM-3] one network may knock sixteen times at once, then once a second', async () => {
    const forgiven: (() => void)[] = []
    const port = await open(0, {
      after: (ms, fire) => {
        expect(ms).toBe(1_000)
        forgiven.push(fire)
        return () => undefined
      },
    })
    const knock = async () => {
      const reached = await reach(port)
      if (!reached.ok) return false
      const link = await links.take()
      const left = closeOf(link)
      reached.value.close()
      await left
      return true
    }
    for (let n = 0; n < 16; n += 1) expect(await knock()).toBe(true)
    expect(await knock()).toBe(false)
    for (const forgive of forgiven.splice(0)) forgive()
    expect([await knock(), await knock()]).toEqual([true, false])
  })
})

describe('[CON-4] the listener and other protocols', () => {
  it('survives plain HTTP, garbage and early ends; an honest expert then logs on', async () => {
    const ticket = await makeTicket('secret')
    const stage = await openStage([ticket])
    cleanups.push(stage.close)
    await throwAt(stage.port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await throwAt(stage.port, Buffer.alloc(70_000, 0xa5))
    await throwAt(stage.port, Buffer.from('160301ffff0100', 'hex').fill(0, 7))
    const early = connectTcp({ host: '127.0.0.1', port: stage.port })
    await once(early, 'connect')
    early.resetAndDestroy()
    expect((await logOn(await stage.reach(ticket), ticket)).ok).toBe(true)
  })

  it('speaks TLS 1.3 only', async () => {
    const port = await open()
    const options = { host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false }
    const old = connectTls({ ...options, maxVersion: 'TLSv1.2' })
    const [cause] = (await once(old, 'error')) as [NodeJS.ErrnoException]
    expect(cause.code).toContain('PROTOCOL_VERSION')
    await pairAt(port)
  })

  it('has no certificate for an unknown name or none', async () => {
    const port = await open()
    expect(await reach(port, '127.0.0.1', 'b.invalid')).toEqual({ ok: false, error: 'broken-off' })
    const nameless = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
    const [cause] = (await once(nameless, 'error')) as [NodeJS.ErrnoException]
    expect(cause.code).toContain('HANDSHAKE_FAILURE')
    await pairAt(port)
  })

  it('resumes no session', async () => {
    const port = await open()
    const options = { host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false }
    const first = connectTls(options)
    const sessions: Buffer[] = []
    first.on('session', (session: Buffer) => sessions.push(session))
    await once(first, 'secureConnect')
    cleanups.push(() => first.destroy())
    await links.take()
    // They come after the handshake; without one there would be nothing to try.
    await expect.poll(() => sessions.length, { timeout: 20_000 }).toBeGreaterThan(0)
    for (const session of sessions) {
      const second = connectTls({ ...options, session })
      await once(second, 'secureConnect')
      cleanups.push(() => second.destroy())
      await links.take()
      expect(second.isSessionReused()).toBe(false)
    }
  })

  it('lives on when a ticket’s certificate is damaged', async () => {
    const damaged = createListener({
      credentials: () => ({ certificatePem: 'not', privateKeyPem: 'pem' }),
      onLink: links.put,
      log: () => undefined,
    })
    cleanups.push(damaged.close)
    const opened = await damaged.open(0)
    if (!opened.ok) throw new Error(opened.error.code)
    expect(await reach(opened.value.port)).toEqual({ ok: false, error: 'broken-off' })
    expect(await reach(opened.value.port)).toEqual({ ok: false, error: 'broken-off' })
  })
})
