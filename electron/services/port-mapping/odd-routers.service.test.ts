import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MappingFailure } from '../../../shared/network.ts'
import { openHome, places, sister } from '../../../e2e/networks/home.ts'
import type { Home } from '../../../e2e/networks/home.ts'
import type { Player } from '../../../e2e/networks/player.ts'
import { whyNoNetworks } from '../../../e2e/networks/namespaces.ts'
import { openMapper } from './testing/mapper.ts'
import type { Mapper } from './testing/mapper.ts'

const routerScript = new URL('../../../e2e/networks/odd-gateway.ts', import.meta.url).pathname
const why = whyNoNetworks()

if (why !== undefined) process.stderr.write(`odd routers were not tested: ${why}\n`)

const odd: readonly (readonly [string, MappingFailure])[] = [
  ['slow', 'late'],
  ['drip', 'late'],
  ['late', 'late'],
  ['elsewhere', 'nonsense'],
  ['by-name', 'nonsense'],
  ['file', 'nonsense'],
  ['control-elsewhere', 'nonsense'],
  ['redirect', 'nonsense'],
  ['bomb', 'nonsense'],
  ['giant', 'nonsense'],
  ['no-xml', 'nonsense'],
  ['loopback', 'nonsense'],
  ['multicast', 'nonsense'],
  ['no-address', 'nonsense'],
  ['packet-garbage', 'nonsense'],
  ['packet-refusal', 'refused'],
  ['offline', 'refused'],
  ['full', 'taken'],
]

describe.skipIf(why !== undefined)('routers that answer otherwise than they should', () => {
  let home: Home
  let mapper: Mapper
  /** A web server on another computer of the home, which nobody has a reason to ask. */
  let bystander: Player
  let router: Player | undefined
  beforeAll(async () => {
    home = openHome()
    bystander = await home.play(home.sister, routerScript, sister, 'web')
    mapper = await openMapper((script, ...args) => home.play(home.novice, script, ...args))
  })
  afterEach(async () => {
    await mapper.shut()
    await router?.kill()
    router = undefined
  })
  afterAll(() => home.close())

  const switchOn = async (kind: string) => {
    router = await home.play(home.router, routerScript, places.eth0.gateway, kind)
  }
  const mappedThere = async () => seen(await router?.ask('?')).mapped

  it.each(odd)(
    '[NET-4] one of the kind "%s" is %s, and no other computer is asked',
    async (kind, failure) => {
      await switchOn(kind)
      const { view, external, log } = await mapper.open()
      expect(view).toMatchObject({ gateways: [{ outcome: { kind: 'failed', why: failure } }] })
      expect({ external, log }).toEqual({ external: [], log: [] })
      expect((await mapper.shut()).written).toEqual([])
      // What was granted too late is given back as well.
      await expect.poll(mappedThere, { timeout: 10_000 }).toEqual([])
      expect(seen(await bystander.ask('?')).asked).toEqual([])
    },
  )

  it('[NET-4] garbage on the search is no gateway', async () => {
    await switchOn('garbage')
    expect((await mapper.open()).view).toEqual({ kind: 'asked', gateways: [] })
  })

  it('[NET-2] a router behind another router is recognised', async () => {
    await switchOn('double-nat')
    const { view, external } = await mapper.open()
    expect(view).toMatchObject({ gateways: [{ outcome: { kind: 'mapped', behindAnother: true } }] })
    expect(external).toEqual([{ host: '192.168.0.2', port: 3389 }])
  })

  it('[NET-2] NAT-PMP alone will do', async () => {
    await switchOn('nat-pmp')
    const { view } = await mapper.open()
    expect(view).toMatchObject({ gateways: [{ protocol: 'nat-pmp', outcome: { kind: 'mapped' } }] })
    expect(await mappedThere()).toEqual([`3389 ${places.eth0.own}`])
    await mapper.shut()
    expect(await mappedThere()).toEqual([])
  })

  it('[NET-2] one that would give away what another computer has is not asked to', async () => {
    await switchOn('generous')
    const { external } = await mapper.open()
    const [first] = external
    expect(first?.port).toBeGreaterThan(49_151)
    const ours = `TCP ${String(first?.port)} ${places.eth0.own}`
    expect(await mappedThere()).toEqual([`TCP 3389 ${sister}`, ours])
    await mapper.shut()
    expect(await mappedThere()).toEqual([`TCP 3389 ${sister}`])
  })

  it('[NET-3] one that knows no leases gets its mapping taken back all the same', async () => {
    await switchOn('permanent')
    const { written } = await mapper.open()
    expect(written).toMatchObject([{ until: null, externalPort: 3389 }])
    expect(await mappedThere()).toEqual([`TCP 3389 ${places.eth0.own}`])
    await mapper.shut()
    expect(await mappedThere()).toEqual([])
  })
})

const seen = (line = '{}') =>
  JSON.parse(line) as { readonly asked: readonly string[]; readonly mapped: readonly string[] }
