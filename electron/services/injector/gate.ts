// Services. The one way to an injector: it stands between the session and this computer's mouse and keyboard.
//
//   shut --open(grant)--> open --pause--> held --resume--> open
//     ^-------------------shut-----------------'
//
// SECURITY: the grant lives here, in the main process, next to the injector (CTL-4). Whatever is not plainly allowed
// is dropped without a word: an expert learns nothing from what the gate lets through.

import { isEscape } from '../../domain/input/key-route.ts'
import type { Injector, KeyEvent, PointerEvent } from './injector.ts'

export type Gate = {
  /** From now on events that carry `grant`, a whole number above 0, pass. Another number replaces the first. */
  open(grant: number): void
  /** When it returns, nothing passes any more and nothing is held down (CTL-3). */
  shut(): void
  /** One of our own prompts opens: injection rests until as many `resume` have come (CTL-5). */
  pause(): void
  resume(): void
  pointer(event: PointerEvent, grant: number): void
  key(event: KeyEvent, grant: number): void
  /** Pixels of the captured screen; coordinates outside are dropped. `left`, `top`: where it begins, when it is one of several. */
  setScreen(width: number, height: number, left?: number, top?: number): void
  /** How many events have passed since the gate was made. */
  injected(): number
}

const LARGEST_KEYSYM = 0x1fffffff
const LARGEST_SCANCODE = 0xffff
const LARGEST_BUTTONS = 0xff

const isWhole = (value: number, below: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < below

/**
 * `injector` is undefined where this system has none: the session is view-only, and nothing ever passes.
 * `look` is asked before each event that would pass; it may shut the gate. SECURITY: a process that was busy finds the
 * expert's events and the novice's ESC waiting side by side; the ESC comes first (CTL-3).
 */
export function createGate(injector: Injector | undefined, look: () => void = () => undefined): Gate {
  let current = 0
  let pauses = 0
  let screen = { width: 0, height: 0, left: 0, top: 0 }
  let passed = 0
  let buttonsNow = 0
  /** Buttons that are down since before a pause, or went down in one: they do not press again until they were let go. */
  let stale = 0

  const release = () => injector?.releaseAll()

  const admits = (grant: number) => current !== 0 && grant === current && pauses === 0

  return {
    open: (grant) => {
      if (!Number.isInteger(grant) || grant <= 0) throw new Error(`not a grant: ${grant}`)
      // What was held under another grant is not this one's.
      if (current !== grant) {
        release()
        buttonsNow = stale = 0
      }
      current = grant
    },
    shut: () => {
      current = 0
      release()
    },
    pause: () => {
      pauses += 1
      stale |= buttonsNow
      release()
    },
    resume: () => {
      pauses = Math.max(0, pauses - 1)
    },
    pointer: (event, grant) => {
      if (injector === undefined || grant === 0 || grant !== current) return
      const { x, y, buttons } = event
      if (!isWhole(x, screen.width) || !isWhole(y, screen.height)) return
      if (!isWhole(buttons, LARGEST_BUTTONS + 1)) return
      if (pauses === 0) look()
      buttonsNow = buttons
      stale = pauses === 0 ? stale & buttons : buttons
      if (!admits(grant)) return
      passed += 1
      injector.pointer({ x: x + screen.left, y: y + screen.top, buttons: buttons & ~stale })
    },
    key: (event, grant) => {
      if (injector === undefined || !admits(grant)) return
      const { down, keysym, scancode } = event
      if (!isWhole(keysym, LARGEST_KEYSYM + 1) || !isWhole(scancode, LARGEST_SCANCODE + 1)) return
      if (isEscape(event) || (keysym === 0 && scancode === 0)) return
      look()
      if (!admits(grant)) return
      passed += 1
      injector.key({ down, keysym, scancode })
    },
    setScreen: (width, height, left = 0, top = 0) => {
      screen = { width, height, left, top }
    },
    injected: () => passed,
  }
}

/** CTL-5: a hold that is switched on and off; switching it to what it is does nothing. */
export function createHold(gate: Gate): (held: boolean) => void {
  let letGo: (() => void) | undefined
  return (held) => {
    if (held) letGo ??= holdGate(gate)
    else {
      letGo?.()
      letGo = undefined
    }
  }
}

/** CTL-5: paused until the returned function is called; a second call does nothing. */
export function holdGate(gate: Gate): () => void {
  let held = true
  gate.pause()
  return () => {
    if (held) gate.resume()
    held = false
  }
}
