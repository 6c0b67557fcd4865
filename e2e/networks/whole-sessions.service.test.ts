// Whole sessions across homes as people have them: the novice behind a real miniupnpd, the expert behind another NAT, and
// what there is to say where nobody gets through. Service tests of port mapping have the routers' other oddities.

import { afterEach, describe, expect, it } from 'vitest'
import { openHome, places } from './home.ts'
import type { Home, RouterOptions } from './home.ts'
import { openNetworks, whyNoNetworks } from './namespaces.ts'
import type { Host } from './namespaces.ts'
import { playerOf } from './player.ts'
import { meet, startTwoEnds, takeControl } from './two-ends.ts'
import type { Place, TwoEnds } from './two-ends.ts'

const routerScript = new URL('./odd-gateway.ts', import.meta.url).pathname
const why = whyNoNetworks()
if (why !== undefined) process.stderr.write(`sessions were not tried across routers: ${why}\n`)

const on =
  (host: Host): Place =>
  (script, argument) =>
    playerOf(host.start(process.execPath, script, argument), script)

/** The expert sees the whole picture, controls, and a key arrives. */
async function work(ends: TwoEnds) {
  await takeControl(ends)
  await expect
    .poll(async () => (await ends.expert.tell({ do: 'picture' })).picture?.missing, { timeout: 20_000 })
    .toBe(0)
  await ends.expert.tell({ do: 'type-blindly' })
  await expect
    .poll(async () => (await ends.novice.tell({ do: 'look' })).keys, { timeout: 20_000 })
    .toContain('key 97 down')
}

const routers: readonly (readonly [string, RouterOptions])[] = [
  ['IGD 2', { packets: false }],
  ['IGD 1', { packets: false, igd1: true }],
  ['PCP, and UPnP switched off', { upnp: false }],
]

describe.skipIf(why !== undefined)('a session', () => {
  let home: Home | undefined
  let two: TwoEnds | undefined
  afterEach(async () => {
    await two?.close()
    await home?.close()
    two = home = undefined
  })

  const begin = async (at: Home, expert: Host, portMapping = true) => {
    const started = await startTwoEnds({ novice: on(at.novice), expert: on(expert) }, { portMapping })
    two = started
    return started
  }

  it.each(routers)('[NET-2] [CON-1] behind %s, the expert behind another NAT', async (_, options) => {
    home = openHome()
    await home.miniupnpd(options)
    const ends = await begin(home, home.expert)
    expect(ends.listed[0]).toBe(`${places.eth0.outside}:3389`)
    await meet(ends)
    await work(ends)
  })

  it('[SES-2] the sound’s port is open from outside, at the candidate that the expert is told', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false })
    const { novice, expert } = await begin(home, home.expert)
    const { sound } = await novice.tell({ do: 'sound' })
    const offered = sound?.signals.flatMap((signal) =>
      signal.type === 'candidate' ? [signal.candidate] : [],
    )
    const [, host = '', port = ''] = / ([\d.]+) (\d+) typ srflx /.exec(offered?.[1] ?? '') ?? []
    expect(host).toBe(places.eth0.outside)
    const heard = await expert.tell({ do: 'call', host, port: Number(port) })
    expect(heard.echoed).toBe('can you hear me?')
    // Without the mapping there is no way in: the novice's own address leads nowhere from there.
    const own = await expert.tell({ do: 'call', host: places.eth0.own, port: sound?.port ?? 0 })
    expect(own.echoed).toBe('silence')
  })

  it('[CON-2] [NET-4] [NET-7] no gateway that maps: the expert is told what was tried, the novice what to do', async () => {
    home = openHome()
    const { novice, expert, file, listed } = await begin(home, home.expert)
    expect(listed[0]).toBe(`${places.eth0.own}:3389`)
    await expert.tell({ do: 'connect', file })
    const failed = await expert.tell({ do: 'until', state: 'question' })
    expect(failed.why).toMatchObject({ kind: 'no-address-answered' })
    const { diagnosis } = await novice.tell({ do: 'test-connection' })
    expect(diagnosis).toMatchObject({
      kind: 'done',
      diagnosis: { kind: 'listening', home: { kind: 'reachable' }, internet: { kind: 'no-router' } },
    })
  })

  it('[CON-1] in one home without any router’s help', async () => {
    home = openHome()
    const ends = await begin(home, home.sister)
    await meet(ends)
    await work(ends)
  })

  it('[CON-1] [NET-4] a router that lies costs the expert one address and not the session', async () => {
    home = openHome()
    await home.play(home.router, routerScript, places.eth0.gateway, 'liar')
    const ends = await begin(home, home.sister)
    // It said that it had opened its port.
    expect(ends.listed.slice(0, 2)).toEqual([`${places.eth0.outside}:3389`, `${places.eth0.own}:3389`])
    await meet(ends)
    await work(ends)
  })

  it('[SES-4] two interfaces: the cable is pulled, and the expert finds the novice through the other router', async () => {
    home = openHome({ twoNetworks: true })
    await home.miniupnpd({ packets: false })
    await home.miniupnpd({ at: 'eth1', packets: false })
    const ends = await begin(home, home.expert)
    expect(ends.listed).toEqual(
      expect.arrayContaining([`${places.eth0.outside}:3389`, `${places.eth1.outside}:3389`]),
    )
    await meet(ends)
    await takeControl(ends)
    home.novice.run('ip', 'link', 'set', 'eth0', 'down')
    home.novice.run('ip', 'route', 'replace', 'default', 'via', places.eth1.gateway)
    await ends.expert.tell({ do: 'until', state: 'viewing', broken: true })
    await ends.expert.tell({ do: 'until', state: 'viewing' })
    const back = await ends.novice.tell({ do: 'until', state: 'viewing' })
    expect(back).toMatchObject({ asked: 2 })
    await work(ends)
  })
})

describe.skipIf(why !== undefined)('a session without IPv4', () => {
  it('[NET-1] [INV-9] begins at the novice’s IPv6 address', async () => {
    const networks = openNetworks()
    const [novice, expert] = [networks.host('novice'), networks.host('expert')]
    networks.wire(
      'link add eth0 netns @novice type veth peer name eth0 netns @expert',
      '-n @novice addr add fd77::1/64 dev eth0 nodad',
      '-n @expert addr add fd77::2/64 dev eth0 nodad',
      '-n @novice link set eth0 up',
      '-n @expert link set eth0 up',
    )
    try {
      const ends = await startTwoEnds({ novice: on(novice), expert: on(expert) }, {})
      expect(ends.listed).toContain('fd77::1:3389')
      await meet(ends)
      await work(ends)
      await ends.close()
    } finally {
      await networks.clear()
    }
  })
})
