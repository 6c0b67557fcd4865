// Idle, the program speaks to nobody: it runs in a network of its own, with a way out that is watched. Rule: ACC-4.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { openLine } from '../bench/line/line.ts'
import type { Line } from '../bench/line/line.ts'
import type { Network } from './fixtures/app.ts'
import { runsOn } from './fixtures/app.ts'
import { whyNoNetworks } from './networks/namespaces.ts'
import { button, titles } from './story/cast.ts'
import { sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

/** Long enough for everything that a program does "some seconds after its start". */
const IDLE_MS = 15_000
const DEVICE = 'eth0'
const GATEWAY = '10.9.8.2'

const why = runsOn === 'Electron' ? 'Electron cannot be started in another network here' : whyNoNetworks()

test.describe('an idle program', () => {
  test.skip(why !== undefined, why ?? '')
  let line: Line
  let network: Network
  let stage: Stage
  let ann: Actor

  const inside = (command: string, ...args: readonly string[]): string => {
    const [first = '', ...rest] = [...network.prefix, command, ...args]
    const { stdout, stderr, status } = spawnSync(first, rest, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  /** To whom something was sent, as the kernel writes it down before it sends: address and protocol. */
  const spokenTo = (): readonly string[] =>
    [...inside('nft', 'list', 'set', 'inet', 'watch', 'spoken').matchAll(/([\d.]+ \. \w+)/g)].map(
      ([, to = '']) => to,
    )
  const packetsOut = (): number => {
    const [, counts = ''] =
      new RegExp(`${DEVICE}:(.*)`).exec(readFileSync(`/proc/${ann.app.pid}/net/dev`, 'utf8')) ?? []
    return Number(counts.trim().split(/\s+/)[9])
  }

  test.beforeAll(async () => {
    line = await openLine('clean')
    if (line.novice === undefined) throw new Error('no network of our own')
    network = line.novice
    // Everything that wants out is sent on its way, also to a name server on this computer.
    inside('ip', 'route', 'add', 'default', 'via', GATEWAY)
    inside('nft', 'add table inet watch')
    inside('nft', 'add set inet watch spoken { type ipv4_addr . inet_proto; flags dynamic; size 1024; }')
    inside('nft', 'add chain inet watch out { type filter hook output priority 0; }')
    inside('nft', `add rule inet watch out oifname != "lo" update @spoken { ip daddr . meta l4proto }`)
    inside('nft', 'add rule inet watch out udp dport 53 update @spoken { ip daddr . meta l4proto }')
    stage = openStage('idle-network')
    ann = await stage.enter('Ann', { network, settings: { portMapping: true } })
  })
  test.afterAll(async () => {
    await stage.close()
    await line.close()
  })

  test('[ACC-4] sends nothing to anybody, with every page of the Help Center opened once', async () => {
    const page = await ann.app.window(titles.center)
    for (const name of ['Home', 'Index', 'Favorites', 'History', 'Support', 'Options'])
      await button(page, name).first().click()
    await button(page, 'Home').click()
    await button(page, /Use Tools/).click()
    await sees(page, 'HelpAssistant account')
    await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), IDLE_MS)
    expect(spokenTo()).toEqual([])
    expect(packetsOut()).toBe(0)
  })

  test('and the watch would have seen it: one datagram, and a question for a name', () => {
    inside(
      process.execPath,
      '-e',
      "require('node:dgram').createSocket('udp4').send('x', 1900, '239.255.255.250', process.exit)",
    )
    inside(
      process.execPath,
      '-e',
      "require('node:dgram').createSocket('udp4').send('x', 53, '127.0.0.1', process.exit)",
    )
    expect([...spokenTo()].sort()).toEqual(['127.0.0.1 . udp', '239.255.255.250 . udp'])
    expect(packetsOut()).toBeGreaterThan(0)
  })
})
