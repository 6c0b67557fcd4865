import { describe, expect, it } from 'vitest'
import { addressKind, isLinkLocal, isLoopback } from './address-kind.ts'

describe('how far an address leads', () => {
  it.each([
    ['203.0.113.7', 'internet'],
    ['8.8.8.8', 'internet'],
    ['100.63.255.255', 'internet'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['100.128.0.1', 'internet'],
    ['10.0.0.1', 'private'],
    ['172.15.0.1', 'internet'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'internet'],
    ['192.168.1.5', 'private'],
    ['192.169.1.5', 'internet'],
    ['192.0.0.2', 'private'],
    ['192.0.1.2', 'internet'],
    ['198.17.0.1', 'internet'],
    ['198.19.255.1', 'private'],
    ['198.20.0.1', 'internet'],
    ['169.254.6.170', 'private'],
    ['127.0.0.1', 'private'],
    ['0.0.0.0', 'private'],
    ['224.0.0.1', 'private'],
    ['2001:db8::5', 'internet'],
    ['2a02::1', 'internet'],
    ['fd12::7', 'private'],
    ['fe80::1%eth0', 'private'],
    ['::1', 'private'],
    ['::', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:203.0.113.7', 'internet'],
    ['kim-pc', 'name'],
    ['home.example.org', 'name'],
  ] as const)('%s: %s', (host, kind) => {
    expect(addressKind(host)).toBe(kind)
  })

  it('knows what stays on the wire, and what stays in the computer', () => {
    expect(['169.254.1.1', 'fe80::1', 'febf::1', 'FE80::1'].every(isLinkLocal)).toBe(true)
    expect(['169.253.1.1', 'fec0::1', 'fd00::1', 'fe80.example'].some(isLinkLocal)).toBe(false)
    expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true)
    expect(['128.0.0.1', '::2', '127.example'].some(isLoopback)).toBe(false)
  })
})
