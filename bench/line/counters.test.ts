import { describe, expect, it } from 'vitest'
import { bytesThrough, listens } from './counters.ts'

const DEVICES = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 7 1 0 0 0 0 0 0 7 1 0 0 0 0 0 0
  eth0:1200 10 0 0 0 0 0 0 34 2 0 0 0 0 0 0
 eth01: 5 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0
`

const SOCKETS = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0108090A:170D 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1
   1: 0100007F:0050 0100007F:170E 01 00000000:00000000 00:00000000 00000000     0        0 2
   2: 0100007F:170E 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 3
`

describe('the counters of a device', () => {
  it('are received and sent together, also where the first number touches the name', () =>
    expect(bytesThrough(DEVICES, 'eth0')).toBe(1234))
  it('are not those of another device', () => expect(() => bytesThrough(DEVICES, 'eth')).toThrow('eth'))
})

describe('the table of sockets', () => {
  it('knows who listens', () => expect(listens(SOCKETS, 0x170d)).toBe(true))
  it('takes a connection for no listener', () => expect(listens(SOCKETS, 0x170e)).toBe(false))
  it('knows when nobody is there', () => expect(listens(SOCKETS, 5900)).toBe(false))
})
