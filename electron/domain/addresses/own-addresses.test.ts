import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GatewayView, MappingView } from '../../../shared/network.ts'
import { ADDRESS_LIMIT } from '../invitation/connection-string.ts'
import { addressKind, isLinkLocal, isLoopback } from './address-kind.ts'
import { outsideWays } from './outside-ways.ts'
import { inOrder, spelling, usable } from './own-addresses.ts'
import type { OwnAddress } from './own-addresses.ts'

const PORT = 3389

const opened = (host: string, port: number, behindAnother = false): GatewayView => ({
  gateway: '192.168.1.1',
  protocol: 'upnp',
  outcome: {
    kind: 'mapped',
    behindAnother,
    ports: [
      { transport: 'tcp', internalPort: PORT, external: { host, port }, until: 1 },
      { transport: 'udp', internalPort: PORT, external: { host, port: port + 1 }, until: 1 },
    ],
  },
})
const asked = (...gateways: readonly GatewayView[]): MappingView => ({ kind: 'asked', gateways })
const lan: OwnAddress = { host: '192.168.1.5', adapter: 'network', internal: false }
const listedWith = (mapping: MappingView, typed: Parameters<typeof outsideWays>[0]['typed'] = null) =>
  inOrder({
    found: [lan],
    hostName: 'kim-pc',
    port: PORT,
    ways: outsideWays({ typed, mapping, port: PORT }),
  })

describe('the ways from outside', () => {
  it('[NET-2] what a router has opened comes first, with the port that the router chose', () => {
    expect(listedWith(asked(opened('203.0.113.7', 49_152))).listed).toEqual([
      { host: '203.0.113.7', port: 49_152 },
      { host: '192.168.1.5', port: PORT },
      { host: 'kim-pc', port: PORT },
    ])
  })

  it('[NET-2] what the user typed comes before it; without a port it is the one that is listened on', () => {
    const typed = { host: 'home.example.org', port: null }
    expect(listedWith(asked(opened('203.0.113.7', 49_152)), typed).listed.slice(0, 2)).toEqual([
      { host: 'home.example.org', port: PORT },
      { host: '203.0.113.7', port: 49_152 },
    ])
    expect(listedWith({ kind: 'off' }, { host: '2001:db8::9', port: 4000 })).toEqual({
      listed: [
        { host: '192.168.1.5', port: PORT },
        { host: 'kim-pc', port: PORT },
      ],
      ipv6: [{ host: '2001:db8::9', port: 4000 }],
    })
  })

  it('[NET-2] a router behind another one leads here only from the network in between', () => {
    for (const gateway of [
      opened('203.0.113.7', 49_152, true),
      opened('192.168.178.2', 49_152, true),
      opened('100.64.7.9', 49_152),
    ])
      expect(listedWith(asked(gateway)).listed.map(({ host }) => host)).toEqual([
        '192.168.1.5',
        gateway.outcome.kind === 'mapped' ? gateway.outcome.ports[0]?.external.host : '',
        'kim-pc',
      ])
  })

  it('[NET-4] a router that says nonsense puts nothing into an invitation', () => {
    for (const host of ['0.0.0.0', '127.0.0.1', 'evil;name', 'router.local', '::1', 'fe80::1', ''])
      expect(listedWith(asked(opened(host, 49_152))).listed.map((address) => address.host)).toEqual([
        '192.168.1.5',
        'kim-pc',
      ])
  })

  it('[NET-4] a mapping for another port, one that failed and none at all leave the rest as it is', () => {
    const other = outsideWays({ typed: null, mapping: asked(opened('203.0.113.7', 1)), port: PORT + 1 })
    expect(other).toEqual({ outside: [], between: [] })
    const failed: GatewayView = {
      gateway: '192.168.1.1',
      protocol: 'pcp',
      outcome: { kind: 'failed', why: 'late' },
    }
    for (const mapping of [asked(), asked(failed), { kind: 'asking' }, { kind: 'off' }] as const)
      expect(listedWith(mapping).listed.map(({ host }) => host)).toEqual(['192.168.1.5', 'kim-pc'])
  })
})

