// Services, native. One job: one connection to an X server: requests out, answers and events in, on Node's event loop.

import koffi, { type node } from 'koffi'
import { type Result, err, ok } from '../../../shared/result.ts'
import { type Pointer, type X11Library, loadX11Library } from './x11-library.ts'
import { type ScreenSetup, getInputFocus, queryExtension, readSetup } from './x11-requests.ts'

export type Extension = { readonly opcode: number; readonly firstEvent: number }

export type X11Connection = {
  readonly library: X11Library
  readonly screen: ScreenSetup
  readonly newId: () => number
  /** Queues a request that has no reply; an error of it comes as an event of type 0. */
  readonly send: (bytes: Uint8Array) => void
  /** Sends what is queued. */
  readonly flush: () => void
  /** Sends, and waits for the reply; null when the server answers with an error or is gone. */
  readonly ask: (bytes: Uint8Array) => Uint8Array | null
  /** As `ask`, but looks at the reply where it lies: it is freed when `read` returns. */
  readonly askInPlace: <T>(bytes: Uint8Array, read: (reply: Pointer) => T) => T | null
  /** Sends a request without a reply and waits until the server has carried it out; false when it refused. */
  readonly attempt: (bytes: Uint8Array) => boolean
  /** Waits until everything sent so far has been carried out. */
  readonly sync: () => void
  readonly extension: (name: string) => Extension | null
  /** The first 32 bytes of the next event that is here already, null when there is none. */
  readonly nextEvent: () => Uint8Array | null
  /**
   * Calls back when the server has sent something, or went away. libuv watches the socket, no thread waits.
   * libxcb reads ahead: whoever calls `ask` must look at `nextEvent` afterwards, until it is null.
   */
  readonly whenReadable: (callback: () => void) => void
  readonly broken: () => boolean
  readonly close: () => void
}

const CHECKED = 1
const EVENT_BYTES = 32
const REPLY_HEADER_BYTES = 32

// [Note: request block] Native memory that xcb_send_request reads: three iovecs (it wants two unused ones before
// ours), one xcb_protocol_request_t, then the request. Not a view on it: Electron forbids those, so bytes are copied.
const VECTOR = 2 * 16
const PROTOCOL_REQUEST = 3 * 16
const REQUEST = PROTOCOL_REQUEST + 24
const BLOCK_BYTES = REQUEST + 16 * 1024

/** Connects to `display` (null: $DISPLAY). Errors: no libxcb, no server, not admitted. */
export function connectX11(display: string | null): Result<X11Connection, { readonly reason: string }> {
  const library = loadX11Library()
  if (!library.ok) return library
  const connection = library.value.connect(display)
  if (library.value.error(connection) === 0) return ok(wrap(library.value, connection))
  library.value.disconnect(connection)
  return err({ reason: `cannot connect to X display ${display ?? process.env['DISPLAY'] ?? ''}` })
}

function wrap(library: X11Library, connection: Pointer): X11Connection {
  const block = library.allocate(BLOCK_BYTES)
  const staging = new Uint8Array(BLOCK_BYTES)
  const words = new DataView(staging.buffer)
  const error = new Uint8Array(8)
  let poll: node.PollHandle | undefined
  let closed = false

  const broken = () => closed || library.error(connection) !== 0

  const submit = (bytes: Uint8Array, flags: number, hasReply: boolean): number => {
    if (closed || REQUEST + bytes.length > BLOCK_BYTES)
      throw new Error('X11 request on a closed connection, or too long')
    words.setBigUint64(VECTOR, block + BigInt(REQUEST), true)
    words.setBigUint64(VECTOR + 8, BigInt(bytes.length), true)
    words.setBigUint64(PROTOCOL_REQUEST, 1n, true) // one iovec
    words.setBigUint64(PROTOCOL_REQUEST + 8, 0n, true) // no extension record: we know the major opcode
    staging[PROTOCOL_REQUEST + 16] = bytes[0] ?? 0
    staging[PROTOCOL_REQUEST + 17] = hasReply ? 0 : 1
    staging.set(bytes, REQUEST)
    library.copyIn(block, staging, REQUEST + bytes.length)
    return library.sendRequest(connection, flags, block + BigInt(VECTOR), block + BigInt(PROTOCOL_REQUEST))
  }

  const askInPlace = <T>(bytes: Uint8Array, read: (reply: Pointer) => T): T | null => {
    if (broken()) return null
    const reply = library.waitForReply(connection, submit(bytes, CHECKED, true), error)
    if (reply === 0n) {
      library.free(new DataView(error.buffer).getBigUint64(0, true))
      return null
    }
    try {
      return read(reply)
    } finally {
      library.free(reply)
    }
  }

  const ask = (bytes: Uint8Array) =>
    askInPlace(bytes, (reply) => {
      const head = new Uint8Array(REPLY_HEADER_BYTES)
      library.copyOut(head, reply, REPLY_HEADER_BYTES)
      const whole = new Uint8Array(REPLY_HEADER_BYTES + new DataView(head.buffer).getUint32(4, true) * 4)
      library.copyOut(whole, reply, whole.length)
      return whole
    })

  return {
    library,
    screen: readSetup(copySetup(library, connection)),
    newId: () => library.generateId(connection),
    send: (bytes) => {
      if (!broken()) submit(bytes, 0, false)
    },
    flush: () => {
      if (!broken()) library.flush(connection)
    },
    ask,
    askInPlace,
    attempt: (bytes) => {
      if (broken()) return false
      const refusal = library.requestCheck(connection, submit(bytes, CHECKED, false))
      if (refusal !== 0n) library.free(refusal)
      return refusal === 0n && !broken()
    },
    sync: () => void ask(getInputFocus()),
    extension: (name) => {
      const reply = ask(queryExtension(name))
      return reply?.[8] === 1 ? { opcode: reply[9] ?? 0, firstEvent: reply[10] ?? 0 } : null
    },
    nextEvent: () => {
      const event = closed ? 0n : library.pollForEvent(connection)
      if (event === 0n) return null
      const bytes = new Uint8Array(EVENT_BYTES)
      library.copyOut(bytes, event, EVENT_BYTES)
      library.free(event)
      return bytes
    },
    whenReadable: (callback) => {
      // koffi calls back outside Node's callback scope: promises and ticks would wait for some later event.
      // An immediate runs in the same turn of the loop and has one.
      const arrived = () => void setImmediate(() => (closed ? undefined : callback()))
      poll = koffi.node.poll(
        library.fileDescriptor(connection),
        { readable: true, disconnect: true },
        arrived,
      )
    },
    broken,
    close: () => {
      if (closed) return
      closed = true
      poll?.close()
      library.disconnect(connection)
      library.free(block)
    },
  }
}

function copySetup(library: X11Library, connection: Pointer): Uint8Array {
  const setup = library.setup(connection)
  const head = new Uint8Array(8)
  library.copyOut(head, setup, head.length)
  const bytes = new Uint8Array(8 + new DataView(head.buffer).getUint16(6, true) * 4)
  library.copyOut(bytes, setup, bytes.length)
  return bytes
}
