import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { connect as connectTls, createServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Channel, Link } from './link.ts'
import { createListener } from './listener.ts'
import { connect } from './connector.ts'
import type { Certificate } from './certificate.ts'
import { makeCertificate } from './certificate.ts'
import { closeOf, createMailbox, nextFrame } from './logon-stage.ts'
import { createLinkPair } from './memory-link.ts'
import { createTlsLink } from './tls-link.ts'

type Pair = { readonly novice: Link; readonly expert: Link; cut(): void }

let certificate: Certificate
const cleanups: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  certificate = await makeCertificate()
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function tlsPair(): Promise<Pair> {
  const links = createMailbox<Link>()
  const listener = createListener({ credentials: () => certificate, onLink: links.put, log: () => undefined })
  const opened = await listener.open(0)
  if (!opened.ok) throw new Error(opened.error.code)
  cleanups.push(listener.close)
  const { fingerprint } = certificate
  const { signal } = new AbortController()
  const expert = await connect({
    host: '127.0.0.1',
    port: opened.value.port,
    fingerprint,
    serverName: 'a.invalid',
    signal,
  })
  if (!expert.ok) throw new Error(expert.error)
  const novice = await links.take()
  cleanups.push(() => {
    novice.close()
    expert.value.close()
  })
  // The listener hangs up on everybody who is not admitted: the novice's end of the wire is cut.
  return { novice, expert: expert.value, cut: () => void listener.close() }
}

const memoryPair = () => Promise.resolve(createLinkPair())

const bytes = (text: string) => new Uint8Array(Buffer.from(text))

/** Frames until `count` of them have come, as channel and text. */
function collect(link: Link, count: number): Promise<[Channel, string][]> {
  return new Promise((resolve) => {
    const frames: [Channel, string][] = []
    link.onFrame((channel, payload) => {
      frames.push([channel, Buffer.from(payload).toString()])
      if (frames.length === count) resolve(frames)
    })
  })
}

