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
import { xtestDevices } from '../capture/x11-devices.ts'
import { GENERIC_EVENT, pair, request, viewOf } from '../capture/x11-requests.ts'
import type { LocalInput } from './local-input.ts'

const SELECT_EVENTS = 46
const QUERY_VERSION = 47
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
      const devices = opcode === null ? null : xtestDevices(opened, opcode)
      if (opcode === null || devices === null) {
        opened.close()
        return { ok: false, reason: 'the X server has no XInput 2.2' }
      }
      connection = opened
      const injecting = new Set(devices.map(({ id }) => id))
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
