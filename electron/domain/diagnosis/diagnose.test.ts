import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnosis } from '../../../shared/diagnosis.ts'
import type { GatewayView, MappingFailure, MappingView } from '../../../shared/network.ts'
import type { OwnAddress } from '../addresses/own-addresses.ts'
import { diagnose } from './diagnose.ts'
import type { Facts } from './diagnose.ts'

const at = (host: string, adapter: OwnAddress['adapter'] = 'network', internal = false): OwnAddress => ({
  host,
  adapter,
  internal,
})
const lo = at('127.0.0.1', 'network', true)
const lan = at('192.168.1.5')
const asked = (...gateways: readonly GatewayView[]): MappingView => ({ kind: 'asked', gateways })
const opened = (host: string, behindAnother = false): GatewayView => ({
  gateway: '192.168.1.1',
  protocol: 'pcp',
  outcome: {
    kind: 'mapped',
    behindAnother,
    ports: [{ transport: 'tcp', internalPort: 3389, external: { host, port: 49_152 }, until: 1 }],
  },
})
const said = (why: MappingFailure): GatewayView => ({
  gateway: '192.168.1.1',
  protocol: 'upnp',
  outcome: { kind: 'failed', why },
})

/** A computer at home that answers everywhere, whose router nobody asked. */
const facts = (over: Partial<Facts> = {}): Facts => {
  const found = over.found ?? [lo, lan]
  return {
    found,
    listener: { kind: 'open', port: 3389 },
    answered: new Set(found.map(({ host }) => host)),
    mapping: { kind: 'off' },
    typed: null,
    ...over,
  }
}
const advised = ({ advice }: Diagnosis) => advice.map(({ kind }) => kind)
const internet = (over: Partial<Facts>) => {
  const diagnosis = diagnose(facts(over))
  return diagnosis.kind === 'listening' ? diagnosis.internet : undefined
}
const home = (over: Partial<Facts>) => {
  const diagnosis = diagnose(facts(over))
  return diagnosis.kind === 'listening' ? diagnosis.home : undefined
}

describe('what hinders everybody', () => {
  it.each([
    ['no interface', []],
    ['loopback only', [lo, at('::1', 'network', true)]],
    ['an IPv6 address that ends at the wire', [lo, at('fe80::1')]],
  ])('no network: %s', (_, found) => {
    expect(diagnose(facts({ found }))).toEqual({ kind: 'no-network', advice: [{ kind: 'join-network' }] })
  })

  it('[ACC-4] no invitation is open: nothing listens, so nothing is claimed', () => {
    const diagnosis = diagnose(
      facts({ listener: { kind: 'not-needed' }, mapping: asked(opened('203.0.113.7')) }),
    )
    expect(diagnosis).toEqual({ kind: 'no-invitation', advice: [{ kind: 'invite' }] })
  })

  it('[POL-1] no help is allowed: nothing listens, and there is nothing to advise', () => {
    expect(diagnose(facts({ listener: { kind: 'not-allowed' } }))).toEqual({
      kind: 'not-allowed',
      advice: [],
    })
  })

  it('[NET-5] no port was to be had', () => {
    expect(diagnose(facts({ listener: { kind: 'failed' } })).kind).toBe('cannot-listen')
  })
})

describe('the own network', () => {
  it('is told with the address that people know', () => {
    const found = [at('fd00::1'), at('169.254.1.1'), lan, at('10.8.0.2', 'vpn')]
    expect(home({ found })).toEqual({ kind: 'reachable', at: '192.168.1.5:3389', silent: [] })
    expect(home({ found: [at('2001:db8::5')] })).toMatchObject({ at: '[2001:db8::5]:3389' })
    expect(home({ found: [at('169.254.1.1')] })).toMatchObject({ at: '169.254.1.1:3389' })
  })

  it('names the addresses at which this computer does not hear itself', () => {
    const found = [lan, at('10.0.0.7')]
    expect(home({ found, answered: new Set(['10.0.0.7']) })).toEqual({
      kind: 'reachable',
      at: '10.0.0.7:3389',
      silent: ['192.168.1.5'],
    })
    expect(home({ found, answered: new Set() })).toEqual({
      kind: 'silent',
      silent: ['192.168.1.5', '10.0.0.7'],
    })
    expect(advised(diagnose(facts({ found, answered: new Set() })))).toEqual(['firewall'])
  })

  it('is none where only tunnels and virtual machines have addresses', () => {
    const found = [at('172.17.0.1', 'virtual'), at('10.8.0.2', 'vpn')]
    expect(home({ found })).toEqual({ kind: 'no-address' })
    // Nothing that a router could forward to.
    expect(diagnose(facts({ found })).advice).toEqual([
      { kind: 'use-vpn', at: '10.8.0.2:3389' },
      { kind: 'type-address' },
      { kind: 'firewall' },
    ])
  })
})