describe('virtual adapters', () => {
  it('[NET-2] an address of the Internet on one still comes after the tunnel', () => {
    const found: readonly OwnAddress[] = [
      { host: '2001:db8:9::1', adapter: 'virtual', internal: false },
      { host: 'fd00::1', adapter: 'vpn', internal: false },
    ]
    const { ipv6 } = inOrder({ found, hostName: '', port: PORT, ways: { outside: [], between: [] } })
    expect(ipv6.map((address) => address.host)).toEqual(['fd00::1', '2001:db8:9::1'])
  })
})

const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('192.168.1.5', '10.8.0.2', 'fd00::1', 'fe80::1'))
const found = fc.array(
  fc.record({
    host,
    adapter: fc.constantFrom('network' as const, 'vpn' as const, 'virtual' as const),
    internal: fc.boolean(),
  }),
  { maxLength: 90 },
)
const gateways = fc.array(
  fc.record({ host, port: fc.integer({ min: 1, max: 65_000 }), behind: fc.boolean() }),
  { maxLength: 4 },
)

const isInternalOnly = (own: readonly OwnAddress[], host: string) =>
  own.filter((one) => one.host === host).every(({ internal }) => internal)

describe('the order of an invitation (properties)', () => {
  const each = (
    check: (
      own: readonly OwnAddress[],
      result: ReturnType<typeof inOrder>,
      outside: readonly string[],
    ) => void,
  ) =>
    fc.assert(
      fc.property(found, gateways, (own, routers) => {
        const mapping = asked(...routers.map((router) => opened(router.host, router.port, router.behind)))
        const ways = outsideWays({ typed: null, mapping, port: PORT })
        check(own, inOrder({ found: own, hostName: 'kim-pc', port: PORT, ways }), ways.outside.map(spelling))
      }),
    )

  it('[NET-1] never too many, never twice, always with the name, IPv6 apart', () => {
    each((_own, { listed, ipv6 }) => {
      for (const list of [listed, ipv6]) {
        expect(list.length).toBeLessThanOrEqual(ADDRESS_LIMIT)
        expect(new Set(list.map(spelling)).size).toBe(list.length)
      }
      expect(listed).toContainEqual({ host: 'kim-pc', port: PORT })
      expect(listed.every((address) => !address.host.includes(':'))).toBe(true)
      expect(ipv6.every((address) => address.host.includes(':'))).toBe(true)
    })
  })

  it('[NET-2] outside, network, name, tunnel, virtual: no list goes back', () => {
    each((own, { listed, ipv6 }, outside) => {
      const rank = (address: { readonly host: string; readonly port: number }): number => {
        if (outside.includes(spelling(address))) return 0
        const adapters = usable(own).filter((one) => one.host === address.host && address.port === PORT)
        if (adapters.some(({ adapter }) => adapter === 'network')) return 1
        if (adapters.length === 0) return address.host === 'kim-pc' ? 3 : 2
        return adapters.some(({ adapter }) => adapter === 'vpn') ? 4 : 5
      }
      for (const list of [listed, ipv6]) {
        const ranks = list.map(rank)
        // From a port of a router that is the same as an own address it cannot be told apart.
        expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
      }
    })
  })

  it('[NET-1] link-local and loopback only when this computer has nothing else', () => {
    each((own, { listed, ipv6 }, outside) => {
      const better = own.some((one) => !one.internal && !isLinkLocal(one.host))
      const poor = [...listed, ...ipv6].filter((address) => !outside.includes(spelling(address)))
      if (better) expect(poor.filter((address) => isLinkLocal(address.host))).toEqual([])
      expect(ipv6.filter((address) => isLinkLocal(address.host))).toEqual([])
      const isPoorest = (address: { readonly host: string }) => isLoopback(address.host)
      if (better)
        expect(poor.filter(isPoorest).filter((address) => isInternalOnly(own, address.host))).toEqual([])
    })
  })

  it('[NET-1] of IPv6 the addresses of the Internet come before those of one network', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV6(), { maxLength: 20 }), (hosts) => {
        const { ipv6 } = inOrder({
          found: hosts.map((one) => ({ host: one, adapter: 'network', internal: false })),
          hostName: '',
          port: PORT,
          ways: { outside: [], between: [] },
        })
        const kinds = ipv6.map((address) => addressKind(address.host))
        expect(kinds).toEqual(kinds.toSorted())
      }),
    )
  })
})
