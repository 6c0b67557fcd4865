// Bench, a process of its own: a line with delay and loss where the kernel has no netem. Two TUN devices, and every IP
// packet of the one comes out of the other, late or never. Arguments: NAME NAME DELAY-MS LOSS. Says "ready"; ends with
// its standard input, and the devices with it.

import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
import { setPriority } from 'node:os'
import koffi, { type node } from 'koffi'
import { type SlowWay, createSlowWay, randomFrom } from './slow-way.ts'

const TUNSETIFF = 0x400454ca
/** Whole IP packets, nothing in front of them. */
const IFF_TUN = 0x0001
const IFF_NO_PI = 0x1000
const IFREQ_BYTES = 40
const FLAGS_AT = 16
const PACKET_BYTES = 65_536
const LIMIT = 4000

const libc = koffi.load('libc.so.6')
const ioctl: (file: number, request: number, argument: Uint8Array) => number = libc.func(
  'int ioctl(int file, ulong request, void *argument)',
)

function openTun(name: string): number {
  const file = openSync('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK)
  const request = Buffer.alloc(IFREQ_BYTES)
  request.write(name, 'latin1')
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI, FLAGS_AT)
  if (ioctl(file, TUNSETIFF, request) !== 0) throw new Error(`no TUN device ${name}`)
  return file
}

const buffer = Buffer.alloc(PACKET_BYTES)

/** The next packet that waits, undefined when none does. */
function readPacket(file: number): Uint8Array | undefined {
  try {
    return Uint8Array.from(buffer.subarray(0, readSync(file, buffer)))
  } catch {
    // EAGAIN: nothing is there; EIO: the device is down, or not yet up.
    return undefined
  }
}

function writePacket(file: number, packet: Uint8Array): void {
  try {
    writeSync(file, packet)
  } catch {
    // The other end is down: nobody is there to miss it.
  }
}

/** The caller keeps what comes back: a handle that nobody holds is collected, and the line is dead. */
function carry(from: number, to: number, way: SlowWay): node.PollHandle {
  let timer: NodeJS.Timeout | undefined
  const deliver = () => {
    timer = undefined
    for (const packet of way.due(performance.now())) writePacket(to, packet)
    const next = way.next()
    if (next !== undefined) timer = setTimeout(deliver, Math.max(0, next - performance.now()))
  }
  const arrived = () => {
    for (let packet = readPacket(from); packet !== undefined; packet = readPacket(from)) {
      way.push(packet, performance.now())
    }
    if (timer === undefined) deliver()
  }
  // koffi calls back outside Node's own callback scope.
  return koffi.node.poll(from, { readable: true }, () => void setImmediate(arrived))
}

// A line is late by its delay and not by the load of the machine.
setPriority(-15)
const [one = '', other = '', delayMs = '0', loss = '0'] = process.argv.slice(2)
const files = [openTun(one), openTun(other)] as const
const slowness = { delayMs: Number(delayMs), loss: Number(loss), limit: LIMIT }
const polls = [
  carry(files[0], files[1], createSlowWay(slowness, randomFrom(1))),
  carry(files[1], files[0], createSlowWay(slowness, randomFrom(2))),
]
process.stdin.resume().once('end', () => {
  for (const poll of polls) poll.close()
  for (const file of files) closeSync(file)
  process.exit()
})
process.stdout.write('ready\n')
