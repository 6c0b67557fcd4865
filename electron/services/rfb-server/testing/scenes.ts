// Tests. What is to be seen on a screen while a line is tried: a desktop, a film, text that scrolls, typed letters.

import type { Rect } from '../../../../shared/screen.ts'
import { screen, whole, type Painted } from '../test-rig.ts'

export const [WIDTH, HEIGHT] = [1280, 800]
export const FILM: Rect = { x: 560, y: 60, width: 640, height: 360 }
export const TERMINAL: Rect = { x: 40, y: 60, width: 480, height: 480 }
/** Where a typed letter appears: one after the other. */
export const letterAt = (number: number): Rect => ({
  x: 60 + (number % 50) * 9,
  y: 640 + Math.floor(number / 50) * 18,
  width: 8,
  height: 16,
})
export const letterColour = (number: number): number => 0x100000 + number * 0x0101

const hash = (value: number): number => {
  let mixed = Math.imul(value ^ 0x9e3779b1, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A photograph: slow waves of light, fine grain, no two neighbours quite alike. */
export function photograph(x: number, y: number, moment: number): number {
  const light = (slow: number, shift: number) =>
    128 +
    60 * Math.sin((x + moment * 7) / slow + shift) +
    50 * Math.sin((y - moment * 3) / (slow * 0.7) + shift)
  const grain = (hash(x * 4099 + y * 31 + moment * 7919) & 15) - 8
  const channel = (value: number) => Math.max(0, Math.min(255, Math.round(value + grain)))
  return (channel(light(61, 0)) << 16) | (channel(light(83, 1)) << 8) | channel(light(47, 2))
}

/** Black letters of 8x16 on white; each line of text has letters of its own. */
export function text(x: number, y: number): number {
  const [line, column] = [Math.floor(y / 16), Math.floor(x / 8)]
  if (hash(line * 131 + column) % 6 === 0 || y % 16 < 3 || y % 16 > 13 || x % 8 > 5) return 0xffffff
  const stroke = hash((hash(line * 131 + column) % 60) * 977 + (x % 8) * 16 + ((y % 16) >> 1))
  return stroke % 3 === 0 ? 0 : 0xffffff
}

export function desktop(): Painted {
  const image = screen(WIDTH, HEIGHT)
  image.paint(whole(image), () => 0x3a6ea5)
  image.paint(TERMINAL, (x, y) => text(x - TERMINAL.x, y - TERMINAL.y))
  image.paint({ x: 40, y: 620, width: 500, height: 120 }, () => 0xffffff)
  return image
}

// Drawing a film costs more than sending it: a few pictures are drawn once and shown in turn.
const PICTURES = 12
let pictures: readonly Uint32Array[] = []

export function showFilm(image: Painted, moment: number): Rect {
  if (pictures.length === 0)
    pictures = Array.from({ length: PICTURES }, (_, shown) =>
      Uint32Array.from({ length: FILM.width * FILM.height }, (_unused, at) =>
        photograph(at % FILM.width, Math.floor(at / FILM.width), shown),
      ),
    )
  const picture = pictures[moment % PICTURES]
  return image.paint(FILM, (x, y) => picture?.[(y - FILM.y) * FILM.width + x - FILM.x] ?? 0)
}

/** Lines of text that come round again after a while. */
const LINES = 100
let page: Uint32Array | undefined

export function scrollText(image: Painted, lines: number): Rect {
  const { width } = TERMINAL
  page ??= Uint32Array.from({ length: width * LINES * 16 }, (_, at) =>
    text(at % width, Math.floor(at / width)),
  )
  const drawn = page
  const from = lines * 16
  return image.paint(
    TERMINAL,
    (x, y) => drawn[((y - TERMINAL.y + from) % (LINES * 16)) * width + x - TERMINAL.x] ?? 0,
  )
}

export const typeLetter = (image: Painted, number: number): Rect =>
  image.paint(letterAt(number), () => letterColour(number))
