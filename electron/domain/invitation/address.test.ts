import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAddress, isHost, isIpv4, isIpv6, parseAddress } from './address.ts'

describe('addresses', () => {
  it.each([
    ['::', true],
    ['::1', true],
    ['1::', true],
    ['1:2:3:4:5:6:7:8', true],
    ['1:2:3:4:5:6:7::', true],
    ['1:2:3:4:5:6:7::8', false],
    ['1:2:3:4:5:6:7', false],
    ['::ffff:10.0.0.1', true],
    ['10.0.0.1::', false],
    ['1:2:3:4:5:6:10.0.0.1', true],
    ['1:2:3:4:5:6:7:10.0.0.1', false],
    ['fe80::1%eth0', true],
    ['fe80::1%', false],
    ['fe80::1%a b', false],
    ['fe80::1%12\n', false],
    [':::', false],
    [':1', false],
    ['', false],
  ])('[INV-6] %j as IPv6: %s', (text, is) => {
    expect(isIpv6(text)).toBe(is)
  })

  it('[INV-6] agrees with Node on what an address is', () => {
    const pieces = fc.array(
      fc.constantFrom(':', '::', '0', '1', 'ff', 'ABCD', '12345', '10.0.0.1', '.', '255', '256'),
      {
        maxLength: 17,
      },
    )
    const texts = fc.oneof(
      pieces.map((parts) => parts.join('')),
      fc.ipV6(),
      fc.ipV4(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect([isIpv6(text), isIpv4(text)]).toEqual([isIPv6(text), isIPv4(text)])
      }),
      { numRuns: 2000 },
    )
  })

  it('[INV-6] what is formatted is parsed back equal', () => {
    const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain())
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        expect(parseAddress(formatAddress({ host: name, port }))).toEqual({ host: name, port })
      }),
    )
  })

  it.each(['kim-pc', 'KIM_PC.local', 'büro-pc', '電腦'])('[NET-1] %s is a name', (name) => {
    expect(isHost(name)).toBe(true)
  })

  it.each(['', 'a b', 'a;b', 'a,b', 'a"b', 'a\nb', 'a\u202eb', 'a/b', '-;'])('[NET-1] %j is none', (name) => {
    expect(isHost(name)).toBe(false)
  })
})
