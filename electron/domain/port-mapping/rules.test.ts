import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linuxGateways, macosGateways, towards, windowsGateways } from './default-gateways.ts'
import { isInNetwork, isNeighbour, judgeExternalAddress } from './external-address.ts'
import { alternativePort, leaseSeconds } from './mapping.ts'
import { isOver, mappingRecord } from './mapping-record.ts'
import type { MappingRecord } from './mapping-record.ts'
import { isDouble, renewalDue, unusedMappings } from './upkeep.ts'

const HOUR = 60 * 60_000

describe('an external address', () => {
  it.each([
    [
      'public',
      '8.8.8.8',
      '11.22.33.1',
      '100.63.255.255',
      '100.128.0.0',
      '172.15.0.1',
      '172.32.0.1',
      '223.255.255.255',
    ],
    [
      'private',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.0.2',
      '100.64.0.1',
      '100.127.255.255',
      '192.0.0.2',
    ],
    ['none', '0.0.0.0', ''],
    ['nonsense', '127.0.0.1', '224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1', '169.254.1.1'],
    [
      'nonsense',
      '0.0.0.1',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.9',
      '1.2.3',
      '1.2.3.4.5',
      '::1',
      'router',
      '01.2.3.4',
    ],
  ])('[NET-4] is %s', (judgement, ...addresses) => {
    for (const address of addresses)
      expect([address, judgeExternalAddress(address)]).toEqual([address, judgement])
  })

  it('[NET-4] any text is judged', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(judgeExternalAddress(text)).toMatch(/^n|^p/)
      }),
    )
  })

  it('knows networks and neighbours', () => {
    expect(isInNetwork('200.1.2.3', '200.1.0.0/16')).toBe(true)
    expect(isInNetwork('200.2.2.3', '200.1.0.0/16')).toBe(false)
    expect(isNeighbour('192.168.1.1', '192.168.1.77', '255.255.255.0')).toBe(true)
    expect(isNeighbour('192.168.2.1', '192.168.1.77', '255.255.255.0')).toBe(false)
  })
})

describe('the default gateways', () => {
  it('[NET-2] Linux: /proc/net/route', () => {
    const table = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth1\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0
eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
`
    expect(linuxGateways(table)).toEqual(['192.168.1.1'])
  })

  it('[NET-2] macOS: netstat -rn -f inet', () => {
    const table = `Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            192.168.1.1        UGScg                 en0
default            link#18            UCSIg           bridge100      !
127                127.0.0.1          UCS                   lo0
`
    expect(macosGateways(table)).toEqual(['192.168.1.1'])
  })

  it('[NET-2] Windows: route print', () => {
    const table = `===========================================================================
IPv4-Routentabelle
===========================================================================
Aktive Routen:
     Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.77     25
          0.0.0.0          0.0.0.0   Auf Verbindung         10.8.0.2      5
===========================================================================
`
    expect(windowsGateways(table)).toEqual(['192.168.1.1'])
  })

  it('[NET-4] anything else gives none, or addresses at least', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const read of [linuxGateways, macosGateways, windowsGateways])
          for (const host of read(`${text}\ndefault ${text} UG`)) expect(host).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
      }),
    )
  })

  it('are asked through the network they are on', () => {
    const own = [
      { name: 'eth0', address: '10.0.0.5', netmask: '255.0.0.0', isVirtual: false },
      { name: 'eth1', address: '192.168.1.5', netmask: '255.255.255.0', isVirtual: false },
    ]
    expect(towards('192.168.1.1', own)?.name).toBe('eth1')
    expect(towards('172.16.0.1', own)).toBeUndefined()
    expect(towards('10.0.0.5', own)).toBeUndefined()
  })
})

describe('a lease', () => {
  it('[NET-3] is as long as the last ticket, an hour at most, and never for ever', () => {
    expect(leaseSeconds(90_500, 0)).toBe(90)
    expect(leaseSeconds(5 * HOUR, 0)).toBe(3600)
    expect(leaseSeconds(0, 1000)).toBe(1)
  })

  it('[NET-3] alternatives are the same for the same computer, and unassigned ports', () => {
    const ports = [1, 2, 3, 4].map((attempt) => alternativePort('192.168.1.5', 3389, attempt))
    expect(ports).toEqual([1, 2, 3, 4].map((attempt) => alternativePort('192.168.1.5', 3389, attempt)))
    expect(new Set(ports).size).toBe(4)
    expect(alternativePort('192.168.1.6', 3389, 1)).not.toBe(ports[0])
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(65_535), fc.nat(9), (own, port, attempt) => {
        const alternative = alternativePort(own, port, attempt)
        expect(alternative >= 49_152 && alternative <= 65_535).toBe(true)
      }),
    )
  })
})

const record: MappingRecord = {
  gateway: '192.168.1.1',
  own: '192.168.1.5',
  transport: 'tcp',
  internalPort: 3389,
  externalPort: 3389,
  externalHost: '11.22.33.1',
  until: HOUR,
  handle: { protocol: 'nat-pmp' },
}

describe('the upkeep', () => {
  const due = (
    until: number,
    { end = HOUR, now = 1 }: { readonly end?: number | null; readonly now?: number } = {},
  ) => renewalDue([{ ...record, until: end }], { grantedAt: 0, until, now })

  it('[NET-3] renews at half time while a ticket lasts longer', () => {
    expect(due(5 * HOUR)).toBe(HOUR / 2)
  })

  it('[NET-3] leaves a lease that ends with the last ticket, and one without an end', () => {
    expect(due(HOUR)).toBe(Infinity)
    expect(due(5 * HOUR, { end: null })).toBe(Infinity)
  })

  it('[NET-3] shortens at once a lease that is longer than the last ticket', () => {
    expect(due(HOUR / 2)).toBe(1)
    // The ticket is over by the clock on the wall; the ticket clock will end it.
    expect(due(HOUR / 2, { now: HOUR * 0.75 })).not.toBe(HOUR * 0.75)
  })

  it('[NET-3] gives back what is written down and not in use, except the same port in another protocol', () => {
    const other = { ...record, internalPort: 3390 }
    const double: MappingRecord = { ...record, handle: { protocol: 'pcp', nonce: '00'.repeat(12) } }
    expect(unusedMappings([record, other, double], [record])).toEqual([other, double])
    expect(isDouble(double, [record])).toBe(true)
    expect(isDouble(other, [record])).toBe(false)
  })

  it('knows when a lease is over', () => {
    expect(isOver(record, HOUR)).toBe(true)
    expect(isOver(record, HOUR - 1)).toBe(false)
    expect(isOver({ ...record, until: null }, HOUR * 99)).toBe(false)
  })

  it('[NET-4] a record that leads elsewhere is none', () => {
    const upnp = { protocol: 'upnp', service: 'urn:schemas-upnp-org:service:WANIPConnection:1' }
    const read = (handle: unknown) => mappingRecord.safeParse({ ...record, handle }).success
    expect(read({ ...upnp, control: { port: 80, path: '/c' } })).toBe(true)
    expect(read({ ...upnp, control: { port: 80, path: '/c', host: '10.0.0.1' } })).toBe(false)
    expect(read({ ...upnp, control: { port: 80, path: 'c\r\nHost: x' } })).toBe(false)
    expect(read({ protocol: 'telepathy' })).toBe(false)
    expect(mappingRecord.safeParse({ ...record, gateway: 'router.example' }).success).toBe(false)
  })
})
