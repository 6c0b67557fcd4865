// Services, native. One job: notices a real ESC of the novice on X11 by XInput 2 raw events, which come whichever program
// has the focus or holds a grab (CTL-2). Unlike uiohook, whose Xlib ends the process when the X server dies.
//
// SECURITY: raw events of all keys arrive. One number of each is compared, and nothing of them is kept, counted or
// logged. The connection exists only while control is granted.

import { connectX11 } from '../capture/x11-connection.ts'
import {
  GENERIC_EVENT,
  MAPPING_NOTIFY,
  getKeyboardMapping,
  pair,
  request,
  viewOf,
} from '../capture/x11-requests.ts'
import type { X11Connection } from '../capture/x11-connection.ts'
import type { EscapeSensor } from './escape-sensor.ts'

const SELECT_EVENTS = 46
const QUERY_VERSION = 47
const ALL_MASTERS = 1
const RAW_KEY_PRESS = 13
const ESCAPE_KEYSYM = 0xff1b

/** `display`: as in DISPLAY. Reasons: no server, no XInput 2 (or one older than 2.2, which is deaf during a grab). */
export function createX11EscapeSensor(display: string): EscapeSensor {
  let connection: X11Connection | undefined
  let look: () => void = () => undefined

  const stop = () => {
    look = () => undefined
    connection?.close()
    connection = undefined
  }

  return {
    start: (pressed, lost) => {
      stop()
      const connected = connectX11(display)
      if (!connected.ok) return { ok: false, reason: connected.error.reason }
      const opened = connected.value
      const opcode = selectRawKeys(opened)
      if (opcode === null) {
        opened.close()
        return { ok: false, reason: 'the X server has no XInput 2.2' }
      }
      connection = opened
      look = listen(opened, opcode, pressed, () => {
        if (connection !== opened) return
        stop()
        lost()
      })
      return { ok: true }
    },
    stop,
    look: () => look(),
  }
}

function selectRawKeys(connection: X11Connection): number | null {
  const xinput = connection.extension('XInputExtension')
  const version = xinput && connection.ask(request(xinput.opcode, QUERY_VERSION, pair(2, 2)))
  if (xinput === null || !version) return null
  const [major, minor] = [viewOf(version).getUint16(8, true), viewOf(version).getUint16(10, true)]
  if (major < 2 || (major === 2 && minor < 2)) return null
  const { root } = connection.screen
  const select = request(xinput.opcode, SELECT_EVENTS, root, 1, pair(ALL_MASTERS, 1), 1 << RAW_KEY_PRESS)
  return connection.attempt(select) ? xinput.opcode : null
}

/** Returns what hears all that has arrived by now. */
function listen(
  connection: X11Connection,
  opcode: number,
  pressed: () => void,
  lost: () => void,
): () => void {
  let escapes = escapeKeycodes(connection)
  const hear = () => {
    for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
      const type = (event[0] ?? 0) & 0x7f
      if (type === MAPPING_NOTIFY) escapes = escapeKeycodes(connection)
      if (type === GENERIC_EVENT && event[1] === opcode && isRawPressOf(event, escapes)) pressed()
    }
    if (connection.broken()) lost()
  }
  connection.whenReadable(hear)
  // The answers above may have brought the first events along.
  setImmediate(hear)
  return hear
}

function isRawPressOf(event: Uint8Array, keycodes: ReadonlySet<number>): boolean {
  const view = viewOf(event)
  return view.getUint16(8, true) === RAW_KEY_PRESS && keycodes.has(view.getUint32(16, true))
}

/** The novice may have Escape elsewhere, on Caps Lock say: the first symbol of a key decides. */
function escapeKeycodes(connection: X11Connection): ReadonlySet<number> {
  const { minKeycode, maxKeycode } = connection.screen
  const reply = connection.ask(getKeyboardMapping(minKeycode, maxKeycode - minKeycode + 1))
  const found = new Set<number>()
  if (reply === null) return found
  const perKeycode = reply[1] ?? 0
  const view = viewOf(reply)
  for (let keycode = minKeycode; keycode <= maxKeycode; keycode++) {
    if (view.getUint32(32 + (keycode - minKeycode) * perKeycode * 4, true) === ESCAPE_KEYSYM)
      found.add(keycode)
  }
  return found
}
