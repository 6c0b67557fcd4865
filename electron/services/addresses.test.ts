import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { gatherAddresses } from './addresses.ts'

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  family: 'IPv4',
  address,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
})
const v6 = (address: string, internal = false): NetworkInterfaceInfo => ({
  family: 'IPv6',
  address,
  netmask: 'ffff:ffff:ffff:ffff::',
  mac: '00:00:00:00:00:00',
  internal,
  cidr: null,
  scopeid: 0,
})
const lo = [v4('127.0.0.1', true), v6('::1', true)]

const hosts = (interfaces: Record<string, NetworkInterfaceInfo[]>, name = 'kim-pc') => {
  const { listed, ipv6 } = gatherAddresses(interfaces, name, 3389)
  expect([...listed, ...ipv6].every(({ port }) => port === 3389)).toBe(true)
  return { listed: listed.map(({ host }) => host), ipv6: ipv6.map(({ host }) => host) }
}

describe('gatherAddresses', () => {
  it('[NET-1] all interfaces, the local network before virtual ones, then the name, IPv6 apart', () => {
    expect(
      hosts({
        lo,
        docker0: [v4('172.17.0.1'), v6('fd00:17::1')],
        'br-3f1': [v4('172.18.0.1')],
        eth0: [v4('192.168.1.5'), v6('2001:db8::5'), v6('fe80::5')],
        wlan0: [v4('10.0.0.7'), v6('fd12::7')],
        tun0: [v4('10.8.0.2')],
      }),
    ).toEqual({
      listed: ['192.168.1.5', '10.0.0.7', '172.17.0.1', '172.18.0.1', '10.8.0.2', 'kim-pc'],
      ipv6: ['2001:db8::5', 'fd12::7', 'fd00:17::1'],
    })
  })

  it.each([
    'vEthernet (WSL)',
    'VMware Network Adapter VMnet8',
    'VirtualBox Host-Only',
    'utun3',
    'wg0',
    'virbr0',
  ])('[NET-1] %s is a virtual adapter', (name) => {
    expect(hosts({ [name]: [v4('10.1.1.1')], Ethernet: [v4('10.2.2.2')] }).listed).toEqual([
      '10.2.2.2',
      '10.1.1.1',
      'kim-pc',
    ])
  })

  it.each(['Ethernet', 'Wi-Fi', 'eth0', 'en0', 'enp3s0', 'wlp2s0', 'wlan0', 'bond0'])(
    '[NET-1] %s is none',
    (name) => {
      expect(hosts({ docker0: [v4('10.1.1.1')], [name]: [v4('10.2.2.2')] }).listed[0]).toBe('10.2.2.2')
    },
  )

  it('[NET-1] link-local only when nothing else exists', () => {
    expect(hosts({ lo, eth0: [v4('169.254.6.170'), v6('fe80::1')] })).toEqual({
      listed: ['169.254.6.170', 'kim-pc'],
      ipv6: [],
    })
    expect(hosts({ lo, eth0: [v4('169.254.6.170')], eth1: [v4('10.0.0.1')] }).listed).toEqual([
      '10.0.0.1',
      'kim-pc',
    ])
    expect(hosts({ lo, eth0: [v4('169.254.6.170'), v6('2001:db8::1')] })).toEqual({
      listed: ['kim-pc'],
      ipv6: ['2001:db8::1'],
    })
  })

  it('[NET-1] loopback only when there is no network', () => {
    expect(hosts({ lo })).toEqual({ listed: ['127.0.0.1', 'kim-pc'], ipv6: ['::1'] })
    expect(hosts({ lo0: [...lo, v6('fe80::1', true)] }).ipv6).toEqual(['::1'])
    expect(hosts({ lo, eth0: [v6('fe80::1')] }).listed).toEqual(['127.0.0.1', 'kim-pc'])
  })

  it('[NET-1] no address twice, and no name that means nothing elsewhere', () => {
    expect(hosts({ eth0: [v4('10.0.0.1')], eth1: [v4('10.0.0.1')] }, 'localhost').listed).toEqual([
      '10.0.0.1',
    ])
    expect(hosts({ eth0: [v4('10.0.0.1')] }, '(none)').listed).toEqual(['10.0.0.1'])
    expect(hosts({ eth0: [v4('10.0.0.1')] }, 'a;b,c').listed).toEqual(['10.0.0.1'])
    expect(hosts({}, '')).toEqual({ listed: [], ipv6: [] })
  })

  it('[NET-1] never more than an invitation may hold, and the name among them', () => {
    const many = Array.from({ length: 200 }, (_, index) => v4(`10.0.0.${index}`))
    const { listed } = hosts({ eth0: many })
    expect(listed).toHaveLength(64)
    expect(listed.at(-1)).toBe('kim-pc')
  })

  it('[NET-2] what routers have reserved comes first, counts towards the limit, and is not there twice', () => {
    const external = [
      { host: '11.22.33.1', port: 50_000 },
      { host: '10.0.0.1', port: 3389 },
    ]
    const { listed } = gatherAddresses({ eth0: [v4('10.0.0.1'), v4('10.0.0.2')] }, 'kim-pc', 3389, external)
    expect(listed).toEqual([...external, { host: '10.0.0.2', port: 3389 }, { host: 'kim-pc', port: 3389 }])
    const many = Array.from({ length: 200 }, (_, index) => v4(`10.0.1.${index}`))
    const full = gatherAddresses({ eth0: many }, 'kim-pc', 3389, external).listed
    expect([full.length, full[0]?.host, full.at(-1)?.host]).toEqual([64, '11.22.33.1', 'kim-pc'])
  })

  it('[NET-1] on this computer finds at least one', () => {
    const { listed, ipv6 } = gatherAddresses(undefined, undefined, 3389)
    expect(listed.length + ipv6.length).toBeGreaterThan(0)
  })
})
