// Tests. A way between two programs that can fail: a TCP relay that is cut, or falls silent, and is mended again.

import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'

export type CuttableWay = {
  readonly port: number
  /** Both ends of every connection are closed, and new ones are too, until `mend`. */
  cut(): void
  /** Nothing gets through any more, and nobody is told, until `mend`; new connections hang as well. */
  silence(): void
  /** What was silent goes on; new connections get through. */
  mend(): void
  close(): Promise<void>
}

export async function openWay(to: number): Promise<CuttableWay> {
  let state: 'open' | 'cut' | 'silent' = 'open'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      keep(socket)
      socket.on('data', (chunk) => other.write(chunk))
      socket.once('close', () => other.destroy())
    }
    if (state === 'cut') near.destroy()
    if (state === 'silent') for (const socket of [near, far]) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  const destroy = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    cut: () => {
      state = 'cut'
      destroy()
    },
    silence: () => {
      state = 'silent'
      for (const socket of sockets) socket.pause()
    },
    mend: () => {
      state = 'open'
      for (const socket of sockets) socket.resume()
    },
    close: () => {
      destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
