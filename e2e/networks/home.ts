// Test networks. A novice at home behind a router, an expert at home behind another, and the wide world between them. All
// addresses exist in these namespaces only.

import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openNetworks } from './namespaces.ts'
import type { Host } from './namespaces.ts'
import { playerOf } from './player.ts'
import type { Player } from './player.ts'

/** Where the novice's computer and its router are; a second network has its own. */
export const places = {
  eth0: { own: '192.168.77.10', gateway: '192.168.77.1', network: '192.168.77.0/24', outside: '11.22.33.1' },
  eth1: { own: '192.168.78.10', gateway: '192.168.78.1', network: '192.168.78.0/24', outside: '11.22.33.3' },
} as const
export const sister = '192.168.77.11'
const EXPERT_OUTSIDE = '11.22.33.2'

export type Home = {
  readonly novice: Host
  /** Another computer in the novice's home. */
  readonly sister: Host
  readonly router: Host
  readonly secondRouter: Host
  readonly expert: Host
  /** Runs a program of ours on a host; it is there when it has written its first line, which is given back. */
  play(host: Host, script: string, ...args: readonly string[]): Promise<Player>
  /** A real router's program: https://miniupnp.tuxfamily.org. Resolves when it listens. */
  miniupnpd(options?: RouterOptions): Promise<RunningRouter>
  /** What `upnpc -l` lists on the novice's computer, as `TCP 3389->192.168.77.10:3389`, sorted. */
  mappings(): readonly string[]
  close(): Promise<void>
}

export type RunningRouter = {
  /** Ends its program; `forgets`: and the mappings with it, as when the power is cut. */
  stop(forgets: boolean): Promise<void>
}

export type RouterOptions = {
  readonly at?: keyof typeof places
  readonly upnp?: boolean
  readonly packets?: boolean
  readonly igd1?: boolean
  readonly refuses?: boolean
  /** Every other one is refused. */
  readonly onlyPort?: number
  readonly httpPort?: number
}

/** Rules as a home router has them: what is inside may go out, nothing comes in but what is mapped. */
const RULES = `table inet filter {
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "lan0" accept
    jump miniupnpd
  }
  chain miniupnpd { }
  chain prerouting { type nat hook prerouting priority -100; jump prerouting_miniupnpd; }
  chain postrouting {
    type nat hook postrouting priority 100;
    oifname "wan0" masquerade
    jump postrouting_miniupnpd
  }
  chain prerouting_miniupnpd { }
  chain postrouting_miniupnpd { }
}
`

type Shape = {
  readonly twoNetworks?: boolean
  readonly ipv4?: boolean
  /** The router's address in the wide world. */
  readonly outside?: string
}

