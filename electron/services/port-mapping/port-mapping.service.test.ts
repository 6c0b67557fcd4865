import { afterEach, describe, expect, it } from 'vitest'
import type { MappingProtocol } from '../../../shared/network.ts'
import { openHome, places, sister } from '../../../e2e/networks/home.ts'
import type { Home, RouterOptions } from '../../../e2e/networks/home.ts'
import { whyNoNetworks } from '../../../e2e/networks/namespaces.ts'
import { MINUTE, openMapper } from './testing/mapper.ts'
import type { MapperReport } from './testing/mapper-orders.ts'

const callerScript = new URL('../../../e2e/networks/caller.ts', import.meta.url).pathname
const why = whyNoNetworks()

if (why !== undefined) process.stderr.write(`port mapping was not tested on real networks: ${why}\n`)

const mapperAt = ({ play, novice }: Home, file?: string) =>
  openMapper((script, ...args) => play(novice, script, ...args), file)

describe.skipIf(why !== undefined)('port mapping on real networks', () => {
  let home: Home | undefined
  afterEach(async () => {
    await home?.close()
    home = undefined
  })

  /** What an expert far away hears at that address. */
  const callFrom = async (at: Home, host: string, port: number) =>
    (await at.play(at.expert, callerScript, host, String(port))).first

  const real: readonly (readonly [string, RouterOptions, MappingProtocol])[] = [
    ['IGD 2', { packets: false }, 'upnp'],
    ['IGD 1', { packets: false, igd1: true }, 'upnp'],
    ['PCP and no UPnP', { upnp: false }, 'pcp'],
    ['all protocols at once', {}, 'pcp'],
  ]

  it.each(real)(
    '[NET-2] [NET-3] [ACC-3] %s: mapped once while needed, and gone afterwards',
    async (_, options, protocol) => {
      home = openHome()
      await home.miniupnpd(options)
      const mapper = await mapperAt(home)
      const opened = await mapper.open()
      expect(opened.view).toMatchObject({
        kind: 'asked',
        gateways: [
          { gateway: places.eth0.gateway, protocol, outcome: { kind: 'mapped', behindAnother: false } },
        ],
      })
      expect(opened.external).toEqual([{ host: places.eth0.outside, port: 3389 }])
      if (options.upnp !== false) expect(home.mappings()).toEqual([`TCP 3389->${places.eth0.own}:3389`])
      expect(await callFrom(home, places.eth0.outside, 3389)).toBe('here I am')
      const shut = await mapper.shut()
      expect(shut).toMatchObject({ view: { kind: 'off' }, external: [], written: [] })
      expect(home.mappings()).toEqual([])
      expect(await callFrom(home, places.eth0.outside, 3389)).not.toBe('here I am')
      expect(shut.news.map(({ kind }) => kind)).toEqual(['port-mapped', 'port-mapping-removed'])
      process.stderr.write(`${protocol}: asked and mapped in ${opened.ms} ms, given back in ${shut.ms} ms\n`)
    },
  )

  it('[NET-2] an external port that another computer has is left to it, and another one is taken', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false, igd1: true })
    home.sister.run('upnpc', '-a', sister, '3389', '3389', 'TCP')
    const mapper = await mapperAt(home)
    const { external } = await mapper.open()
    expect(external[0]?.port).toBeGreaterThan(49_151)
    expect(home.mappings()).toContain(`TCP 3389->${sister}:3389`)
    expect(await callFrom(home, places.eth0.outside, external[0]?.port ?? 0)).toBe('here I am')
    await mapper.close()
    expect(home.mappings()).toEqual([`TCP 3389->${sister}:3389`])
  })

  it('[NET-2] [NET-3] a UDP port for the sound goes along, and is given back with the other', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false })
    const mapper = await mapperAt(home)
    const { external, view } = await mapper.open(30, 3389, [46_243])
    expect(home.mappings()).toEqual([
      `TCP 3389->${places.eth0.own}:3389`,
      `UDP 46243->${places.eth0.own}:46243`,
    ])
    expect(external).toHaveLength(1)
    expect(view).toMatchObject({
      gateways: [{ outcome: { ports: [{ transport: 'tcp' }, { transport: 'udp', internalPort: 46_243 }] } }],
    })
    await mapper.shut()
    expect(home.mappings()).toEqual([])
  })

  it('[NET-2] each of two networks has its own mapping', async () => {
    home = openHome({ twoNetworks: true })
    await home.miniupnpd({})
    await home.miniupnpd({ at: 'eth1', packets: false })
    const mapper = await mapperAt(home)
    const { external } = await mapper.open()
    expect(external.map(({ host }) => host).sort()).toEqual([places.eth0.outside, places.eth1.outside])
    await mapper.close()
    expect(home.mappings()).toEqual([])
  })

  it('[NET-3] after kill -9 the next start takes the mapping back', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false })
    const file = `/tmp/mapper-${process.pid}-${Date.now()}.sqlite`
    const first = await mapperAt(home, file)
    await first.open()
    await first.player.kill()
    expect(home.mappings()).toEqual([`TCP 3389->${places.eth0.own}:3389`])
    const second = await mapperAt(home, file)
    const { written } = await second.shut()
    expect(written).toEqual([])
    expect(home.mappings()).toEqual([])
  })

  const endOf = ({ written }: MapperReport) => written[0]?.until ?? 0

  it('[NET-3] a lease is renewed at half time, not before', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false })
    const mapper = await mapperAt(home)
    const first = await mapper.open(300)
    expect(endOf(await mapper.later(29))).toBe(endOf(first))
    expect(endOf(await mapper.later(2)) - endOf(first)).toBeGreaterThan(30 * MINUTE)
    expect((await mapper.close()).news.map(({ kind }) => kind)).toEqual([
      'port-mapped',
      'port-mapping-removed',
    ])
  })

  it('[NET-3] a router that was switched off and on is asked again when the lease is renewed', async () => {
    home = openHome()
    const router = await home.miniupnpd({ packets: false })
    const mapper = await mapperAt(home)
    await mapper.open(300)
    await router.stop(true)
    await home.miniupnpd({ packets: false })
    expect(home.mappings()).toEqual([])
    await mapper.later(31)
    expect(home.mappings()).toEqual([`TCP 3389->${places.eth0.own}:3389`])
  })

  it('[NET-3] a mapping is given back although the router answers elsewhere by now', async () => {
    home = openHome()
    const router = await home.miniupnpd({ packets: false })
    const mapper = await mapperAt(home)
    await mapper.open()
    await router.stop(false)
    await home.miniupnpd({ packets: false, httpPort: 5001 })
    expect(home.mappings()).toEqual([`TCP 3389->${places.eth0.own}:3389`])
    expect((await mapper.shut()).written).toEqual([])
    expect(home.mappings()).toEqual([])
  })

  it('[NET-2] a router that is switched on later is found for the next invitation', async () => {
    home = openHome()
    const mapper = await mapperAt(home)
    await mapper.open()
    await home.miniupnpd({})
    expect((await mapper.later(1)).external).toEqual([{ host: places.eth0.outside, port: 3389 }])
  })

  const nothing: readonly (readonly [string, Parameters<typeof openHome>[0], RouterOptions | undefined])[] = [
    ['no gateway', {}, undefined],
    ['UPnP and the rest off', {}, { upnp: false, packets: false }],
    ['IPv6 only', { ipv4: false }, {}],
  ]

  it.each(nothing)('[NET-4] %s: nothing is mapped, nothing waits', async (_, shape, options) => {
    home = openHome(shape)
    // A router's program that speaks nothing does not even start.
    if (options && options.upnp !== false) await home.miniupnpd(options)
    const mapper = await mapperAt(home)
    expect(await mapper.open()).toMatchObject({
      view: { kind: 'asked', gateways: [] },
      external: [],
      log: [],
    })
    expect((await mapper.close()).view).toEqual({ kind: 'off' })
  })

  it('[NET-4] a real router that refuses says so', async () => {
    home = openHome()
    await home.miniupnpd({ refuses: true, packets: false, igd1: true })
    const mapper = await mapperAt(home)
    const { view, external, news } = await mapper.open()
    expect(view).toMatchObject({ gateways: [{ outcome: { kind: 'failed', why: 'refused' } }] })
    expect(external).toEqual([])
    expect(news).toEqual([{ kind: 'port-mapping-failed', gateway: places.eth0.gateway, reason: 'refused' }])
  })

  it('[NET-4] a real router with a private outside does not map', async () => {
    home = openHome({ outside: '192.168.99.1' })
    await home.miniupnpd({ packets: false })
    const { view } = await (await mapperAt(home)).open()
    expect(view).toMatchObject({ gateways: [{ outcome: { kind: 'failed' } }] })
  })

  it('[NET-3] a lease is shortened with the last ticket, and a port that changes takes its mapping along', async () => {
    home = openHome()
    await home.miniupnpd({ packets: false })
    const mapper = await mapperAt(home)
    const long = await mapper.open(50)
    const short = await mapper.open(10)
    const ends = [long, short].map(({ written }) => written[0]?.until ?? 0)
    expect((ends[0] ?? 0) - (ends[1] ?? 0)).toBeGreaterThan(39 * MINUTE)
    expect((await mapper.open(10, 3390)).external).toEqual([{ host: places.eth0.outside, port: 3390 }])
    await expect
      .poll(() => home?.mappings(), { timeout: 10_000 })
      .toEqual([`TCP 3390->${places.eth0.own}:3390`])
    expect(await mapper.close()).toMatchObject({ written: [] })
  })
})
