// Services, native. One job: the few functions of libxcb and libc that talk to an X server, declared for koffi.
// Extensions are spoken on the wire (x11-requests.ts) through xcb_send_request, so libxcb.so.1 is all it takes:
// libxcb-damage, -shm, -xtest and so on are often missing. Xlib is not used: it calls exit() when the server dies.

import { endianness } from 'node:os'
import koffi from 'koffi'
import { type Result, err, ok } from '../../../shared/result.ts'

/** An address, 0n is none. */
export type Pointer = bigint

export type X11Library = {
  readonly connect: (display: string | null) => Pointer
  readonly disconnect: (connection: Pointer) => void
  /** 0 while the connection works; afterwards xcb's reason. */
  readonly error: (connection: Pointer) => number
  readonly fileDescriptor: (connection: Pointer) => number
  readonly setup: (connection: Pointer) => Pointer
  readonly generateId: (connection: Pointer) => number
  readonly flush: (connection: Pointer) => number
  readonly pollForEvent: (connection: Pointer) => Pointer
  /** `vector` is an iovec with two unused ones before it, `request` an xcb_protocol_request_t; the sequence number. */
  readonly sendRequest: (connection: Pointer, flags: number, vector: Pointer, request: Pointer) => number
  readonly waitForReply: (connection: Pointer, sequence: number, error: Uint8Array) => Pointer
  /** An error to free, or 0n when a checked request without a reply went well. */
  readonly requestCheck: (connection: Pointer, sequence: number) => Pointer
  readonly allocate: (bytes: number) => Pointer
  readonly free: (memory: Pointer) => void
  readonly copyOut: (to: Uint8Array, from: Pointer, bytes: number) => void
  readonly copyIn: (to: Pointer, from: Uint8Array, bytes: number) => void
  /** shmget, shmat, shmctl: a private segment, attached; null when the system has none to give. */
  readonly shareMemory: (bytes: number) => { readonly id: number; readonly address: Pointer } | null
  /** IPC_RMID: the segment goes when the last one detaches. */
  readonly markForRemoval: (id: number) => void
  readonly detach: (address: Pointer) => void
}

let loaded: Result<X11Library, { readonly reason: string }> | undefined

/** Loads the library once; not having it is an expected failure. */
export function loadX11Library(): Result<X11Library, { readonly reason: string }> {
  return (loaded ??= load())
}

function load(): Result<X11Library, { readonly reason: string }> {
  if (process.platform !== 'linux') return err({ reason: `no X11 on ${process.platform}` })
  if (endianness() !== 'LE' || koffi.sizeof('void *') !== 8)
    return err({ reason: 'not a 64 bit little endian' })
  try {
    return ok(declare())
  } catch (cause) {
    return err({ reason: cause instanceof Error ? cause.message : String(cause) })
  }
}

const IPC_PRIVATE = 0
const IPC_CREAT = 0o1000
// SECURITY: only this user may attach. The X server checks the same permission for its client.
const OWNER_ONLY = 0o600
const IPC_RMID = 0

function declare(): X11Library {
  const xcb = koffi.load('libxcb.so.1')
  const libc = koffi.load('libc.so.6')
  // One unsigned int in a struct, returned by value.
  const cookie = koffi.struct({ sequence: 'uint' })
  // koffi gives null for NULL.
  const pollForEvent: (connection: Pointer) => Pointer | null = xcb.func(
    'void *xcb_poll_for_event(void *connection)',
  )
  const waitForReply: (connection: Pointer, sequence: number, error: Uint8Array) => Pointer | null = xcb.func(
    'void *xcb_wait_for_reply(void *connection, uint sequence, void *error)',
  )
  const connect: (display: string | null, screen: null) => Pointer = xcb.func(
    'void *xcb_connect(const char *display, int *screen)',
  )
  const requestCheck: (connection: Pointer, sent: { readonly sequence: number }) => Pointer | null = xcb.func(
    'xcb_request_check',
    'void *',
    ['void *', cookie],
  )
  const copyOut: X11Library['copyOut'] = libc.func('void *memcpy(void *to, const void *from, size_t bytes)')
  const copyIn: X11Library['copyIn'] = libc.func('void *memcpy(void *to, const void *from, size_t bytes)')
  const shmget: (key: number, bytes: number, flags: number) => number = libc.func(
    'int shmget(int key, size_t bytes, int flags)',
  )
  const shmat: (id: number, at: null, flags: number) => number | bigint = libc.func(
    'intptr_t shmat(int id, const void *at, int flags)',
  )
  const shmctl: (id: number, command: number, buffer: null) => number = libc.func(
    'int shmctl(int id, int command, void *buffer)',
  )
  const markForRemoval = (id: number) => void shmctl(id, IPC_RMID, null)
  return {
    connect: (display) => connect(display, null),
    disconnect: xcb.func('void xcb_disconnect(void *connection)'),
    error: xcb.func('int xcb_connection_has_error(void *connection)'),
    fileDescriptor: xcb.func('int xcb_get_file_descriptor(void *connection)'),
    setup: xcb.func('void *xcb_get_setup(void *connection)'),
    generateId: xcb.func('uint32_t xcb_generate_id(void *connection)'),
    flush: xcb.func('int xcb_flush(void *connection)'),
    pollForEvent: (connection) => pollForEvent(connection) ?? 0n,
    sendRequest: xcb.func('uint xcb_send_request(void *connection, int flags, void *vector, void *request)'),
    waitForReply: (connection, sequence, error) => waitForReply(connection, sequence, error) ?? 0n,
    requestCheck: (connection, sequence) => requestCheck(connection, { sequence }) ?? 0n,
    allocate: libc.func('void *malloc(size_t bytes)'),
    free: libc.func('void free(void *memory)'),
    copyOut,
    copyIn,
    shareMemory: (bytes) => {
      const id = shmget(IPC_PRIVATE, bytes, IPC_CREAT | OWNER_ONLY)
      if (id < 0) return null
      const address = BigInt(shmat(id, null, 0))
      if (address !== -1n) return { id, address }
      markForRemoval(id)
      return null
    },
    markForRemoval,
    detach: libc.func('int shmdt(const void *address)'),
  }
}
