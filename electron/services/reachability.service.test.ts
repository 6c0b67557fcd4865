import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MappingView } from '../../shared/network.ts'
import { statusOf } from '../domain/ticket/status.ts'
import { systemNetwork } from './addresses.ts'
import { PROBE_MS } from './connection-test.ts'
import { systemTimers } from './ports.ts'
import type { Timers } from './ports.ts'
import { connect } from './terminal-services/connector.ts'
import { invite, kindOf } from './testing/meeting.ts'
import { HASTE, openCase, startTestProgram } from './testing/two-programs.ts'
import type { TestProgram } from './testing/two-programs.ts'

let folder: string
let novice: TestProgram

/** Hasty but for a handshake, which takes the time that it takes. */
const timers: Timers = {
  after: (ms, fire, how) => systemTimers.after(ms === PROBE_MS ? ms : ms / HASTE, fire, how),
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reachability-'))
  novice = startTestProgram('Ann', timers)
  novice.network.found = () => ({ lo, eth0: [v4('127.0.0.2')] })
})

afterEach(async () => {
  await novice.close()
  rmSync(folder, { recursive: true, force: true })
})

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  family: 'IPv4',
  address,
  netmask: '255.0.0.0',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
})
const lo = [v4('127.0.0.1', true)]

const saved = () => invite({ novice, expert: novice, folder })
const status = (ticketId: string) => {
  const ticket = novice.program.store.find(ticketId)
  return ticket && statusOf(ticket, novice.program.reachability.present())
}
const opened = (internalPort: number): MappingView => ({
  kind: 'asked',
  gateways: [
    {
      gateway: '192.168.1.1',
      protocol: 'upnp',
      outcome: {
        kind: 'mapped',
        behindAnother: false,
        ports: [
          {
            transport: 'tcp',
            internalPort,
            external: { host: '203.0.113.7', port: 49_152 },
            until: 1_900_000_000_000,
          },
        ],
      },
    },
  ],
})

describe('[TKT-8] while a ticket is open', () => {
  it.each([
    ['an address appears', { lo, eth0: [v4('127.0.0.2')], tun0: [v4('10.8.0.2')] }],
    ['an address vanishes', { lo, wlan0: [v4('127.0.0.3')] }],
  ])(
    '%s: it is noticed without a word from anybody, and the ticket has to be sent again',
    async (_, found) => {
      const { ticketId } = await saved()
      expect(status(ticketId)).toBe('open')
      let told = false
      const noticed = novice.until(() => (told ? true : ((told = true), false)), 'a change is published')
      novice.network.found = () => found
      await noticed
      expect(status(ticketId)).toBe('resend-required')
      const again = await novice.program.invitations.resend(ticketId, join(folder, 'again.msrcincident'))
      expect(again.ok).toBe(true)
      expect(status(ticketId)).toBe('open')
    },
  )

  it('[NET-2] a port that a router opens or takes back, and a typed address, are changes as well', async () => {
    const { ticketId } = await saved()
    const port = novice.program.listeningPort() ?? 0
    novice.network.mapping = { kind: 'asking' }
    expect(status(ticketId)).toBe('open')
    novice.network.mapping = opened(port)
    expect(status(ticketId)).toBe('resend-required')
    novice.network.mapping = { kind: 'off' }
    expect(status(ticketId)).toBe('open')
    novice.network.typed = 'home.example.org'
    expect(status(ticketId)).toBe('resend-required')
  })
})

describe('an invitation', () => {
  it('[NET-2] [NET-4] begins with the address that was typed, then the router’s; Details keeps what it said', async () => {
    const { path, ticketId } = await saved()
    novice.network.mapping = opened(novice.program.listeningPort() ?? 0)
    novice.network.typed = 'home.example.org:8000'
    await novice.program.invitations.resend(ticketId, path)
    expect(readFileSync(path, 'utf8')).toContain(
      'RCTICKET="65538,1,home.example.org:8000;203.0.113.7:49152;127.0.0.2:',
    )
    expect(novice.program.store.find(ticketId)?.mapping).toEqual(novice.network.mapping)
  })
})