describe.each([
  ['over TLS', tlsPair],
  ['in memory', memoryPair],
])('a link %s', (_name, makePair) => {
  it('delivers frames of all channels in order, both ways', async () => {
    const { novice, expert } = await makePair()
    expert.send(0, bytes('one'))
    expert.send(1, bytes('two'))
    expert.send(3, bytes(''))
    novice.send(2, bytes('back'))
    expect(await collect(novice, 3)).toEqual([
      [0, 'one'],
      [1, 'two'],
      [3, ''],
    ])
    expect(await collect(expert, 1)).toEqual([[2, 'back']])
  })

  it('has the same exporter value at both ends', async () => {
    const { novice, expert } = await makePair()
    expect(novice.exporter).toHaveLength(32)
    expect(Buffer.from(novice.exporter)).toEqual(Buffer.from(expert.exporter))
    const other = await makePair()
    expect(Buffer.from(other.novice.exporter)).not.toEqual(Buffer.from(novice.exporter))
  })

  it('keeps frames while nobody listens, and loses none between two listeners', async () => {
    const { novice, expert } = await makePair()
    for (const text of ['a', 'b', 'c', 'd']) expert.send(0, bytes(text))
    const first = await nextFrame(novice)
    const second = await nextFrame(novice)
    expect([first, second].map(([, payload]) => Buffer.from(payload).toString())).toEqual(['a', 'b'])
    expect(await collect(novice, 2)).toEqual([
      [0, 'c'],
      [0, 'd'],
    ])
  })

  it('[CON-1] that is cut ends at both sides, and what was queued is gone', async () => {
    const { novice, expert } = await makePair()
    const ends = Promise.all([closeOf(expert), closeOf(novice)])
    expert.cut()
    expert.cut()
    expert.send(0, bytes('late'))
    expect(await ends).toEqual(['closed-here', 'lost'])
  })

  it('never calls a listener before onFrame has returned', async () => {
    const { novice, expert } = await makePair()
    expert.send(0, bytes('a'))
    expert.send(0, bytes('b'))
    await nextFrame(novice)
    let returned = false
    const called = new Promise<boolean>((resolve) => novice.onFrame(() => resolve(returned)))
    returned = true
    expect(await called).toBe(true)
  })

  it('takes 4 KiB before admission and not a byte more', async () => {
    const { novice, expert } = await makePair()
    const frames = collect(novice, 1)
    const closed = closeOf(novice)
    expert.send(0, new Uint8Array(4096))
    expect((await frames)[0]?.[1]).toHaveLength(4096)
    expert.send(0, new Uint8Array(4097))
    expect(await closed).toBe('broken')
  })

  it('lets a listener of `broken` send one last frame, and delivers nothing more', async () => {
    const { novice, expert } = await makePair()
    const heard: number[] = []
    novice.onFrame((_channel, payload) => heard.push(payload.length))
    novice.onClose(() => novice.send(0, bytes('goodbye')))
    const last = collect(expert, 1)
    const lost = closeOf(expert)
    expert.send(0, new Uint8Array(5000))
    expert.send(0, new Uint8Array(1))
    expect(await last).toEqual([[0, 'goodbye']])
    expect(await lost).toBe('lost')
    expect(heard).toEqual([])
  })

  it('tells `broken` once, though the connection ends after it', async () => {
    const { novice, expert } = await makePair()
    const reasons: string[] = []
    novice.onClose((why) => reasons.push(why))
    novice.onFrame(() => undefined)
    const lost = closeOf(expert)
    expert.send(0, new Uint8Array(5000))
    await lost
    // One more turn each way: whatever the socket still has to say has been said.
    await new Promise((resolve) => setImmediate(resolve))
    expect(reasons).toEqual(['broken'])
  })

  it('delivers nothing after it was closed here', async () => {
    const { novice, expert } = await makePair()
    const heard: unknown[] = []
    const closed = closeOf(novice)
    novice.onFrame((_channel, payload) => {
      heard.push(payload.length)
      novice.close()
    })
    expert.send(0, new Uint8Array(1))
    expert.send(0, new Uint8Array(2))
    await closed
    expect(heard).toEqual([1])
  })

  it('takes 1 MiB after admission, also behind the frame that admits', async () => {
    const { novice, expert } = await makePair()
    const sizes = new Promise<number[]>((resolve) => {
      const seen: number[] = []
      novice.onFrame((_channel, payload) => {
        novice.admit()
        seen.push(payload.length)
        if (seen.length === 2) resolve(seen)
      })
    })
    expert.send(0, new Uint8Array(1))
    expert.send(1, new Uint8Array(1024 * 1024))
    expect(await sizes).toEqual([1, 1024 * 1024])
    expect(() => expert.send(1, new Uint8Array(1024 * 1024 + 1))).toThrow()
  })

  it('is broken when a peer fills it while nobody listens', async () => {
    const { novice, expert } = await makePair()
    const closed = closeOf(novice)
    for (let n = 0; n < 100; n += 1) expert.send(0, new Uint8Array(4096))
    expect(await closed).toBe('broken')
  })

  it('delivers what was sent before close, then ends on both sides', async () => {
    const { novice, expert } = await makePair()
    const frames = collect(novice, 2)
    const ends = Promise.all([closeOf(novice), closeOf(expert)])
    expert.send(0, bytes('first'))
    expert.send(1, bytes('last'))
    expert.close()
    expert.send(0, bytes('too late'))
    expect(await frames).toEqual([
      [0, 'first'],
      [1, 'last'],
    ])
    expect(await ends).toEqual(['lost', 'closed-here'])
  })

  it('still hands out what came before the end', async () => {
    const { novice, expert } = await makePair()
    const closed = closeOf(novice)
    expert.send(0, bytes('goodbye'))
    expert.close()
    await closed
    expect(await collect(novice, 1)).toEqual([[0, 'goodbye']])
  })

  it('[SES-4] tells both sides of a cut, each listener once, late ones too', async () => {
    const { novice, expert, cut } = await makePair()
    let times = 0
    novice.onClose(() => (times += 1))
    const both = Promise.all([closeOf(novice), closeOf(expert)])
    cut()
    expect(await both).toEqual(['lost', 'lost'])
    expect(await closeOf(novice)).toBe('lost')
    novice.close()
    expect(times).toBe(1)
    expect(() => novice.send(0, bytes('x'))).not.toThrow()
  })

  it('counts what is queued and tells when it has gone', async () => {
    const { novice, expert } = await makePair()
    novice.onFrame(() => undefined)
    novice.admit()
    expect(expert.queuedBytes()).toBe(0)
    const drained = new Promise<number>((resolve) => expert.onDrain(() => resolve(expert.queuedBytes())))
    expert.send(1, new Uint8Array(500_000))
    expert.send(1, new Uint8Array(100))
    expect(expert.queuedBytes()).toBe(500_110)
    expect(await drained).toBe(0)
  })
})

describe('a link in memory', () => {
  it('delivers only on flush when it is told so', () => {
    const { novice, expert, flush } = createLinkPair({ flush: 'manual' })
    const heard: string[] = []
    novice.onFrame((_channel, payload) => heard.push(Buffer.from(payload).toString()))
    expert.send(0, bytes('a'))
    expect(heard).toEqual([])
    return Promise.resolve().then(() => {
      flush()
      expect(heard).toEqual(['a'])
    })
  })
})

describe('[CON-1] a link to a computer that never hangs up', () => {
  it('is over as soon as it is cut, also after it was closed in vain', async () => {
    // Half open for ever: it hears the end and does not answer it.
    const server = createServer({
      cert: certificate.certificatePem,
      key: certificate.privateKeyPem,
      allowHalfOpen: true,
    })
    const visited = once(server, 'secureConnection')
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    const [visitor] = (await visited) as [TLSSocket]
    cleanups.push(() => {
      visitor.destroy()
      server.close()
    })
    const heard = once(visitor.on('error', () => undefined).resume(), 'end')
    // Nobody waits for the end of a patience here.
    const link = createTlsLink(socket, { timers: { after: () => () => undefined } })
    const over = closeOf(link)
    link.close()
    await heard
    expect(socket.destroyed).toBe(false)
    link.cut()
    expect(await over).toBe('closed-here')
  })
})
