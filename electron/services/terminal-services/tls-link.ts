// Services. A link over one TLS 1.3 connection.

import type { TLSSocket } from 'node:tls'
import { encodeFrame, frameHeader, LIMIT_AFTER_ADMISSION } from '../../domain/session/frames.ts'
import type { Timers } from '../ports.ts'
import { systemTimers } from '../ports.ts'
import { createInbox } from './inbox.ts'
import type { Link } from './link.ts'

const EXPORTER_LABEL = 'EXPERIMENTAL-help-and-support-logon'
const EXPORTER_BYTES = 32
/** Below this a payload is copied behind its header; above, copying would cost more than a second buffer. */
const JOIN_BYTES = 8 * 1024
/** How long a closed link waits for a peer that does not take its last bytes, in milliseconds. */
const LINGER_MS = 2000

export type TlsLinkOptions = { readonly timers?: Timers; readonly onAdmitted?: () => void }

/** Wraps a socket whose handshake is done; the socket belongs to the link from then on. */
export function createTlsLink(socket: TLSSocket, options: TlsLinkOptions = {}): Link {
  const timers = options.timers ?? systemTimers
  const drainListeners: (() => void)[] = []
  let ending: 'closed-here' | undefined
  let corked = false
  let aboveZero = false

  const finish = () => {
    if (socket.destroyed) return
    socket.end()
    const cancel = timers.after(LINGER_MS, () => socket.destroy())
    socket.once('close', cancel)
  }
  const inbox = createInbox(finish)

  socket.setNoDelay(true)
  socket.on('data', (chunk: Buffer) => inbox.receive(chunk))
  // A failure of the network is an ordinary end: 'close' follows and says 'lost'.
  socket.on('error', () => undefined)
  socket.on('close', () => inbox.end(ending ?? 'lost'))

  const written = () => {
    if (!aboveZero || socket.writableLength > 0) return
    aboveZero = false
    for (const tell of drainListeners) tell()
  }

  /** All that is sent in one turn leaves in one write. */
  const corkThisTurn = () => {
    if (corked) return
    corked = true
    socket.cork()
    process.nextTick(() => {
      corked = false
      socket.uncork()
    })
  }

  return {
    peerAddress: plainAddress(socket.remoteAddress),
    exporter: socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0)),
    send: (channel, payload) => {
      if (payload.length > LIMIT_AFTER_ADMISSION) throw new Error('a frame of more than 1 MiB was to be sent')
      if (!socket.writable) return
      corkThisTurn()
      aboveZero = true
      if (payload.length <= JOIN_BYTES) {
        socket.write(encodeFrame(channel, payload), written)
      } else {
        socket.write(frameHeader(channel, payload.length))
        socket.write(payload, written)
      }
    },
    queuedBytes: () => socket.writableLength,
    onDrain: (listener) => {
      drainListeners.push(listener)
    },
    onFrame: inbox.onFrame,
    onClose: inbox.onClose,
    admit: () => {
      inbox.admit()
      options.onAdmitted?.()
    },
    close: () => {
      if (ending !== undefined) return
      ending = 'closed-here'
      inbox.silence()
      finish()
    },
    cut: () => {
      ending ??= 'closed-here'
      inbox.silence()
      socket.destroy()
    },
  }
}

/** A dual-stack socket shows IPv4 peers as ::ffff:a.b.c.d; people know them without the prefix. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
}
