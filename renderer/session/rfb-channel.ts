// Renderer, session. RFB bytes over IPC behind the face of an RTCDataChannel, which is what noVNC takes.

import { PICTURE_STEP, type Bridge } from '../../shared/ipc/bridge.ts'

/**
 * [Note: the viewer speaks first] RFB's server greets first, long before this window is up. So the viewer sends one empty
 * message when it listens, and main keeps the picture's bytes until then. Later ones tell how far it has come.
 */
const LISTENING = new Uint8Array(0)

type Listener<E> = ((event: E) => void) | null

/** What noVNC asks of a raw channel (its core/websock.js, `attach`). */
export type RfbChannel = {
  binaryType: string
  readonly protocol: string
  readonly readyState: 'open' | 'closed'
  onopen: Listener<unknown>
  onmessage: Listener<{ readonly data: ArrayBuffer }>
  onerror: Listener<unknown>
  onclose: Listener<{ readonly code?: number; readonly reason?: string }>
  send(bytes: Uint8Array): void
  close(): void
}

export type RfbChannelPorts = {
  readonly bridge: Pick<Bridge, 'sendBytes' | 'onBytes'>
  /** noVNC could not read what the server sent; the channel is closed. */
  readonly onBroken: (cause: unknown) => void
}

/**
 * A channel that is open from the start. Bytes flow from `start()` on, so that nothing comes before noVNC listens.
 * Every `sendBytes` carries whole RFB client messages: noVNC flushes after each.
 */
export function openRfbChannel(ports: RfbChannelPorts): RfbChannel & { start(): void } {
  let state: RfbChannel['readyState'] = 'open'
  let stopListening = () => {}
  let takenIn = 0

  const receive = (bytes: Uint8Array) => {
    try {
      channel.onmessage?.({ data: ownBuffer(bytes) })
      takenIn += bytes.byteLength
      for (; takenIn >= PICTURE_STEP; takenIn -= PICTURE_STEP) ports.bridge.sendBytes(LISTENING)
    } catch (cause) {
      // SECURITY: noVNC throws on a malformed rectangle. The bytes are the other computer's, so this is no bug of ours.
      close()
      ports.onBroken(cause)
    }
  }

  const close = () => {
    if (state === 'closed') return
    state = 'closed'
    stopListening()
    // A turn later, as a real socket would: noVNC starts its disconnection timer after it called close().
    queueMicrotask(() => channel.onclose?.({}))
  }

  const channel: RfbChannel & { start(): void } = {
    binaryType: 'arraybuffer',
    protocol: '',
    get readyState() {
      return state
    },
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    send: (bytes) => {
      // A copy: noVNC reuses its buffer.
      if (state === 'open') ports.bridge.sendBytes(bytes.slice())
    },
    close,
    start: () => {
      if (state === 'closed') return
      stopListening = ports.bridge.onBytes(receive)
      ports.bridge.sendBytes(LISTENING)
    },
  }
  return channel
}

/** The buffer itself when the bytes fill it (noVNC then copies nothing but into its own queue), else a copy. */
function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes
  if (buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength) return buffer
  return new Uint8Array(bytes).buffer
}