export function openHome({
  twoNetworks = false,
  ipv4 = true,
  outside = places.eth0.outside,
}: Shape = {}): Home {
  const networks = openNetworks()
  const folder = mkdtempSync(join(tmpdir(), 'home-'))
  const novice = networks.host('novice')
  const sisterHost = networks.host('sister')
  const router = networks.host('router')
  const secondRouter = networks.host('router2')
  const far = networks.host('far')
  const expert = networks.host('expert')
  networks.host('wide')
  let httpPort = 5000
  const rules = join(folder, 'rules.nft')
  writeFileSync(rules, RULES)
  try {
    networks.wire(...firstNetwork(ipv4), ...wideWorld(outside), ...(twoNetworks ? secondNetwork : []))
    for (const one of [router, far, ...(twoNetworks ? [secondRouter] : [])]) {
      one.run('sysctl', '-qw', 'net.ipv4.ip_forward=1')
      one.run('nft', '-f', rules)
    }
  } catch (cause) {
    void networks.clear()
    throw cause
  }

  const play = (host: Host, script: string, ...args: readonly string[]): Promise<Player> =>
    playerOf(host.start(process.execPath, script, ...args), script)

  async function miniupnpd({ at = 'eth0', ...options }: RouterOptions = {}): Promise<RunningRouter> {
    const file = join(folder, `${at}.conf`)
    if (at === 'eth0') httpPort = options.httpPort ?? 5000
    writeFileSync(file, configuration(places[at].network, options))
    const host = at === 'eth0' ? router : secondRouter
    const child = host.start('miniupnpd', '-d', '-f', file, '-P', join(folder, `${at}.pid`))
    if (!child.stderr) throw new Error('no output')
    const wanted = options.packets === false ? /HTTP listening/ : /Listening for NAT-PMP/
    const lines = createInterface({ input: child.stderr })
    for await (const line of lines) if (wanted.test(line)) break
    // Nobody reads on: a full pipe would stop it.
    child.stderr.resume()
    child.stdout?.resume()
    return {
      stop: async (forgets) => {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
        if (!forgets) return
        host.run('nft', 'flush', 'ruleset')
        host.run('nft', '-f', rules)
      },
    }
  }

  return {
    novice,
    sister: sisterHost,
    router,
    secondRouter,
    expert,
    play,
    miniupnpd,
    mappings: () =>
      // Told where the router is, upnpc does not spend two seconds on looking for others.
      [
        ...novice
          .attempt('upnpc', '-u', `http://${places.eth0.gateway}:${httpPort}/rootDesc.xml`, '-l')
          .matchAll(/^ *\d+ (TCP|UDP) +(\S+)/gm),
      ]
        .map(([, transport = '', what = '']) => `${transport} ${what}`)
        .sort(),
    close: async () => {
      await networks.clear()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const upWith = (host: string, device: string, address: string) => [
  `-n @${host} addr add ${address} dev ${device} ${address.includes(':') ? 'nodad' : ''}`,
  `-n @${host} link set ${device} up`,
]

/** From a router to the wide world. */
const cable = (host: string, address: string) => [
  `link add wan0 netns @${host} type veth peer name ${host} netns @wide`,
  `-n @wide link set ${host} master br0 up`,
  ...upWith(host, 'wan0', `${address}/24`),
]

const firstNetwork = (ipv4: boolean) => [
  'link add lan0 netns @router type bridge',
  'link add eth0 netns @novice type veth peer name port1 netns @router',
  'link add eth0 netns @sister type veth peer name port2 netns @router',
  '-n @router link set port1 master lan0 up',
  '-n @router link set port2 master lan0 up',
  ...upWith('router', 'lan0', `${places.eth0.gateway}/24`),
  ...upWith('novice', 'eth0', ipv4 ? `${places.eth0.own}/24` : 'fd77::10/64'),
  ...upWith('sister', 'eth0', `${sister}/24`),
  `-n @sister route add default via ${places.eth0.gateway}`,
  ...(ipv4 ? [`-n @novice route add default via ${places.eth0.gateway}`] : []),
]

const wideWorld = (outside: string) => [
  'link add br0 netns @wide type bridge',
  '-n @wide link set br0 up',
  ...cable('router', outside),
  ...cable('far', EXPERT_OUTSIDE),
  'link add eth0 netns @expert type veth peer name lan0 netns @far',
  ...upWith('far', 'lan0', '10.99.0.1/24'),
  ...upWith('expert', 'eth0', '10.99.0.10/24'),
  '-n @expert route add default via 10.99.0.1',
]

const secondNetwork = [
  'link add eth1 netns @novice type veth peer name lan0 netns @router2',
  ...upWith('novice', 'eth1', `${places.eth1.own}/24`),
  ...upWith('router2', 'lan0', `${places.eth1.gateway}/24`),
  ...cable('router2', places.eth1.outside),
]

const yes = (value: boolean) => (value ? 'yes' : 'no')

const configuration = (
  network: string,
  { upnp = true, packets = true, igd1 = false, refuses = false, onlyPort, httpPort = 5000 }: RouterOptions,
): string =>
  [
    'ext_ifname=wan0',
    'listening_ip=lan0',
    `http_port=${httpPort}`,
    `enable_upnp=${yes(upnp)}`,
    `enable_natpmp=${yes(packets)}`,
    `force_igd_desc_v1=${yes(igd1)}`,
    'secure_mode=yes',
    'system_uptime=no',
    'notify_interval=60',
    'uuid=fc4ec57e-28b1-11db-88f8-0060085db3f6',
    'upnp_table_name=filter',
    'upnp_nat_table_name=filter',
    'upnp_forward_chain=miniupnpd',
    'upnp_nat_chain=prerouting_miniupnpd',
    'upnp_nat_postrouting_chain=postrouting_miniupnpd',
    ...(refuses ? [] : [`allow ${onlyPort ?? '1024-65535'} ${network} ${onlyPort ?? '1024-65535'}`]),
    'deny 0-65535 0.0.0.0/0 0-65535',
    '',
  ].join('\n')
