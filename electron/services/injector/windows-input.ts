// Services. One job: Windows' INPUT structure as bytes (winuser.h, 64 bit), for SendInput. No DLL is touched here.
// https://learn.microsoft.com/windows/win32/api/winuser/ns-winuser-input

import type { Button, Wheel } from './pointer-steps.ts'

/** sizeof(INPUT) on 64 bit Windows: a DWORD, padding to 8, and the largest member of the union (MOUSEINPUT, 32). */
export const INPUT_BYTES = 40

const INPUT_MOUSE = 0
const INPUT_KEYBOARD = 1

export const KEY = { extended: 0x1, up: 0x2, unicode: 0x4, scancode: 0x8 } as const
export const MOUSE = {
  move: 0x1,
  wheel: 0x800,
  hwheel: 0x1000,
  virtualDesk: 0x4000,
  absolute: 0x8000,
} as const

/** One notch of the wheel. */
const WHEEL_DELTA = 120
const XBUTTON1 = 1

const BUTTONS: Readonly<Record<Button, readonly [down: number, up: number, data: number]>> = {
  left: [0x2, 0x4, 0],
  right: [0x8, 0x10, 0],
  middle: [0x20, 0x40, 0],
  back: [0x80, 0x100, XBUTTON1],
}

export function keyInput(virtualKey: number, scancode: number, flags: number): Uint8Array {
  const bytes = new Uint8Array(INPUT_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, INPUT_KEYBOARD, true)
  view.setUint16(8, virtualKey, true)
  view.setUint16(10, scancode, true)
  view.setUint32(12, flags, true)
  return bytes
}

export function mouseInput(flags: number, data = 0, x = 0, y = 0): Uint8Array {
  const bytes = new Uint8Array(INPUT_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, INPUT_MOUSE, true)
  view.setInt32(8, x, true)
  view.setInt32(12, y, true)
  view.setInt32(16, data, true)
  view.setUint32(20, flags, true)
  return bytes
}

/** A character goes in as its UTF-16 units, all down and then all up, as the documentation of KEYEVENTF_UNICODE wants. */
export function characterInputs(character: string, up: boolean): readonly Uint8Array[] {
  return Array.from({ length: character.length }, (_, index) =>
    keyInput(0, character.charCodeAt(index), KEY.unicode | (up ? KEY.up : 0)),
  )
}

export function buttonInput(button: Button, down: boolean): Uint8Array {
  const [press, release, data] = BUTTONS[button]
  return mouseInput(down ? press : release, data)
}

export function wheelInput(wheel: Wheel): Uint8Array {
  const forward = wheel === 'up' || wheel === 'right'
  const flag = wheel === 'up' || wheel === 'down' ? MOUSE.wheel : MOUSE.hwheel
  return mouseInput(flag, forward ? WHEEL_DELTA : -WHEEL_DELTA)
}

export type Desk = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The pixel on the virtual desk in Windows' 0 … 65535, so that Windows' own division gives the same pixel back. */
export function moveInput(x: number, y: number, desk: Desk): Uint8Array {
  const place = (at: number, first: number, length: number) =>
    Math.ceil(((at - first) * 65536) / Math.max(1, length))
  return mouseInput(
    MOUSE.move | MOUSE.absolute | MOUSE.virtualDesk,
    0,
    place(x, desk.left, desk.width),
    place(y, desk.top, desk.height),
  )
}
