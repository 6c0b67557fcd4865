// Renderer, gallery (development only). Networks, routers, and what "Test my connection" makes of them.

import type { Advice, Diagnosis, HomeVerdict, InternetVerdict } from '../../shared/diagnosis.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import type { GatewayView, MappingView } from '../../shared/network.ts'
import { busyCenter, center, soon } from './people.ts'

const HOUR = 60 * 60_000

const mapped = (behindAnother: boolean): GatewayView => ({
  gateway: '192.168.1.1',
  protocol: 'upnp',
  outcome: {
    kind: 'mapped',
    behindAnother,
    ports: [
      {
        transport: 'tcp',
        internalPort: 3389,
        external: { host: behindAnother ? '100.64.7.9' : '203.0.113.7', port: 49_152 },
        until: soon(HOUR),
      },
      {
        transport: 'udp',
        internalPort: 3390,
        external: { host: behindAnother ? '100.64.7.9' : '203.0.113.7', port: 49_153 },
        until: soon(HOUR),
      },
    ],
  },
})

export const opened: MappingView = { kind: 'asked', gateways: [mapped(false)] }

/** Every answer that a router can give, one after the other. */
export const everyAnswer: MappingView = {
  kind: 'asked',
  gateways: [
    mapped(true),
    { gateway: '192.168.1.1', protocol: 'nat-pmp', outcome: { kind: 'failed', why: 'refused' } },
    { gateway: '10.0.0.1', protocol: 'pcp', outcome: { kind: 'failed', why: 'late' } },
    { gateway: '10.0.0.1', protocol: 'upnp', outcome: { kind: 'failed', why: 'taken' } },
    {
      gateway: 'fe80::1c2b:9aff:fe01:1%eth0',
      protocol: 'upnp',
      outcome: { kind: 'failed', why: 'nonsense' },
    },
  ],
}

const firewall: Advice = { kind: 'firewall' }
const forward: Advice = { kind: 'forward', outer: 3389, host: '192.168.1.23', port: 3389 }
const typeIt: Advice = { kind: 'type-address' }
const joinVpn: Advice = { kind: 'join-vpn' }
const router = '192.168.1.1'

const listening = (
  internet: InternetVerdict,
  advice: readonly Advice[],
  more: { readonly home?: HomeVerdict; readonly ipv6?: string } = {},
): Diagnosis => ({
  kind: 'listening',
  port: 3389,
  home: more.home ?? { kind: 'reachable', at: '192.168.1.23:3389', silent: [] },
  internet,
  ipv6: more.ipv6 ?? null,
  advice,
})

const failed = (why: Extract<InternetVerdict, { readonly kind: 'failed' }>['why']) =>
  listening({ kind: 'failed', router, why }, [joinVpn, forward, typeIt, firewall])

/** By the name of their scene. */
const diagnoses: Readonly<Record<string, Diagnosis>> = {
  'no-network': { kind: 'no-network', advice: [{ kind: 'join-network' }] },
  'no-invitation': { kind: 'no-invitation', advice: [{ kind: 'invite' }] },
  'cannot-listen': { kind: 'cannot-listen', advice: [{ kind: 'free-port' }] },
  direct: listening({ kind: 'direct', at: '203.0.113.7:3389' }, [firewall]),
  mapped: listening({ kind: 'mapped', at: '203.0.113.7:49152', router }, [firewall], {
    ipv6: '[2001:db8::1c2b:9aff:fe01:22]:3389',
  }),
  typed: listening({ kind: 'typed', at: 'home.example.org:3389' }, [
    forward,
    firewall,
    { kind: 'use-vpn', at: '10.8.0.2:3389' },
  ]),
  'behind-another': listening({ kind: 'behind-another', router }, [
    joinVpn,
    { kind: 'outer-router' },
    typeIt,
    firewall,
  ]),
  refused: failed('refused'),
  nonsense: failed('nonsense'),
  late: failed('late'),
  taken: failed('taken'),
  'no-router': listening({ kind: 'no-router' }, [joinVpn, forward, typeIt, firewall]),
  'not-asked': listening({ kind: 'not-asked' }, [joinVpn, forward, typeIt, firewall]),
  partly: listening({ kind: 'mapped', at: '203.0.113.7:49152', router }, [firewall], {
    home: { kind: 'reachable', at: '192.168.1.23:3389', silent: ['10.0.0.7', 'fd00::1c2b:9aff:fe01:22'] },
  }),
  silent: listening({ kind: 'not-asked' }, [firewall], {
    home: { kind: 'silent', silent: ['192.168.1.23'] },
  }),
  'vpn-only': listening({ kind: 'no-router' }, [{ kind: 'use-vpn', at: '10.8.0.2:3389' }, typeIt, firewall], {
    home: { kind: 'no-address' },
  }),
}

const inTest = (base: CenterView, connectionTest: CenterView['connectionTest']): CenterView => ({
  ...base,
  connectionTest,
  goTo: { kind: 'connection-test', number: 1 },
})

export const connectionTests: Readonly<Record<string, CenterView>> = {
  idle: inTest(center, { kind: 'idle' }),
  running: inTest(busyCenter, { kind: 'running', step: 'listener', done: 2, total: 5 }),
  'running-routers': inTest(busyCenter, { kind: 'running', step: 'routers', done: 5, total: 5 }),
  ...Object.fromEntries(
    Object.entries(diagnoses).map(([name, diagnosis]) => [
      name,
      inTest(
        { ...busyCenter, outsideAddress: name === 'typed' ? 'home.example.org:3389' : null },
        { kind: 'done', at: soon(0), diagnosis },
      ),
    ]),
  ),
}
