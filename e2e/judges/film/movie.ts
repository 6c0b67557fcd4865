// Tests. A film as cameras see it: a landscape that is panned over, somebody who walks through, a little grain; and in it,
// for who watches, the number of each picture as shades of grey, and patches of known colours.

import type { Rect } from '../../../shared/screen.ts'

/** So large that it goes in two strips. */
export const FILM: Rect = { x: 512, y: 40, width: 768, height: 432 }
const { width: WIDTH, height: HEIGHT } = FILM
/** Base of the number; it has two digits. */
const SHADES = 7
export const PICTURES = SHADES * SHADES
export const PICTURE_MS = 40
const PATCH = 32
/** Where the number and the colours stand, at three heights of the film: what is torn shows. */
const HEIGHTS = [32, 200, 368] as const
export const COLOURS = [0xb04030, 0x308050, 0x3050a0] as const

export const shadeOf = (digit: number): number => 28 + 33 * digit
export const digitOf = (shade: number): number =>
  Math.max(0, Math.min(SHADES - 1, Math.round((shade - 28) / 33)))

const patchAt = (row: number, column: number): Rect => ({
  x: FILM.x + 32 + column * PATCH,
  y: FILM.y + (HEIGHTS[row] ?? 0),
  width: PATCH,
  height: PATCH,
})
/** The two digits at each height, and the colours. */
export const numberAt = (row: number) => ({ tens: patchAt(row, 0), ones: patchAt(row, 1) })
export const colourAt = (row: number, index: number): Rect => patchAt(row, 3 + index)
export const ROWS = HEIGHTS.map((_, row) => row)

const hash = (x: number, y: number): number => {
  let mixed = Math.imul(x * 374_761_393 + y * 668_265_263, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 8) / 0x1000000
}

/** Smooth noise: hills and clouds are made of it. */
function smooth(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [x - left, y - top].map((t) => t * t * (3 - 2 * t))
  const mix = (one: number, other: number, part = 0) => one + (other - one) * part
  return mix(
    mix(hash(left, top), hash(left + 1, top), u),
    mix(hash(left, top + 1), hash(left + 1, top + 1), u),
    v,
  )
}

const landscape = (x: number, y: number): number =>
  0.5 * smooth(x / 120, y / 90) +
  0.25 * smooth(x / 40, y / 30) +
  0.15 * smooth(x / 11, y / 9) +
  0.1 * smooth(x / 4, y / 4)

function pixel(x: number, y: number, moment: number, ground: Float32Array, groundWidth: number): number {
  const panned = x + moment * 3
  const light = ground[y * groundWidth + panned] ?? 0
  const walker = Math.hypot((x - 100 - moment * 8) / 40, (y - 200 - 12 * Math.sin(moment / 2)) / 90) < 1
  const grain = (hash(x + moment * 977, y) - 0.5) * 5
  const base = walker ? 220 - 160 * smooth(x / 9 - moment, y / 9) : 40 + 190 * light
  const clip = (value: number) => Math.max(0, Math.min(255, Math.round(value + grain)))
  return (
    (clip(base * 1.02) << 16) |
    (clip(walker ? base * 0.7 : base * 0.95 + 8) << 8) |
    clip(base * 0.75 + y / 12)
  )
}

/** All pictures of the film, drawn once. */
export function drawMovie(): readonly Uint32Array[] {
  const groundWidth = WIDTH + PICTURES * 3
  const ground = Float32Array.from({ length: groundWidth * HEIGHT }, (_, at) =>
    landscape(at % groundWidth, Math.floor(at / groundWidth)),
  )
  return Array.from({ length: PICTURES }, (_, moment) => {
    const words = Uint32Array.from({ length: WIDTH * HEIGHT }, (_unused, at) =>
      pixel(at % WIDTH, Math.floor(at / WIDTH), moment, ground, groundWidth),
    )
    const fill = (rect: Rect, colour: number) => {
      for (let y = rect.y - FILM.y; y < rect.y - FILM.y + rect.height; y++)
        words.fill(colour, y * WIDTH + rect.x - FILM.x, y * WIDTH + rect.x - FILM.x + rect.width)
    }
    for (const row of ROWS) {
      const { tens, ones } = numberAt(row)
      fill(tens, shadeOf(Math.floor(moment / SHADES)) * 0x010101)
      fill(ones, shadeOf(moment % SHADES) * 0x010101)
      COLOURS.forEach((colour, index) => fill(colourAt(row, index), colour))
    }
    return words
  })
}
