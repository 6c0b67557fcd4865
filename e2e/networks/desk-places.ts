// Test networks. Where on the novice's screen what is to be seen (desk.ts).

import type { Rect } from '../../shared/screen.ts'

export const [WIDTH, HEIGHT] = [640, 480]
export const TEXT: Rect = { x: 16, y: 16, width: 288, height: 256 }
export const FILM: Rect = { x: 320, y: 16, width: 304, height: 256 }
export const PAPER: Rect = { x: 16, y: 304, width: 608, height: 160 }

const CELL = { width: 8, height: 16 }
const CELLS_A_LINE = 60

/** Where the cell of a typed letter is, and its colour: each has its own. */
export const letterAt = (number: number): Rect => ({
  x: PAPER.x + 8 + (number % CELLS_A_LINE) * 10,
  y: PAPER.y + 8 + Math.floor(number / CELLS_A_LINE) * 20,
  ...CELL,
})
export const letterColour = (number: number): number => 0x100000 + number * 0x0101
