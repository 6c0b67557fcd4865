// A whole novice program, attacked over real sockets by somebody without a ticket. Afterwards an honest expert gets in.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_OF_ONE, MOST_WAITING } from '../domain/admission/waiting-room.ts'
import { systemTimers } from './ports.ts'
import { halfOpen, shakeHands, steal, throwAt } from './testing/hostile-expert.ts'
import { connect, invite } from './testing/meeting.ts'
import { answer, noviceState, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'

const MIB = 1024 * 1024
let folder: string
let novice: TestProgram
let expert: TestProgram
let sockets: Socket[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attack-'))
  novice = startTestProgram('Ann', systemTimers)
  expert = startTestProgram('Bob', systemTimers)
  sockets = []
})

afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await expert.close()
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

async function inviting() {
  const { path } = await invite({ novice, expert, folder })
  const port = novice.program.listeningPort()
  if (port === undefined) throw new Error('not listening')
  return { path, port }
}

/** The honest expert, from the file to the picture. */
async function helps(path: string) {
  const opened = await openCase(expert, path)
  opened.session.connect(null)
  await novice.until(() => noviceState(novice)?.kind === 'asking', 'the novice is asked')
  answer(novice, true)
  await expert.until(() => opened.session.state().kind === 'viewing', 'the expert sees')
}

/** A handshake that does not go on ends by itself after 10 s: the bounds are seen before that. */
const SOON = { timeout: 5_000 }

/** Opens so many silent connections, `at` says from where; tells how many the listener has left open. */
async function flood(port: number, count: number, at: (n: number) => string): Promise<() => number> {
  let open = 0
  for (let n = 0; n < count; n += 1) {
    const socket = await halfOpen(port, at(n))
    open += 1
    socket.once('close', () => (open -= 1))
    sockets.push(socket)
  }
  return () => open
}

/** What is in use once all that can be collected was collected, in bytes. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

describe('[ADM-3] before admission', () => {
  it('1,000 half-open connections of one computer take a few places, no memory, and keep nobody out', async () => {
    const { path, port } = await inviting()
    const before = memory()
    const open = await flood(port, 1_000, () => '127.0.0.66')
    await expect.poll(open, SOON).toBeLessThanOrEqual(MOST_OF_ONE)
    // Both ends of every connection are in this process.
    expect(memory() - before).toBeLessThan(16 * MIB)
    await helps(path)
  })

  it('1,000 half-open connections of 200 computers keep nobody out either', async () => {
    const { path, port } = await inviting()
    const open = await flood(port, 1_000, (n) => `127.0.1.${1 + (n % 200)}`)
    await expect.poll(open, SOON).toBeLessThanOrEqual(MOST_WAITING)
    await helps(path)
  })

  it('slow senders, who never finish their hello, keep nobody out', async () => {
    const { path, port } = await inviting()
    const open = await flood(port, 40, (n) => `127.0.2.${1 + (n % 10)}`)
    // The beginning of a ClientHello that announces 16 KiB, byte by byte.
    const hello = Buffer.from('16030140000100', 'hex')
    for (const byte of hello) {
      for (const socket of sockets) if (!socket.destroyed) socket.write(Uint8Array.of(byte))
      await new Promise((turn) => setImmediate(turn))
    }
    await expect.poll(open, SOON).toBeLessThanOrEqual(MOST_WAITING)
    await helps(path)
  })

  it('other protocols, garbage and port scans are hung up on, and the listener lives', async () => {
    const { path, port } = await inviting()
    const greetings: readonly Uint8Array[] = [
      Buffer.from('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n'),
      // MS-RDPBCGR 2.2.1.1: an RDP client's X.224 Connection Request, with a negotiation request for TLS.
      Buffer.from('030000130ee000000000000100080003000000', 'hex'),
      Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
      Buffer.from('RFB 003.008\n'),
      // A TLS record of 65,535 bytes, and a handshake message that announces 16 MiB.
      Buffer.from('160301ffff01ffffff', 'hex'),
      ...Array.from({ length: 20 }, () => Uint8Array.from([0x80, ...randomBytes(2_000)])),
    ]
    for (const [n, greeting] of greetings.entries()) await throwAt(port, greeting, `127.0.3.${n + 1}`)
    for (let n = 0; n < 50; n += 1) (await halfOpen(port, `127.0.4.${n + 1}`)).resetAndDestroy()
    await helps(path)
  })

  it('TLS 1.2 and older are refused', async () => {
    const { path, port } = await inviting()
    const { ticketId } = await steal(path)
    const link = await shakeHands(port, { ticketId, secret: new Uint8Array(), fingerprint: new Uint8Array() })
    link.close()
    const old = connectTls({
      socket: await halfOpen(port, '127.0.5.1'),
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    })
    const [cause] = (await once(old, 'error')) as [NodeJS.ErrnoException]
    expect(cause.code).toContain('PROTOCOL_VERSION')
    await helps(path)
  })

  it('during a session a flood disturbs neither picture nor control', async () => {
    const opened = await connect({ novice, expert, folder })
    const port = novice.program.listeningPort() ?? 0
    const open = await flood(port, 300, (n) => `127.0.6.${1 + (n % 100)}`)
    await expect.poll(open, SOON).toBeLessThanOrEqual(MOST_WAITING)
    opened.session.hear({ kind: 'chat-written', text: 'still here' })
    await novice.until(
      () => novice.program.visits.shown()?.session.chat().at(-1)?.kind === 'theirs',
      'the novice reads',
    )
    expect(opened.session.state().kind).toBe('viewing')
  })

  it('whoever says nothing at all is hung up on', async () => {
    const { port } = await inviting()
    const silent = await halfOpen(port, '127.0.8.1')
    sockets.push(silent)
    await once(silent, 'close')
  })

  it('[SES-5] a port scan fills neither the event log nor anything else', async () => {
    const { port } = await inviting()
    const events = novice.program.store.events(5_000).length
    const lines = novice.logged.length
    const open = await flood(port, 200, (n) => `127.0.7.${1 + (n % 50)}`)
    for (let n = 0; n < 50; n += 1) (await halfOpen(port, `127.0.7.${n + 51}`)).resetAndDestroy()
    await expect.poll(open, SOON).toBeLessThanOrEqual(MOST_WAITING)
    expect(novice.program.store.events(5_000)).toHaveLength(events)
    expect(novice.logged).toHaveLength(lines)
    expect(novice.program.visits.shown()).toBeUndefined()
  })
})
