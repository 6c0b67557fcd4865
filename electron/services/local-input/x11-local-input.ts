// Services, native. One job: notices the novice's own mouse and keyboard on X11 while an expert controls (CTL-8).
//
// XInput 2 raw events name the device they come from. What an expert does comes from the server's XTEST devices, and so
// does what other programs do for the novice there (an on-screen keyboard, another remote control): that part is told
// apart by what we have injected ourselves. Everything from any other device is a hand of flesh and blood.
//
// SECURITY: raw events of all keys arrive. They are compared and forgotten; nothing is kept, counted or logged. The
// connection exists only while control is granted.

import { createInjectedInput } from '../../domain/input/injected-input.ts'
import type { InjectedInput, InputToken } from '../../domain/input/injected-input.ts'
import { connectX11 } from '../capture/x11-connection.ts'
import type { X11Connection } from '../capture/x11-connection.ts'
import { GENERIC_EVENT, pair, request, viewOf } from '../capture/x11-requests.ts'
import type { LocalInput } from './local-input.ts'

const SELECT_EVENTS = 46
const QUERY_VERSION = 47
const QUERY_DEVICE = 48
const ALL_DEVICES = 0
const ALL_MASTERS = 1
/** XI_RawKeyPress to XI_RawMotion. */
const RAW_KEYS_AND_POINTER = (1 << 13) | (1 << 14) | (1 << 15) | (1 << 16) | (1 << 17)
/** XIPointerEmulated: made by the server out of another event, which comes as well. */
const EMULATED = 1 << 16

/** `display`: as in DISPLAY. Reasons: no server, no XInput 2.2. */
export function createX11LocalInput(display: string): LocalInput {
  const ours = createInjectedInput()
  let connection: X11Connection | undefined
  let look: () => void = () => undefined

  const stop = () => {
    look = () => undefined
    connection?.close()
    connection = undefined
  }

  return {
    start: (touched) => {
      stop()
      ours.forget()
      const connected = connectX11(display)
      if (!connected.ok) return { ok: false, reason: connected.error.reason }
      const opened = connected.value
      const opcode = selectRawEvents(opened)
      const injecting = opcode === null ? null : xtestDevices(opened, opcode)
      if (opcode === null || injecting === null) {
        opened.close()
        return { ok: false, reason: 'the X server has no XInput 2.2' }
      }
      connection = opened
      look = () => {
        let foreign = false
        for (let event = opened.nextEvent(); event !== null; event = opened.nextEvent()) {
          if (isForeign(event, opcode, injecting, ours)) foreign = true
        }
        if (opened.broken()) stop()
        if (foreign) touched()
      }
      opened.whenReadable(() => look())
      // The answers above may have brought the first events along.
      setImmediate(() => look())
      return { ok: true }
    },
    stop,
    look: () => look(),
    injecting: (token) => {
      if (token !== null && connection !== undefined) ours.injected(token)
    },
  }
}

function selectRawEvents(connection: X11Connection): number | null {
  const xinput = connection.extension('XInputExtension')
  const version = xinput && connection.ask(request(xinput.opcode, QUERY_VERSION, pair(2, 2)))
  if (xinput === null || !version) return null
  const [major, minor] = [viewOf(version).getUint16(8, true), viewOf(version).getUint16(10, true)]
  if (major < 2 || (major === 2 && minor < 2)) return null
  const { root } = connection.screen
  const select = request(xinput.opcode, SELECT_EVENTS, root, 1, pair(ALL_MASTERS, 1), RAW_KEYS_AND_POINTER)
  return connection.attempt(select) ? xinput.opcode : null
}

/** The ids of the devices through which programs inject: the server itself gives them this name. */
function xtestDevices(connection: X11Connection, opcode: number): ReadonlySet<number> | null {
  const reply = connection.ask(request(opcode, QUERY_DEVICE, pair(ALL_DEVICES, 0)))
  return reply === null
    ? null
    : new Set(readDevices(reply).flatMap(({ id, name }) => (/XTEST/.test(name) ? [id] : [])))
}

/** XIQueryDevice's reply: devices one after the other, each with a name and classes of their own lengths. */
export function readDevices(reply: Uint8Array): readonly { readonly id: number; readonly name: string }[] {
  const view = viewOf(reply)
  const devices: { readonly id: number; readonly name: string }[] = []
  let at = 32
  for (let left = view.getUint16(8, true); left > 0 && at + 12 <= reply.length; left--) {
    const id = view.getUint16(at, true)
    const nameLength = view.getUint16(at + 8, true)
    devices.push({ id, name: new TextDecoder().decode(reply.subarray(at + 12, at + 12 + nameLength)) })
    let classes = view.getUint16(at + 6, true)
    at += 12 + ((nameLength + 3) & ~3)
    for (; classes > 0 && at + 4 <= reply.length; classes--) at += view.getUint16(at + 2, true) * 4
  }
  return devices
}

/** Exported for its test: no machine without hands has a device that is not XTEST's and moves. */
export function isForeign(
  event: Uint8Array,
  opcode: number,
  injecting: ReadonlySet<number>,
  ours: InjectedInput,
): boolean {
  if (((event[0] ?? 0) & 0x7f) !== GENERIC_EVENT || event[1] !== opcode) return false
  const view = viewOf(event)
  const token = tokenOf(view.getUint16(8, true), view.getUint32(16, true))
  if (token === undefined || (view.getUint32(24, true) & EMULATED) !== 0) return false
  return !injecting.has(view.getUint16(20, true)) || ours.isForeign(token)
}

function tokenOf(type: number, detail: number): InputToken | undefined {
  switch (type) {
    case 13:
      return { line: 'keyboard', what: 'down', detail }
    case 14:
      return { line: 'keyboard', what: 'up', detail }
    case 15:
      return { line: 'pointer', what: 'down', detail }
    case 16:
      return { line: 'pointer', what: 'up', detail }
    case 17:
      return { line: 'pointer', what: 'move', detail: 0 }
    default:
      return undefined
  }
}
