// Test networks. A way from our own network to a program in another one: through a socket in the file system, which belongs
// to no network. bench/line/door.ts is its other end.

import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

export type Door = { readonly port: number; close(): void }

/** A port of our own loopback that leads to the socket. */
export async function doorTo(path: string): Promise<Door> {
  const server = createServer((here) => {
    const there = connect(path)
    here.pipe(there).pipe(here)
    here.on('error', () => there.destroy())
    there.on('error', () => here.destroy())
  }).unref()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}
