// Services. An admitted connection as the two sessions see it: typed messages, RFB bytes, a break and a return, one end.

import type { Result } from '../../../shared/result.ts'
import type { Clock, Timers } from '../ports.ts'
import { channels } from '../terminal-services/link.ts'
import type { Channel, Link } from '../terminal-services/link.ts'
import { createSteadyLine } from './steady-line.ts'
import type { SteadyLine } from './steady-line.ts'

/** Small enough that a frame is over well within 8 s on a thin line (8 kB/s): only whole frames are heard. */
const RFB_FRAME = 64 * 1024

/**
 * SECURITY: what a peer may ask of this computer between two heartbeats. People stay far below; a flood would keep the
 * main process from hearing the novice's ESC (CTL-2), so it ends the session instead.
 */
const MESSAGES_PER_BEAT = 100
/** SECURITY: bytes that a peer may leave untaken while it goes on asking; answers must not fill the memory. */
const MOST_QUEUED = 4 * 1024 * 1024

/** So long after a picture or some input people are taken to be at work. */
const IN_USE_MS = 150

export type SessionLink<Out> = {
  send(message: Out): void
  sendRfb(bytes: Uint8Array): void
  /** One whole frame of channel 2. */
  sendFiles(frame: Uint8Array): void
  sendVoice(payload: Uint8Array): void
  queuedBytes(): number
  /** Whether a picture or input has passed just now: somebody moves, types or watches something move. */
  isInUse(): boolean
} & Pick<SteadyLine, 'endure' | 'interrupt' | 'takeOver' | 'close'>

type Ports<In> = {
  readonly link: Link
  readonly clock: Clock
  readonly timers: Timers
  readonly parse: (text: string) => Result<In, unknown>
  readonly onMessage: (message: In) => void
  readonly onRfb: (payload: Uint8Array) => void
  /** Channel 2 keeps its own account: bytes by credit, messages by patience (services/files). */
  readonly onFiles: (frame: Uint8Array) => void
  /** A frame of channel 3; false ends the session as broken. */
  readonly onVoice: (payload: Uint8Array) => boolean
  readonly onDrain: () => void
  /** Most bytes of RFB that the peer may send between two heartbeats. */
  readonly rfbPerBeat: number
  /** See `SteadyLine`. */
  readonly onFresh?: (fresh: boolean) => void
  readonly onBroken: (ms: number) => void
  readonly onBack: (link: Link) => void
  /** Once; not after `close` was called here. */
  readonly onEnd: (why: 'lost' | 'broken') => void
}

/**
 * Takes the link's frames over from the logon. Frames that came meanwhile are delivered first.
 * `In` and `Out` are the peer's and our own messages; heartbeats are handled here and never delivered.
 */
export function createSessionLink<
  In extends { readonly type: string },
  Out extends { readonly type: string },
>(ports: Ports<In>): SessionLink<Out> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let over = false
  let messages = 0
  let rfbBytes = 0
  let rfbAt = -Infinity

  const line = createSteadyLine({
    link: ports.link,
    timers: ports.timers,
    clock: ports.clock,
    onFrame: (channel, payload) => {
      if (!over) receive(channel, payload)
    },
    onDrain: () => {
      if (!over) ports.onDrain()
    },
    onBeat: () => {
      messages = 0
      rfbBytes = 0
    },
    onFresh: (fresh) => ports.onFresh?.(fresh),
    onBroken: ports.onBroken,
    onBack: (link) => {
      ports.onBack(link)
      ports.onDrain()
    },
    onEnd: end,
  })

  const json = (message: { readonly type: string }) =>
    line.send(channels.control, Buffer.from(JSON.stringify(message), 'utf8'))

  function end(why: 'lost' | 'broken') {
    if (over) return
    over = true
    ports.onEnd(why)
    line.close()
  }

  function isTooMuch(channel: Channel, payload: Uint8Array): boolean {
    if (channel === channels.rfb) rfbBytes += payload.byteLength
    else if (channel !== channels.files) messages += 1
    return messages > MESSAGES_PER_BEAT || rfbBytes > ports.rfbPerBeat || line.queuedBytes() > MOST_QUEUED
  }

  function receiveControl(payload: Uint8Array) {
    let text: string
    try {
      text = utf8.decode(payload)
    } catch {
      end('broken')
      return
    }
    const message = ports.parse(text)
    if (message.ok) ports.onMessage(message.value)
    else end('broken')
  }

  function receive(channel: Channel, payload: Uint8Array) {
    if (isTooMuch(channel, payload)) end('broken')
    else if (channel === channels.control) receiveControl(payload)
    else if (channel === channels.rfb) {
      rfbAt = ports.clock.monotonic()
      ports.onRfb(payload)
    } else if (channel === channels.files) ports.onFiles(payload)
    else if (!ports.onVoice(payload)) end('broken')
  }

  return {
    send: (message) => {
      if (!over) json(message)
    },
    sendRfb: (bytes) => {
      rfbAt = ports.clock.monotonic()
      // A byte stream: an update that is larger than a frame goes as several.
      for (let at = 0; at < bytes.byteLength && !over; at += RFB_FRAME) {
        line.send(channels.rfb, bytes.subarray(at, at + RFB_FRAME))
      }
    },
    sendFiles: (frame) => {
      if (!over) line.send(channels.files, frame)
    },
    sendVoice: (payload) => {
      if (!over) line.send(channels.signalling, payload)
    },
    queuedBytes: () => line.queuedBytes(),
    isInUse: () => ports.clock.monotonic() - rfbAt < IN_USE_MS,
    endure: line.endure,
    interrupt: line.interrupt,
    takeOver: line.takeOver,
    close: () => {
      over = true
      line.close()
    },
  }
}
