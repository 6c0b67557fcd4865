// Services. One job: what a pointer event of RFB changes: which buttons go down or up, which way the wheel turns.

import type { PointerEvent } from './injector.ts'

export type Button = 'left' | 'middle' | 'right' | 'back'
export type Wheel = 'up' | 'down' | 'left' | 'right'

/** What a system does with the pointer. */
export type Pointing = {
  readonly move: (x: number, y: number) => void
  readonly button: (button: Button, down: boolean, x: number, y: number) => void
  /** One notch. */
  readonly wheel: (direction: Wheel, x: number, y: number) => void
}

export type Pointer = {
  readonly pointer: (event: PointerEvent) => void
  readonly releaseAll: () => void
}

const BUTTONS: readonly (readonly [number, Button])[] = [
  [1, 'left'],
  [2, 'middle'],
  [4, 'right'],
  [128, 'back'],
]

const WHEELS: readonly (readonly [number, Wheel])[] = [
  [8, 'up'],
  [16, 'down'],
  [32, 'left'],
  [64, 'right'],
]

export function createPointer(pointing: Pointing): Pointer {
  let held = 0
  let at = { x: -1, y: -1 }

  const change = (buttons: number, x: number, y: number) => {
    const changed = held ^ buttons
    held = buttons
    for (const [bit, button] of BUTTONS) {
      if ((changed & bit) !== 0) pointing.button(button, (buttons & bit) !== 0, x, y)
    }
    // The viewer sends a notch as a wheel button that goes down and up.
    for (const [bit, wheel] of WHEELS) {
      if ((changed & buttons & bit) !== 0) pointing.wheel(wheel, x, y)
    }
  }

  return {
    pointer: ({ x, y, buttons }) => {
      if (x !== at.x || y !== at.y) pointing.move(x, y)
      at = { x, y }
      change(buttons, x, y)
    },
    releaseAll: () => {
      change(0, at.x, at.y)
      // The novice may move the mouse meanwhile: the next event must say where it is again.
      at = { x: -1, y: -1 }
    },
  }
}
