import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalAddressRequest, natPmpMapRequest, parseNatPmpAnswer } from './nat-pmp.ts'
import { announceRequest, parsePcpAnswer, pcpMapRequest } from './pcp.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

const wish = { transport: 'tcp', internalPort: 3389, externalPort: 50_000, leaseSeconds: 3600 } as const
const nonce = bytes('000102030405060708090a0b')

describe('NAT-PMP', () => {
  it('[NET-2] asks as RFC 6886 has it', () => {
    expect(hex(externalAddressRequest())).toBe('0000')
    expect(hex(natPmpMapRequest(wish))).toBe('00020000 0d3d c350 00000e10'.replaceAll(' ', ''))
    expect(hex(natPmpMapRequest({ ...wish, transport: 'udp' })).slice(0, 4)).toBe('0001')
  })

  it('[NET-2] reads what it answers', () => {
    expect(parseNatPmpAnswer(bytes('00 80 0000 00000007 0b162101'))).toEqual({
      kind: 'external-address',
      host: '11.22.33.1',
    })
    expect(parseNatPmpAnswer(bytes('00 82 0000 00000007 0d3d c350 00000e10'))).toEqual({
      kind: 'mapped',
      ...wish,
    })
    expect(parseNatPmpAnswer(bytes('00 82 0002 00000007'))).toEqual({ kind: 'refused', opcode: 2, result: 2 })
  })

  it.each([
    '',
    '00',
    '00 80 0000 00000007',
    '00 80 0000 00000007 0b162101 00',
    '00 82 0000 00000007 0d3d c350',
    '01 80 0000 00000007 0b162101',
    '00 02 0000 00000007 0d3d c350 00000e10',
    '00 83 0000 00000007 00000000',
  ])('[NET-4] %s is nonsense', (text) => expect(parseNatPmpAnswer(bytes(text))).toEqual({ kind: 'nonsense' }))

  it('[NET-4] never throws, and an answer holds numbers that fit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (any) => {
        const read = parseNatPmpAnswer(any)
        if (read.kind === 'mapped') expect(read.externalPort).toBeLessThan(65_536)
      }),
    )
  })
})

const answer = ({ result = '00', protocol = '06', external = '00000000000000000000ffff0b162101' } = {}) =>
  bytes(
    `02 81 00 ${result} 00000e10 00000007 000000000000000000000000 000102030405060708090a0b ${protocol} 000000 0d3d c350 ${external}`,
  )

describe('PCP', () => {
  it('[NET-2] asks as RFC 6887 has it', () => {
    const client = '00000000000000000000ffffc0a84d0a'
    expect(hex(announceRequest('192.168.77.10'))).toBe(`0200000000000000${client}`)
    expect(hex(pcpMapRequest(wish, '192.168.77.10', nonce))).toBe(
      `0201000000000e10${client}000102030405060708090a0b060000000d3dc35000000000000000000000ffff00000000`,
    )
  })

  it('[NET-2] reads what it answers', () => {
    expect(parsePcpAnswer(bytes(`02 80 00 00 00000000 00000007 000000000000000000000000`))).toEqual({
      kind: 'announced',
    })
    expect(parsePcpAnswer(answer())).toEqual({ kind: 'mapped', nonce, externalHost: '11.22.33.1', ...wish })
    expect(parsePcpAnswer(answer({ protocol: '11' }))).toMatchObject({ transport: 'udp' })
    expect(parsePcpAnswer(answer({ result: '02' }))).toEqual({ kind: 'refused', opcode: 1, result: 2 })
  })

  it('[NET-4] an answer that is cut, of another protocol or not of IPv4 is nonsense', () => {
    expect(parsePcpAnswer(answer({ protocol: '01' })).kind).toBe('nonsense')
    expect(parsePcpAnswer(answer({ external: '20010db8000000000000000000000001' })).kind).toBe('nonsense')
    for (let length = 0; length < 60; length += 1)
      expect(parsePcpAnswer(answer().slice(0, length)).kind).toBe('nonsense')
    expect(parsePcpAnswer(new Uint8Array(1104).fill(2)).kind).toBe('nonsense')
  })

  it('[NET-4] never throws', () => {
    const header = fc.constant(bytes('0281 0000'))
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 120 }), (start, rest) => {
        expect(parsePcpAnswer(rest)).toHaveProperty('kind')
        expect(parsePcpAnswer(Uint8Array.of(...start, ...rest))).toHaveProperty('kind')
      }),
    )
  })
})
