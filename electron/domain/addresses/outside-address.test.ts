import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHost } from '../invitation/address.ts'
import { formatOutsideAddress, parseOutsideAddress } from './outside-address.ts'

describe('the address from outside, as a user types it', () => {
  it.each([
    ['203.0.113.7', { host: '203.0.113.7', port: null }],
    ['  203.0.113.7:49152 ', { host: '203.0.113.7', port: 49_152 }],
    ['home.example.org', { host: 'home.example.org', port: null }],
    ['home.example.org:3389', { host: 'home.example.org', port: 3389 }],
    ['2001:db8::5', { host: '2001:db8::5', port: null }],
    ['[2001:db8::5]', { host: '2001:db8::5', port: null }],
    ['[2001:db8::5]:3389', { host: '2001:db8::5', port: 3389 }],
    // Between two routers it may be the right one.
    ['192.168.178.2:3389', { host: '192.168.178.2', port: 3389 }],
  ])('%s', (typed, read) => {
    expect(parseOutsideAddress(typed)).toEqual(read)
  })

  it.each([
    '',
    ' ',
    'my router',
    'http://home.example.org/',
    'a;b',
    'a,b',
    '203.0.113.7:',
    '203.0.113.7:0',
    '203.0.113.7:65536',
    '203.0.113.777',
    '127.0.0.1',
    '127.0.0.1:3389',
    'localhost',
    'LocalHost:3389',
    '::1',
    '[::1]:3389',
    '::',
    '::0:0:0:0',
    '[0:0:0:0:0:0:0:1]:3389',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '169.254.1.1',
    'fe80::1%eth0',
    '[fe80::1]:3389',
    'ff02::1',
    '224.0.0.1',
    '255.255.255.255',
    'a'.repeat(256),
  ])('%j is none', (typed) => {
    expect(parseOutsideAddress(typed)).toBeUndefined()
  })

  it('is read back as it was kept, and never holds what could end a list (property)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.domain()), fc.string(), (host, rest) => {
        for (const typed of [host, `${host}:3389`, `[${host}]:3389`, host + rest]) {
          const read = parseOutsideAddress(typed)
          if (read === undefined) continue
          expect(isHost(read.host)).toBe(true)
          expect(read.host).not.toMatch(/[;,"<>\s]/u)
          expect(parseOutsideAddress(formatOutsideAddress(read))).toEqual(read)
        }
      }),
    )
  })
})
