// Tests. Somebody with an invitation and a program of their own: logs on as ours does, or not, and then says what they like.

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { encodeBeat, parseBeat } from '../../domain/session/beat.ts'
import type { Extension, Invitation } from '../../domain/invitation/invitation.ts'
import { readInvitationFile } from '../invitation-file.ts'
import { systemTimers } from '../ports.ts'
import type { Channel, Link } from '../terminal-services/link.ts'
import { channels } from '../terminal-services/link.ts'
import { logOnExpert } from '../terminal-services/logon-expert.ts'
import { serverNameOf } from '../terminal-services/server-name.ts'
import { createTlsLink } from '../terminal-services/tls-link.ts'

/** What an invitation file gives away; each may be changed before it is used. */
export type Stolen = { readonly ticketId: string } & Pick<Extension, 'secret' | 'fingerprint'>

export async function steal(path: string): Promise<Stolen> {
  const read = await readInvitationFile(path)
  if (!read.ok) throw new Error(read.error.kind)
  const { ticketId, extension }: Invitation = read.value
  if (ticketId === undefined || extension === undefined) throw new Error('not an invitation of ours')
  return { ticketId, secret: extension.secret, fingerprint: extension.fingerprint }
}

/** A TLS connection to a listener on this computer, from another of its loopback addresses; no certificate is checked. */
export async function shakeHands(port: number, { ticketId }: Stolen, from = '127.0.0.66'): Promise<Link> {
  const socket = connectTls({
    socket: connectTcp({ host: '127.0.0.1', port, localAddress: from }),
    servername: serverNameOf(ticketId),
    rejectUnauthorized: false,
  })
  await once(socket, 'secureConnect')
  return createTlsLink(socket)
}

export const proveWith = (link: Link, stolen: Stolen, password: string | null, name = 'Mallory') =>
  logOnExpert(link, {
    ...stolen,
    password,
    name,
    timers: systemTimers,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  })

export type HostileExpert = {
  readonly link: Link
  /** One message of channel 0, well formed or not. */
  say(message: unknown): void
  send(channel: Channel, payload: Uint8Array): void
  /** One frame of input: the grant's number, then RFB messages. */
  input(grant: number, ...messages: readonly Uint8Array[]): void
  /** What the novice has said on channel 0 so far. */
  readonly heard: { readonly type: string }[]
  /** Bytes of the picture so far. */
  pictureBytes(): number
  readonly closed: Promise<unknown>
}

/** Logs on as an honest expert would; from then on only heartbeats are said by itself. */
export async function logOnHostile(port: number, stolen: Stolen): Promise<HostileExpert> {
  const link = await shakeHands(port, stolen)
  const proved = await proveWith(link, stolen, null)
  if (!proved.ok) throw new Error(proved.error)
  const heard: { readonly type: string }[] = []
  let picture = 0
  let received = 0
  let number = 0
  const closed = new Promise((resolve) => link.onClose(resolve))
  link.onFrame((channel, payload) => {
    if (channel === channels.beat) {
      const echo = parseBeat(payload)?.number ?? 0
      link.send(channels.beat, encodeBeat({ received, number: (number += 1), echo, urgent: false }))
      return
    }
    received += 1
    if (channel === channels.rfb) picture += payload.byteLength
    if (channel === channels.control)
      heard.push(JSON.parse(Buffer.from(payload).toString()) as { readonly type: string })
  })
  return {
    link,
    heard,
    closed,
    pictureBytes: () => picture,
    say: (message) => link.send(channels.control, Buffer.from(JSON.stringify(message))),
    send: (channel, payload) => link.send(channel, payload),
    input: (grant, ...messages) => {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(grant)
      link.send(channels.rfb, Buffer.concat([head, ...messages]))
    },
  }
}

/** RFB's beginning as a viewer says it: version, security type None, ClientInit. */
export const RFB_HELLO: readonly Uint8Array[] = [Buffer.from('RFB 003.008\n'), Uint8Array.of(1, 1)]

/** RFC 6143, 7.5.4 and 7.5.5. */
export const rfbKey = (keysym: number, down = true) =>
  Uint8Array.of(4, down ? 1 : 0, 0, 0, 0, 0, keysym >> 8, keysym & 255)
export const rfbPointer = (x: number, y: number, buttons: number) =>
  Uint8Array.of(5, buttons, x >> 8, x & 255, y >> 8, y & 255)

/** A TCP connection that says nothing of its own; resolves when it stands. */
export async function halfOpen(port: number, from: string): Promise<Socket> {
  const socket = connectTcp({ host: '127.0.0.1', port, localAddress: from })
  socket.on('error', () => undefined)
  socket.resume()
  await once(socket, 'connect')
  return socket
}

/** Says this over plain TCP and waits until the listener has hung up. */
export async function throwAt(port: number, garbage: Uint8Array, from: string): Promise<void> {
  const socket = await halfOpen(port, from)
  const closed = once(socket, 'close')
  socket.write(garbage)
  await closed
}
