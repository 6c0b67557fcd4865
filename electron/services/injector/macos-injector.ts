// Services, native. One job: an expert's input through macOS' CGEventPost. Nobody could run it on the machine it was
// written on: what can be tested without a Mac is (macos-injector.test.ts, with the calls noted instead of made).

import { type Result, ok } from '../../../shared/result.ts'
import { characterOf } from '../../domain/input/keysym.ts'
import { macKeyOf } from '../../domain/input/platform-keys.ts'
import { type ModifierKind, modifierAt, modifierOf, usPositionOf } from '../../domain/input/special-keys.ts'
import type { Injector } from './injector.ts'
import { type Stroke, createKeyboard } from './keyboard.ts'
import { type MacosLibrary, type Point, type Ref, loadMacosLibrary } from './macos-library.ts'
import { type Button, createPointer } from './pointer-steps.ts'

const HID_EVENT_TAP = 0
const HID_SYSTEM_STATE = 1
const UNIT_LINE = 1
const FIELD_CLICK_STATE = 1
const FIELD_AUTOREPEAT = 8

// CGEventTypes.h; a move with a button held is another event than one without.
const MOVED = 5
const MOUSE: Readonly<Record<Button, readonly [number: number, down: number, up: number, dragged: number]>> =
  {
    left: [0, 1, 2, 6],
    right: [1, 3, 4, 7],
    middle: [2, 25, 26, 27],
    back: [3, 25, 26, 27],
  }

const FLAGS: readonly (readonly [ModifierKind, number])[] = [
  ['shift', 0x20000],
  ['control', 0x40000],
  ['alt', 0x80000],
  ['super', 0x100000],
]

const DOUBLE_CLICK_MS = 500
const DOUBLE_CLICK_POINTS = 4

/** `flag`: of a modifier, whose own event must carry it already. */
type Held = { readonly key: number; readonly text: string; readonly flag: number }

/**
 * Whether the user has allowed it (System Settings > Privacy & Security > Accessibility) is asked at each request for
 * control (shell/accessibility.ts): until then macOS drops what is posted here.
 */
export function createMacosInjector(): Result<Injector, { readonly reason: string }> {
  const library = loadMacosLibrary()
  if (!library.ok) return library
  return ok(injectThrough(library.value, () => performance.now()))
}

/** Exported for its test, which hands in a library that only notes. `now`: ms. */
export function injectThrough(library: MacosLibrary, now: () => number): Injector {
  const source = library.createSource(HID_SYSTEM_STATE)
  const heldButtons: Button[] = []
  let click = { at: -Infinity, x: 0, y: 0, count: 0, button: 'left' as Button }

  const post = (event: Ref, flags: number) => {
    if (event === null) return
    library.setFlags(event, flags)
    library.post(HID_EVENT_TAP, event)
    library.release(event)
  }

  const flags = () => FLAGS.reduce((sum, [kind, bit]) => (keyboard.holds(kind) ? sum + bit : sum), 0)

  const type = ({ key, text, flag }: Held, down: boolean, repeated: boolean) => {
    const event = library.createKey(source, key, down)
    if (event === null) return
    if (repeated) library.setField(event, FIELD_AUTOREPEAT, 1)
    // Text carries what it means; a held Option or Shift must not change it again.
    if (text !== '') library.setText(event, text.length, utf16(text))
    post(event, text !== '' ? 0 : down ? flags() | flag : flags())
  }

  const keyboard = createKeyboard<Held>({
    press: (stroke) => {
      const held = heldBy(stroke)
      if (held !== null) type(held, true, false)
      return held
    },
    repeat: (held) => type(held, true, true),
    release: (held) => type(held, false, false),
  })

  const mouse = createPointer({
    move: (x, y) => {
      const button = heldButtons.at(-1)
      const [number, , , dragged] = button === undefined ? [0, 0, 0, MOVED] : MOUSE[button]
      post(library.createMouse(source, dragged, inPoints(library, x, y), number), flags())
    },
    button: (button, down, x, y) => {
      const [number, press, release] = MOUSE[button]
      const at = inPoints(library, x, y)
      if (down) click = countClick(button, at)
      const index = heldButtons.indexOf(button)
      if (down) heldButtons.push(button)
      else if (index >= 0) heldButtons.splice(index, 1)
      const event = library.createMouse(source, down ? press : release, at, number)
      if (event !== null) library.setField(event, FIELD_CLICK_STATE, click.count)
      post(event, flags())
    },
    wheel: (direction) => {
      const vertical = direction === 'up' ? 1 : direction === 'down' ? -1 : 0
      const horizontal = direction === 'left' ? 1 : direction === 'right' ? -1 : 0
      post(library.createScroll(source, UNIT_LINE, 2, vertical, horizontal, 0), flags())
    },
  })

  /** macOS does not count clicks for us: without this a double click is two single ones. */
  const countClick = (button: Button, { x, y }: Point) => {
    const near = Math.abs(x - click.x) <= DOUBLE_CLICK_POINTS && Math.abs(y - click.y) <= DOUBLE_CLICK_POINTS
    const again = near && button === click.button && now() - click.at < DOUBLE_CLICK_MS
    return { at: now(), x, y, button, count: again ? click.count + 1 : 1 }
  }

  const releaseAll = () => {
    keyboard.releaseAll()
    mouse.releaseAll()
  }
  return {
    key: keyboard.key,
    pointer: mouse.pointer,
    releaseAll,
    close: () => {
      releaseAll()
      if (source !== null) library.release(source)
    },
  }
}

/** Events are placed in points; the captured picture has the pixels of the main display (two a point on Retina). */
function inPoints(library: MacosLibrary, x: number, y: number): Point {
  const display = library.mainDisplay()
  const { origin, size } = library.displayBounds(display)
  const mode = library.copyDisplayMode(display)
  const pixels = mode === null ? 0 : Number(library.modePixelWidth(mode))
  if (mode !== null) library.releaseMode(mode)
  const scale = pixels > 0 && size.width > 0 ? size.width / pixels : 1
  return { x: origin.x + x * scale, y: origin.y + y * scale }
}

function heldBy(stroke: Stroke): Held | null {
  // Any key code will do for text; 0 is the one Apple's own examples use.
  if (stroke.kind === 'symbol') return { key: 0, text: stroke.character, flag: 0 }
  // AltGr would be Option, which changes the text again; text goes in as Unicode and does not need it.
  if (modifierOf(stroke.keysym) === 'alt-gr') return null
  const key = macKeyOf(stroke.scancode || usPositionOf(characterOf(stroke.keysym)))
  if (key < 0) return null
  const kind = stroke.keysym === 0 ? modifierAt(stroke.scancode) : modifierOf(stroke.keysym)
  return { key, text: '', flag: FLAGS.find(([each]) => each === kind)?.[1] ?? 0 }
}

/** Both halves of a character outside the first plane: Uint16Array.from(text) would give one. */
const utf16 = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