describe('from the Internet', () => {
  const forward = { kind: 'forward', outer: 3389, host: '192.168.1.5', port: 3389 }

  it.each([
    [
      'an address of its own',
      { found: [lan, at('203.0.113.9')] },
      { kind: 'direct', at: '203.0.113.9:3389' },
    ],
    [
      '[NET-2] a port that a router opened',
      { mapping: asked(said('late'), opened('203.0.113.7')) },
      { kind: 'mapped', at: '203.0.113.7:49152', router: '192.168.1.1' },
    ],
  ])('lets people in: %s', (_, over: Partial<Facts>, verdict) => {
    expect(internet(over)).toEqual(verdict)
    expect(advised(diagnose(facts(over)))).toEqual(['firewall'])
  })

  it('a public address of a tunnel, or one that does not answer, is no way in', () => {
    expect(internet({ found: [lan, at('203.0.113.9', 'vpn')] })).toEqual({ kind: 'not-asked' })
    expect(internet({ found: [lan, at('203.0.113.9')], answered: new Set(['192.168.1.5']) })).toEqual({
      kind: 'not-asked',
    })
  })

  it('an address that was typed is believed as far as it can be, and told what it needs', () => {
    const over: Partial<Facts> = {
      typed: { host: 'home.example.org', port: 8000 },
      mapping: asked(said('refused')),
    }
    expect(internet(over)).toEqual({ kind: 'typed', at: 'home.example.org:8000' })
    expect(diagnose(facts(over)).advice).toEqual([
      { ...forward, outer: 8000 },
      { kind: 'firewall' },
      { kind: 'join-vpn' },
    ])
  })

  it.each(['refused', 'nonsense', 'late', 'taken'] as const)(
    '[NET-4] a router that answered %s: forward by hand, with the numbers',
    (why) => {
      expect(internet({ mapping: asked(said(why)) })).toEqual({ kind: 'failed', router: '192.168.1.1', why })
      expect(diagnose(facts({ mapping: asked(said(why)) })).advice).toEqual([
        { kind: 'join-vpn' },
        forward,
        { kind: 'type-address' },
        { kind: 'firewall' },
      ])
    },
  )

  it.each([
    ['[NET-4] nobody answered', asked(), { kind: 'no-router' }],
    ['nobody was asked', { kind: 'off' }, { kind: 'not-asked' }],
    ['nobody has answered yet', { kind: 'asking' }, { kind: 'not-asked' }],
  ] as const)('%s', (_, mapping, verdict) => {
    expect(internet({ mapping })).toEqual(verdict)
    expect(diagnose(facts({ mapping })).advice).toContainEqual(forward)
  })

  it('[NET-2] a router behind another one is nearer than one that refused, and forwarding on it alone is no use', () => {
    for (const gateway of [opened('203.0.113.7', true), opened('100.64.7.9')]) {
      const mapping = asked(said('refused'), gateway)
      expect(internet({ mapping })).toEqual({ kind: 'behind-another', router: '192.168.1.1' })
      expect(advised(diagnose(facts({ mapping })))).toEqual([
        'join-vpn',
        'outer-router',
        'type-address',
        'firewall',
      ])
    }
  })

  it('a VPN that is there is told with its address, first', () => {
    const found = [lan, at('fd7a::2', 'vpn'), at('100.101.1.2', 'vpn')]
    expect(diagnose(facts({ found, mapping: asked() })).advice[0]).toEqual({
      kind: 'use-vpn',
      at: '100.101.1.2:3389',
    })
  })

  it('IPv6 is told beside it', () => {
    const found = [lan, at('fd00::1'), at('2001:db8::5')]
    expect(diagnose(facts({ found }))).toMatchObject({ ipv6: '[2001:db8::5]:3389' })
    expect(diagnose(facts({ found: [lan, at('fd00::1')] }))).toMatchObject({ ipv6: null })
  })
})

describe('any computer (properties)', () => {
  const own = fc.array(
    fc.record({
      host: fc.oneof(fc.ipV4(), fc.ipV6()),
      adapter: fc.constantFrom('network' as const, 'vpn' as const, 'virtual' as const),
      internal: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  const why = fc.constantFrom<MappingFailure>('refused', 'nonsense', 'late', 'taken')
  const mapping = fc.oneof(
    fc.constant<MappingView>({ kind: 'off' }),
    fc
      .array(
        fc.oneof(
          why.map(said),
          fc.ipV4().map((host) => opened(host)),
        ),
      )
      .map((all) => asked(...all)),
  )

  it('gets something to do, at most once each, and nobody is called reachable who did not answer', () => {
    fc.assert(
      fc.property(own, mapping, fc.array(fc.nat(5)), (found, router, picked) => {
        const answered = new Set(picked.flatMap((index) => found[index]?.host ?? []))
        const diagnosis = diagnose(facts({ found, mapping: router, answered }))
        expect(diagnosis.advice.length).toBeGreaterThan(0)
        expect(new Set(advised(diagnosis)).size).toBe(diagnosis.advice.length)
        if (diagnosis.kind !== 'listening') return
        if (diagnosis.home.kind === 'reachable') expect(answered.size).toBeGreaterThan(0)
        if (answered.size === 0) expect(diagnosis.internet.kind).not.toBe('direct')
      }),
    )
  })
})
