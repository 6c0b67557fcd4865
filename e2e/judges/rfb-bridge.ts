// Tests. Stands where main stands: a page's bytes (WebSocket) to and from an RFB server (TCP), and a record of them.

import type { Server } from 'node:http'
import { connect } from 'node:net'
import { WebSocketServer } from 'ws'

export type RfbBridge = {
  /** Every message that left the page, as handed to `sendBytes`. */
  readonly sent: readonly Uint8Array[]
  /** Bytes for the page that no server sent. */
  inject(bytes: Uint8Array): void
  stop(): void
}

export function bridgeRfb(server: Server, port: number, host = '127.0.0.1'): RfbBridge {
  const sent: Uint8Array[] = []
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => {
    const tcp = connect(port, host).setNoDelay()
    // [Note: the viewer speaks first]: the server's greeting waits until the page listens.
    tcp.pause()
    tcp.on('data', (bytes) => socket.send(bytes))
    tcp.on('close', () => socket.close())
    tcp.on('error', () => socket.close())
    socket.on('message', (data) => {
      const bytes = new Uint8Array(data as Buffer)
      sent.push(bytes)
      if (bytes.byteLength === 0) tcp.resume()
      else if (!isMark(bytes)) tcp.write(bytes)
    })
    socket.on('close', () => tcp.destroy())
  })
  return {
    sent,
    inject: (bytes) => sockets.clients.forEach((socket) => socket.send(bytes)),
    stop: () => {
      sockets.clients.forEach((socket) => socket.terminate())
      sockets.close()
    },
  }
}

/** Pointer (5) and key (4, and 255/0 for extended key) events among recorded messages. */
export const inputOf = (sent: readonly Uint8Array[]): readonly Uint8Array[] =>
  sent.filter(([type, sub]) => type === 4 || type === 5 || (type === 255 && sub === 0))

/** A message of the test page, not of RFB: everything before it has left. */
const MARK = 0xfe
export const isMark = (message: Uint8Array): boolean => message.byteLength === 1 && message[0] === MARK
