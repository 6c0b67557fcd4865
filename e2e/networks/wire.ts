// Test networks. What the kernel knows of the connections of the network this process is in, and datagrams to and fro.

import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'

const CALL_EVERY_MS = 200
const PATIENCE_MS = 5000

/** Bytes that came in over all devices but loopback. */
export const arrived = (): number =>
  readFileSync('/proc/self/net/dev', 'utf8')
    .split('\n')
    .flatMap((line) => /^\s*(?!lo:)\w+:\s*(\d+)/.exec(line)?.[1] ?? [])
    .reduce((sum, bytes) => sum + Number(bytes), 0)

/** Bytes of all connections that the other end does not have yet, or has not said so. */
export const unanswered = (): number =>
  ['tcp', 'tcp6']
    .flatMap((family) => readFileSync(`/proc/self/net/${family}`, 'utf8').split('\n').slice(1))
    .reduce((sum, line) => sum + Number.parseInt(/ 01 ([0-9A-F]{8}):/.exec(line)?.[1] ?? '0', 16), 0)

/** From now on what comes at this port goes back. */
export async function echoAt(port: number): Promise<void> {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, from) => socket.send(bytes, from.port, from.address))
  await new Promise<void>((resolve) => socket.bind(port, resolve))
}

/** What comes back of a datagram that is sent again and again, or `silence`. */
export async function callAt(host: string, port: number): Promise<string> {
  const socket = createSocket('udp4')
  // A network that says there is no way is silent, too.
  socket.on('error', () => undefined)
  const again = setInterval(() => socket.send('can you hear me?', port, host), CALL_EVERY_MS)
  const heard = await new Promise<string>((resolve) => {
    socket.once('message', (bytes) => resolve(bytes.toString()))
    setTimeout(() => resolve('silence'), PATIENCE_MS)
  })
  clearInterval(again)
  socket.close()
  return heard
}
