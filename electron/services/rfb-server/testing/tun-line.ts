// Tests. A process of its own: a line between two network namespaces, packet by packet (TUN devices), with a rate, a delay,
// losses and a queue. As `tc netem` would, but on kernels without it too, and each run loses the same packets.
// Usage: node tun-line.ts SERVER-NAMESPACE CLIENT-NAMESPACE BITS-PER-SECOND DELAY-MS LOST-EACH
// Says what its two devices are called. On standard input `dark` loses everything from then on, `light` nothing more.

import { execFileSync } from 'node:child_process'
import { openSync, read, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import koffi from 'koffi'

const TUNSETIFF = 0x400454ca
const IFF_TUN_NO_PI = 0x1001
/** Packets that wait for the line; more are lost. Far more than a second of a thin line, as in cheap modems. */
const QUEUE = 1000
const MTU = 1500

const ioctl = koffi.load('libc.so.6').func('int ioctl(int fd, unsigned long request, uint8_t *argument)')

const [server = '', client = '', rate = '', delay = '', lostEach = '0'] = process.argv.slice(2)
const bytesPerMs = Number(rate) / 8000
let dark = false
const deviceOf = (own: string) => `hs${process.pid % 100_000}${own.at(-1) ?? ''}`

function openTun(space: string, own: string, peer: string): number {
  const fd = openSync('/dev/net/tun', 'r+')
  const name = deviceOf(own)
  const request = Buffer.alloc(40)
  request.write(name)
  request.writeUInt16LE(IFF_TUN_NO_PI, 16)
  if (ioctl(fd, TUNSETIFF, request) !== 0) throw new Error('no TUN device')
  const ip = (...args: readonly string[]) => execFileSync('ip', args)
  ip('link', 'set', name, 'netns', space)
  ip('-n', space, 'address', 'add', own, 'peer', peer, 'dev', name)
  ip('-n', space, 'link', 'set', name, 'mtu', String(MTU), 'up')
  return fd
}

/** One direction. Only what has passed the narrow place begins its way. */
function carry(from: number, to: number): void {
  let free = 0
  let packets = 0
  const waiting: { readonly at: number; readonly packet: Buffer }[] = []
  let timer: NodeJS.Timeout | undefined

  const deliver = () => {
    timer = undefined
    for (let first = waiting[0]; first !== undefined && first.at <= performance.now(); first = waiting[0]) {
      waiting.shift()
      if (!dark) writeSync(to, first.packet)
    }
    if (waiting[0] !== undefined) timer = setTimeout(deliver, Math.max(0, waiting[0].at - performance.now()))
  }

  const listen = () => {
    const buffer = Buffer.alloc(MTU + 100)
    read(from, buffer, 0, buffer.length, null, (failed, size) => {
      if (failed) return
      packets += 1
      const isLost =
        dark || (Number(lostEach) > 0 && packets % Number(lostEach) === 0) || waiting.length > QUEUE
      if (!isLost) {
        free = Math.max(free, performance.now()) + size / bytesPerMs
        waiting.push({ at: free + Number(delay), packet: buffer.subarray(0, size) })
        timer ??= setTimeout(deliver, Math.max(0, (waiting[0]?.at ?? 0) - performance.now()))
      }
      listen()
    })
  }
  listen()
}

const [serverAddress, clientAddress] = ['10.77.0.1', '10.77.0.2'] as const
const serverEnd = openTun(server, serverAddress, clientAddress)
const clientEnd = openTun(client, clientAddress, serverAddress)
carry(serverEnd, clientEnd)
carry(clientEnd, serverEnd)
createInterface({ input: process.stdin }).on('line', (order) => {
  dark = order === 'dark'
  process.stdout.write(`${JSON.stringify({ dark })}\n`)
})
const devices = { server: deviceOf(serverAddress), client: deviceOf(clientAddress) }
process.stdout.write(`${JSON.stringify({ ready: true, devices })}\n`)
