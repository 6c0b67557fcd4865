// Services, native. One job: an expert's input through the XTEST extension of the X server.
// Events wait in one queue, in order: a symbol that no key types must be bound first, and programs need a moment to see it.

import { type Result, err, ok } from '../../../shared/result.ts'
import type { InputToken } from '../../domain/input/injected-input.ts'
import { keysymOf } from '../../domain/input/keysym.ts'
import { xKeycodeOf } from '../../domain/input/platform-keys.ts'
import { modifierOf } from '../../domain/input/special-keys.ts'
import { connectX11 } from '../capture/x11-connection.ts'
import { pair, request } from '../capture/x11-requests.ts'
import type { Log } from '../ports.ts'
import type { Injector, KeyEvent, PointerEvent } from './injector.ts'
import { type Stroke, createKeyboard } from './keyboard.ts'
import { type Button, type Wheel, createPointer } from './pointer-steps.ts'
import { guardHeld } from './x11-held-guard.ts'
import { readKeymap } from './x11-keymap.ts'

// XTEST's only interesting request, and the core events it makes.
const FAKE_INPUT = 2
const KEY_PRESS = 2
const KEY_RELEASE = 3
const BUTTON_PRESS = 4
const BUTTON_RELEASE = 5
const MOTION = 6

const BUTTONS: Readonly<Record<Button, number>> = { left: 1, middle: 2, right: 3, back: 8 }
const WHEELS: Readonly<Record<Wheel, number>> = { up: 4, down: 5, left: 6, right: 7 }

const SETTLE_MS = 4
// Far more than a person types ahead: a flood is answered by letting go of everything.
const LONGEST_QUEUE = 4096
const ESCAPE_KEYSYM = 0xff1b

/** Errors: no libxcb, no server, no XTEST. A server that dies later makes every call do nothing. */
export function createX11Injector(options: {
  readonly display: string
  readonly log: Log
  /** Told before each event that goes out (CTL-8). */
  readonly injecting?: (token: InputToken) => void
}): Result<Injector, { readonly reason: string }> {
  const connected = connectX11(options.display)
  if (!connected.ok) return connected
  const connection = connected.value
  const xtest = connection.extension('XTEST')
  if (xtest === null) {
    connection.close()
    return err({ reason: 'the X server has no XTEST' })
  }
  const guard = guardHeld(options.display, xtest)
  const keymap = readKeymap(connection)
  const down = new Set<number>()
  let queue: (KeyEvent | PointerEvent)[] = []
  let settling: NodeJS.Timeout | undefined

  const fake = (type: number, detail: number, x = 0, y = 0) => {
    options.injecting?.(tokenOf(type, detail))
    connection.send(request(xtest.opcode, FAKE_INPUT, type | (detail << 8), 0, 0, 0, 0, pair(x, y), 0, 0))
  }

  const press = (keycode: number): number | null => {
    // SECURITY: a novice may have ESC elsewhere (on Caps Lock, say); by its place it would get through (CTL-6).
    if (keycode === 0 || keymap.carries(keycode, ESCAPE_KEYSYM)) return null
    guard.arm()
    down.add(keycode)
    fake(KEY_PRESS, keycode)
    return keycode
  }

  const keycodeOf = (stroke: Stroke): number => {
    if (stroke.kind === 'symbol') return typing(stroke)
    // What a place means may have changed a moment ago; an answer brings the news that was before it.
    connection.sync()
    keymap.refresh()
    switch (modifierOf(stroke.keysym)) {
      case undefined:
        return xKeycodeOf(stroke.scancode) || keymap.having(stroke.keysym)
      case 'alt-gr':
        // Where the layout has no AltGr its place is the right Alt key, which would turn text into shortcuts.
        return keymap.having(stroke.keysym)
      default:
        return keymap.having(stroke.keysym) || xKeycodeOf(stroke.scancode)
    }
  }

  const keyboard = createKeyboard<number>({
    press: (stroke) => press(keycodeOf(stroke)),
    // See [Note: who repeats]. Programs see what the server itself shows them of a key that it repeats: up and down.
    repeat: (keycode) => {
      if (!guard.repeats(keycode)) return
      fake(KEY_RELEASE, keycode)
      fake(KEY_PRESS, keycode)
    },
    release: (keycode) => {
      down.delete(keycode)
      fake(KEY_RELEASE, keycode)
    },
  })

  const mouse = createPointer({
    move: (x, y) => fake(MOTION, 0, x, y),
    button: (button, pressed) => {
      if (pressed) guard.arm()
      fake(pressed ? BUTTON_PRESS : BUTTON_RELEASE, BUTTONS[button])
    },
    wheel: (direction) => {
      fake(BUTTON_PRESS, WHEELS[direction])
      fake(BUTTON_RELEASE, WHEELS[direction])
    },
  })

  const typing = ({ keysym, character }: Stroke & { kind: 'symbol' }): number => {
    // Keypad digits hang on Num Lock; the character does not.
    const keypad = keysym >= 0xff00 && keysym <= 0xffff
    return (keypad ? 0 : keymap.typing(keysym)) || keymap.typing(keysymOf(character))
  }

  /** True when a symbol had to be bound: the event comes again after the pause. */
  const needsPause = (event: KeyEvent): boolean => {
    const stroke = keyboard.strokeOf(event)
    if (stroke?.kind !== 'symbol') return false
    keymap.refresh()
    if (typing(stroke) !== 0) return false
    return keymap.bind(keysymOf(stroke.character), (keycode) => down.has(keycode)) !== 0
  }

  const work = () => {
    settling = undefined
    for (let event = queue[0]; event !== undefined; event = queue[0]) {
      if ('buttons' in event) mouse.pointer(event)
      else if (needsPause(event)) {
        settling = setTimeout(work, SETTLE_MS)
        break
      } else keyboard.key(event)
      queue.shift()
    }
    connection.flush()
  }

  const releaseAll = () => {
    clearTimeout(settling)
    settling = undefined
    queue = []
    keyboard.releaseAll()
    mouse.releaseAll()
    // Not only sent: carried out, when this returns.
    connection.sync()
    guard.disarm()
  }

  const take = (event: KeyEvent | PointerEvent) => {
    if (connection.broken()) return
    if (queue.length >= LONGEST_QUEUE) {
      options.log('input flood: everything released')
      releaseAll()
      return
    }
    queue.push(event)
    if (settling === undefined) work()
  }

  return ok({
    key: take,
    pointer: take,
    releaseAll,
    close: () => {
      releaseAll()
      keymap.restore()
      guard.close()
      connection.close()
    },
  })
}

function tokenOf(type: number, detail: number): InputToken {
  if (type === MOTION) return { line: 'pointer', what: 'move', detail: 0 }
  const what = type === KEY_PRESS || type === BUTTON_PRESS ? 'down' : 'up'
  return { line: type === KEY_PRESS || type === KEY_RELEASE ? 'keyboard' : 'pointer', what, detail }
}