describe('the connection test', () => {
  const tested = async () => {
    novice.program.reachability.test.start()
    await novice.until(() => novice.program.reachability.test.view().kind === 'done', 'a verdict')
    const view = novice.program.reachability.test.view()
    return view.kind === 'done' ? view.diagnosis : undefined
  }

  it('[ACC-4] opens nothing by itself', async () => {
    expect(await tested()).toMatchObject({ kind: 'no-invitation' })
    expect(novice.program.listeningPort()).toBeUndefined()
  })

  it('speaks TLS with itself at each own address, and nobody is asked, nothing logged, no proof counted', async () => {
    novice.network.found = () => ({ lo, eth0: [v4('127.0.0.2'), v4('127.0.0.3')] })
    const { ticketId } = await saved()
    const events = novice.program.store.events(100)
    const port = novice.program.listeningPort()
    expect(await tested()).toMatchObject({
      kind: 'listening',
      home: { kind: 'reachable', at: `127.0.0.2:${port}`, silent: [] },
    })
    expect(novice.program.visits.shown()).toBeUndefined()
    expect(novice.program.store.events(100)).toEqual(events)
    expect(novice.program.store.find(ticketId)?.wrongProofs).toBe(0)
  })

  it('names the address at which it does not hear itself', async () => {
    await saved()
    // The broadcast address of loopback: nobody connects there.
    novice.network.found = () => ({ lo, eth0: [v4('127.0.0.2'), v4('127.255.255.255')] })
    expect(await tested()).toMatchObject({ home: { kind: 'reachable', silent: ['127.255.255.255'] } })
  })
})

describe('[CON-1] a cancelled attempt', () => {
  /** Takes connections and says nothing; tells when all of them are gone. */
  async function silent(host: string, port: number) {
    const visitors = new Set<Socket>()
    let gone: () => void = () => undefined
    const over = new Promise<void>((resolve) => (gone = resolve))
    const server = createServer((socket) => {
      visitors.add(socket)
      socket.on('error', () => undefined).resume()
      socket.on('close', () => {
        visitors.delete(socket)
        if (visitors.size === 0) gone()
      })
      heard()
    })
    let heard: () => void = () => undefined
    const visited = new Promise<void>((resolve) => (heard = resolve))
    await new Promise<void>((resolve) => server.listen(port, host, resolve))
    return { server, visited, over, port: (server.address() as AddressInfo).port }
  }

  it('leaves no connection to any address of a name, each closed by the expert', async () => {
    const first = await silent('127.0.0.21', 0)
    const others = [await silent('127.0.0.22', first.port), await silent('127.0.0.23', first.port)]
    const controller = new AbortController()
    const outcome = connect(
      {
        host: 'ann-pc',
        port: first.port,
        fingerprint: new Uint8Array(32),
        serverName: 'a.invalid',
        signal: controller.signal,
      },
      () => Promise.resolve(['127.0.0.21', '127.0.0.22', '127.0.0.23']),
    )
    const all = [first, ...others]
    await Promise.all(all.map(({ visited }) => visited))
    controller.abort()
    expect(await outcome).toEqual({ ok: false, error: 'timed-out' })
    await Promise.all(all.map(({ over }) => over))
    for (const { server } of all) server.close()
  })

  it('while the novice is asked: the question is withdrawn, nothing lingers', async () => {
    novice.network.found = systemNetwork.interfaces
    const expert = startTestProgram('Bob')
    const { path } = await saved()
    const asked = await openCase(expert, path)
    asked.session.connect(null)
    await expert.until(() => kindOf(asked) === 'waiting', 'the novice is asked')
    asked.session.hear({ kind: 'cancelled' })
    expect(asked.session.state()).toMatchObject({ kind: 'question', failure: null })
    await novice.until(() => novice.program.visits.shown() === undefined, 'the question is withdrawn')
    await expert.close()
  })
})
