// Services, native. One job: what an expert holds on X11 does little harm when this program is killed, and is let go of
// by its next start (CTL-6).
//
// [Note: who repeats] The server repeats a key that XTEST holds, also when the program that pressed it is dead, and for ever: no
// control stops a repetition that has begun, and no other keyboard does. So it never begins. While the expert may hold
// something, the XTEST keyboard does not repeat by itself; the expert's own keyboard, which repeats anyway, makes each
// repetition. (A line that stops in between repeats nothing either.) The novice's keyboard is another device and repeats
// as ever. When our connection goes, however it goes, the server puts the XTEST keyboard back: XKB's automatic reset.
//
// [Note: mark] What is down stays down, though. A property of the root window names a hidden window of ours, which bears
// the same property, from the first key to the last. A window that is gone means: killed with something held. The mark
// is where the keys are, and goes with them when the server ends; a second program on the same screen finds the window.

import { type Extension, type X11Connection, connectX11 } from '../capture/x11-connection.ts'
import { type InjectingPair, bitsIn, heldBy, injectingPair } from '../capture/x11-devices.ts'
import {
  changeWindowProperty,
  createHiddenWindow,
  deleteProperty,
  getWindowProperty,
  internAtom,
  pair,
  request,
  viewOf,
} from '../capture/x11-requests.ts'

export type HeldGuard = {
  /** Before anything goes down. */
  arm(): void
  /** Nothing of ours is down any more, for certain. */
  disarm(): void
  /** Whether a key that is held types again and again for the novice; the server does not do it while this is armed. */
  repeats(keycode: number): boolean
  close(): void
}

const MARK = '_HELP_AND_SUPPORT_HOLDS'
// https://www.x.org/releases/current/doc/kbproto/xkbproto.html
const XKB = { useExtension: 0, getControls: 6, setControls: 7, perClientFlags: 21 }
const REPEAT_KEYS = 1
const AUTO_RESET = 1 << 2
const CONTROLS_ENABLED = 0x80000000
/** XkbSetControls has this many further words, which change nothing. */
const UNCHANGED = Array<number>(16).fill(0)

/**
 * Lets go of what an earlier run left, first. A connection of its own: one that speaks XKB is not told any more when the
 * keyboard's map changes, as the injector must be. Where the server lacks something it repeats as it always did.
 */
export function guardHeld(display: string, xtest: Extension): HeldGuard {
  const connected = connectX11(display)
  const nothing = () => undefined
  if (!connected.ok) return { arm: nothing, disarm: nothing, repeats: () => false, close: nothing }
  const connection = connected.value
  const { root } = connection.screen
  const devices = injectingPair(connection)
  const mark = atom(connection, MARK)
  letGoOfLeftovers(connection, xtest, devices, mark)
  const window = connection.newId()
  connection.send(createHiddenWindow(window, root))
  connection.send(changeWindowProperty(window, mark, window))
  const repetition = devices && repetitionOf(connection, devices.keyboard)
  let armed = false
  let repeating: ReadonlySet<number> = new Set()

  return {
    arm: () => {
      if (armed) return
      armed = true
      connection.send(changeWindowProperty(root, mark, window))
      repeating = repetition?.stop() ?? new Set()
      // What is pressed next goes through another connection.
      connection.sync()
    },
    disarm: () => {
      if (!armed) return
      armed = false
      repeating = new Set()
      repetition?.restore()
      connection.send(deleteProperty(root, mark))
      connection.sync()
    },
    repeats: (keycode) => repeating.has(keycode),
    close: () => connection.close(),
  }
}

type Repetition = {
  /** The keycodes that were repeated until now. */
  stop(): ReadonlySet<number>
  restore(): void
}

function repetitionOf(connection: X11Connection, keyboard: number): Repetition | null {
  const xkb = connection.extension('XKEYBOARD')
  if (xkb === null || connection.ask(request(xkb.opcode, XKB.useExtension, pair(1, 0)))?.[1] !== 1)
    return null
  let stopped = false

  const set = (enabled: 0 | typeof REPEAT_KEYS) =>
    connection.send(
      request(
        xkb.opcode,
        XKB.setControls,
        keyboard,
        0,
        0,
        0,
        0,
        REPEAT_KEYS,
        enabled,
        CONTROLS_ENABLED,
        ...UNCHANGED,
      ),
    )
  /** What the server does when this connection goes, however it goes. */
  const resetWhenWeGo = (wanted: boolean) =>
    connection.ask(
      request(
        xkb.opcode,
        XKB.perClientFlags,
        keyboard,
        AUTO_RESET,
        ...(wanted ? [AUTO_RESET, REPEAT_KEYS, REPEAT_KEYS, REPEAT_KEYS] : [0, 0, 0, 0]),
      ),
    )

  return {
    stop: () => {
      const controls = connection.ask(request(xkb.opcode, XKB.getControls, keyboard))
      // A novice who wants no repetition has none from the expert either.
      if (controls === null || (viewOf(controls).getUint32(56, true) & REPEAT_KEYS) === 0) return new Set()
      stopped = resetWhenWeGo(true) !== null
      if (!stopped) return new Set()
      set(0)
      return new Set(bitsIn(controls.subarray(60, 92)))
    },
    restore: () => {
      if (!stopped) return
      stopped = false
      set(REPEAT_KEYS)
      resetWhenWeGo(false)
    },
  }
}

/** See [Note: mark]. */
function letGoOfLeftovers(
  connection: X11Connection,
  xtest: Extension,
  devices: InjectingPair | null,
  mark: number,
): void {
  const { root } = connection.screen
  const named = windowIn(connection, root, mark)
  if (named === null || windowIn(connection, named, mark) === named) return
  if (devices !== null) {
    const release = (event: 3 | 5, detail: number) =>
      connection.send(request(xtest.opcode, 2, event | (detail << 8), 0, 0, 0, 0, 0, 0, 0))
    for (const keycode of heldBy(connection, devices.opcode, devices.keyboard)) release(3, keycode)
    for (const button of heldBy(connection, devices.opcode, devices.pointer)) release(5, button)
  }
  connection.send(deleteProperty(root, mark))
  connection.sync()
}

function atom(connection: X11Connection, name: string): number {
  const reply = connection.ask(internAtom(name))
  return reply === null ? 0 : viewOf(reply).getUint32(8, true)
}

function windowIn(connection: X11Connection, window: number, property: number): number | null {
  const reply = connection.ask(getWindowProperty(window, property))
  if (reply === null || reply.length < 36 || reply[1] !== 32) return null
  return viewOf(reply).getUint32(32, true)
}
