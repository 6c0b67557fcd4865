import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkOf } from './network-of.ts'

describe('[ADM-3] whom a connection is counted against', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000:aaaa:bbbb:cccc:dddd', '2001:db8:0:0::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:0:0:1::%eth0', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['::1', '::1'],
    ['', ''],
  ])('%s: %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('is the same for all addresses of one /64, however they are spelt, and another for the next /64', () => {
    const group = fc.integer({ min: 0, max: 0xffff })
    const groups = fc.tuple(fc.constant(0x2001), group, group, group)
    const spelt = (parts: readonly number[], wide: boolean) =>
      parts.map((part) => (wide ? part.toString(16).padStart(4, '0') : part.toString(16))).join(':')
    fc.assert(
      fc.property(groups, fc.tuple(group, group, group, group), fc.boolean(), (prefix, host, wide) => {
        const network = networkOf(spelt([...prefix, 1, 1, 1, 1], false))
        expect(networkOf(spelt([...prefix, ...host], wide))).toBe(network)
        expect(networkOf(`${spelt(prefix, wide)}::1`)).toBe(network)
        const [a, b, c, d] = prefix
        expect(networkOf(spelt([a, b, c, d ^ 1, ...host], wide))).not.toBe(network)
      }),
    )
  })
})
