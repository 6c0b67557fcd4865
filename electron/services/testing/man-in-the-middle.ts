// Tests. Somebody between the two computers who ends TLS on both sides, with a certificate of their own, and passes on what
// either says.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect as connectTcp } from 'node:net'
import { connect, createServer } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import type { Certificate } from '../terminal-services/certificate.ts'
import { makeCertificate } from '../terminal-services/certificate.ts'

export type ManInTheMiddle = {
  readonly port: number
  readonly fingerprint: Uint8Array
  /** Bytes that either side has said, without TLS around them. */
  overheard(): number
  close(): Promise<void>
}

export async function standBetween(novicePort: number): Promise<ManInTheMiddle> {
  const certificate: Certificate = await makeCertificate()
  const sockets = new Set<TLSSocket>()
  let overheard = 0
  const keep = (socket: TLSSocket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.privateKeyPem, minVersion: 'TLSv1.3' },
    (near) => {
      const servername = near.servername
      const far = connect({
        socket: connectTcp({ host: '127.0.0.1', port: novicePort, localAddress: '127.0.0.99' }),
        ...(typeof servername === 'string' && { servername }),
        rejectUnauthorized: false,
      })
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        keep(socket)
        socket.on('data', (chunk: Buffer) => {
          overheard += chunk.byteLength
          other.write(chunk)
        })
        socket.once('close', () => other.end())
      }
    },
  )
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: certificate.fingerprint,
    overheard: () => overheard,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
