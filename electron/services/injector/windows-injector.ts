// Services, native. One job: an expert's input through Windows' SendInput. Nobody could run it on the machine it was
// written on: the bytes are tested (windows-input.test.ts), the calls are not.

import koffi from 'koffi'
import { type Result, err, ok } from '../../../shared/result.ts'
import { windowsKeyOf } from '../../domain/input/platform-keys.ts'
import { modifierOf, usPositionOf } from '../../domain/input/special-keys.ts'
import { characterOf } from '../../domain/input/keysym.ts'
import type { Injector } from './injector.ts'
import { type Stroke, createKeyboard } from './keyboard.ts'
import { createPointer } from './pointer-steps.ts'
import {
  INPUT_BYTES,
  KEY,
  buttonInput,
  characterInputs,
  keyInput,
  moveInput,
  wheelInput,
} from './windows-input.ts'

// GetSystemMetrics
const SM_SWAPBUTTON = 23
const SM_XVIRTUALSCREEN = 76
const SM_YVIRTUALSCREEN = 77
const SM_CXVIRTUALSCREEN = 78
const SM_CYVIRTUALSCREEN = 79

/** What goes in when the key goes down, and again when it repeats; and what when it goes up. */
type Held = { readonly down: readonly Uint8Array[]; readonly up: readonly Uint8Array[] }

/** Windows drops what would reach a window of higher rights (UAC): SendInput then returns 0, and nothing else happens. */
export function createWindowsInjector(): Result<Injector, { readonly reason: string }> {
  const loaded = loadUser32()
  if (!loaded.ok) return loaded
  const { sendInput, metric } = loaded.value

  const send = (inputs: readonly Uint8Array[]) => {
    if (inputs.length > 0) sendInput(inputs.length, Buffer.concat(inputs), INPUT_BYTES)
  }

  const keyboard = createKeyboard<Held>({
    press: (stroke) => {
      const held = heldBy(stroke)
      if (held !== null) send(held.down)
      return held
    },
    // SendInput's keys do not repeat by themselves.
    repeat: (held) => send(held.down),
    release: (held) => send(held.up),
  })

  const mouse = createPointer({
    move: (x, y) => {
      // The captured screen is the main one, whose corner is 0,0 of the virtual desk.
      const desk = {
        left: metric(SM_XVIRTUALSCREEN),
        top: metric(SM_YVIRTUALSCREEN),
        width: metric(SM_CXVIRTUALSCREEN),
        height: metric(SM_CYVIRTUALSCREEN),
      }
      send([moveInput(x, y, desk)])
    },
    button: (button, down) => {
      // SendInput means the physical button; the expert means what it does.
      const swapped = metric(SM_SWAPBUTTON) !== 0 ? ({ left: 'right', right: 'left' } as const) : {}
      send([
        buttonInput(button === 'left' || button === 'right' ? (swapped[button] ?? button) : button, down),
      ])
    },
    wheel: (direction) => send([wheelInput(direction)]),
  })

  const releaseAll = () => {
    keyboard.releaseAll()
    mouse.releaseAll()
  }
  return ok({ key: keyboard.key, pointer: mouse.pointer, releaseAll, close: releaseAll })
}

type User32 = {
  readonly sendInput: (count: number, inputs: Uint8Array, size: number) => number
  readonly metric: (index: number) => number
}

function loadUser32(): Result<User32, { readonly reason: string }> {
  try {
    const user32 = koffi.load('user32.dll')
    return ok({
      sendInput: user32.func('__stdcall', 'SendInput', 'uint32_t', ['uint32_t', 'void *', 'int']),
      metric: user32.func('__stdcall', 'GetSystemMetrics', 'int', ['int']),
    })
  } catch (cause) {
    return err({ reason: cause instanceof Error ? cause.message : String(cause) })
  }
}

/** Exported for its test: everything about a key that does not need Windows. */
export function heldBy(stroke: Stroke): Held | null {
  if (stroke.kind === 'symbol') {
    return { down: characterInputs(stroke.character, false), up: characterInputs(stroke.character, true) }
  }
  // AltGr would be Ctrl+Alt here and turn text into shortcuts; text goes in as Unicode and does not need it.
  if (modifierOf(stroke.keysym) === 'alt-gr') return null
  const place = stroke.scancode || usPositionOf(characterOf(stroke.keysym))
  if (place === 0) return null
  const { scancode, extended, virtualKey } = windowsKeyOf(place)
  const flags = (extended ? KEY.extended : 0) | (virtualKey === 0 ? KEY.scancode : 0)
  return {
    down: [keyInput(virtualKey, scancode, flags)],
    up: [keyInput(virtualKey, scancode, flags | KEY.up)],
  }
}
