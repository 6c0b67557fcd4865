// Services, native. One job: the X server's keyboard map: which keycode types a symbol now, and binding one that none types.

import type { X11Connection } from '../capture/x11-connection.ts'
import {
  MAPPING_NOTIFY,
  changeKeyboardMapping,
  getKeyboardMapping,
  getModifierMapping,
  queryPointer,
  viewOf,
} from '../capture/x11-requests.ts'

export type X11Keymap = {
  /** The keycode that types exactly this keysym in the server's present state (Shift, AltGr, Caps Lock, layout), 0: none. */
  readonly typing: (keysym: number) => number
  /** The keycode that has this keysym anywhere, 0: none. */
  readonly having: (keysym: number) => number
  /** Whether any symbol of this keycode is one of these. */
  readonly carries: (keycode: number, keysym: number) => boolean
  /** Binds the keysym to the next spare keycode that `busy` does not name; 0 when there is none. Others must be told: wait. */
  readonly bind: (keysym: number, busy: (keycode: number) => boolean) => number
  /** Notices that the novice changed the layout. */
  readonly refresh: () => void
  readonly restore: () => void
}

const NO_SYMBOL = 0
const SHIFT_MASK = 1
const LOCK_MASK = 2
const LEVEL3_KEYSYMS = [0xfe03, 0xff7e]
const KEYBOARD = 1
// [Note: levels] The core protocol's order: two groups with two levels each, then levels 3 and 4 of each.
const LEVELS = 4

export function readKeymap(connection: X11Connection): X11Keymap {
  const { minKeycode, maxKeycode, root } = connection.screen
  const count = maxKeycode - minKeycode + 1
  let perKeycode = 0
  let symbols = new Uint32Array(0)
  let level3Mask = 0
  const spare: number[] = []
  const bound = new Map<number, number>()
  let next = 0

  const symbolsOf = (keycode: number): Uint32Array => {
    const at = (keycode - minKeycode) * perKeycode
    return symbols.subarray(at, at + perKeycode)
  }

  const read = () => {
    const reply = connection.ask(getKeyboardMapping(minKeycode, count))
    if (reply === null) return
    perKeycode = reply[1] ?? 0
    const view = viewOf(reply)
    symbols = Uint32Array.from({ length: count * perKeycode }, (_, index) =>
      view.getUint32(32 + index * 4, true),
    )
    level3Mask = readLevel3Mask()
  }

  const readLevel3Mask = (): number => {
    const reply = connection.ask(getModifierMapping())
    if (reply === null) return 0
    const perModifier = reply[1] ?? 0
    for (let modifier = 3; modifier < 8; modifier++) {
      for (const keycode of reply.subarray(32 + modifier * perModifier, 32 + (modifier + 1) * perModifier)) {
        if (keycode !== 0 && LEVEL3_KEYSYMS.some((keysym) => symbolsOf(keycode).includes(keysym)))
          return 1 << modifier
      }
    }
    return 0
  }

  const keycodes = () => Array.from({ length: count }, (_, index) => minKeycode + index)

  read()
  for (const keycode of keycodes())
    if (symbolsOf(keycode).every((symbol) => symbol === NO_SYMBOL)) spare.push(keycode)

  /** What the server would make of a keycode now. See [Note: levels]. */
  const typedBy = (keycode: number, state: number): number => {
    const own = symbolsOf(keycode)
    const group = ((state >> 13) & 3) === 1 && (own[2] ?? 0) !== NO_SYMBOL ? 1 : 0
    const first = own[group * 2] ?? NO_SYMBOL
    const second = own[group * 2 + 1] || first
    const letter = first !== second && isLetterPair(first, second)
    const shifted = ((state & SHIFT_MASK) !== 0) !== (letter && (state & LOCK_MASK) !== 0)
    if (level3Mask !== 0 && (state & level3Mask) !== 0) {
      const third = own[LEVELS + group * 2 + (shifted ? 1 : 0)] ?? NO_SYMBOL
      if (third !== NO_SYMBOL) return third
    }
    return shifted ? second : first
  }

  const set = (keycode: number, keysym: number) => {
    connection.send(changeKeyboardMapping(keycode, [Array<number>(LEVELS).fill(keysym)]))
  }

  return {
    typing: (keysym) => {
      const ready = bound.get(keysym)
      if (ready !== undefined) return ready
      const reply = connection.ask(queryPointer(root))
      if (reply === null) return 0
      const state = viewOf(reply).getUint16(24, true)
      return keycodes().find((keycode) => !spare.includes(keycode) && typedBy(keycode, state) === keysym) ?? 0
    },
    having: (keysym) => {
      const unshifted = keycodes().find((keycode) => symbolsOf(keycode)[0] === keysym)
      return unshifted ?? keycodes().find((keycode) => symbolsOf(keycode).includes(keysym)) ?? 0
    },
    carries: (keycode, keysym) => symbolsOf(keycode).includes(keysym),
    bind: (keysym, busy) => {
      for (let tries = 0; tries < spare.length; tries++) {
        const keycode = spare[next++ % spare.length] ?? 0
        if (busy(keycode)) continue
        for (const [old, used] of bound) if (used === keycode) bound.delete(old)
        bound.set(keysym, keycode)
        set(keycode, keysym)
        connection.sync()
        return keycode
      }
      return 0
    },
    refresh: () => {
      let changed = false
      for (let event = connection.nextEvent(); event !== null; event = connection.nextEvent()) {
        const ours = spare.includes(event[5] ?? 0) && event[6] === 1
        if (((event[0] ?? 0) & 0x7f) === MAPPING_NOTIFY && event[4] === KEYBOARD && !ours) changed = true
      }
      if (changed) read()
    },
    restore: () => {
      for (const keycode of new Set(bound.values())) set(keycode, NO_SYMBOL)
      bound.clear()
      connection.sync()
    },
  }
}

/** Caps Lock changes only keys whose two symbols are one letter in two cases. */
function isLetterPair(lower: number, upper: number): boolean {
  const text = (keysym: number) => String.fromCodePoint(keysym >= 0x01000000 ? keysym - 0x01000000 : keysym)
  return (
    lower < 0x01110000 &&
    upper < 0x01110000 &&
    text(lower).toUpperCase() === text(upper) &&
    text(upper).toLowerCase() === text(lower)
  )
}
