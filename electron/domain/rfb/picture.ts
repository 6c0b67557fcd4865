// Domain. The picture the client has: what was last sent. Comparing the screen with it tells exactly what to send, so a
// tile that changed twice is sent once and one that changed back is not sent at all.

import type { Rect } from '../../../shared/screen.ts'
import { blendRow, type Cursor } from './cursor.ts'
import { intersect } from './rects.ts'

/** Pixels as 0xRRGGBB, rows without padding. */
export type Picture = { readonly width: number; readonly height: number; readonly words: Uint32Array }

/** Where to look for the screen as it is now. The top byte of a word is ignored. */
export type Screen = {
  readonly width: number
  readonly height: number
  readonly words: Uint32Array
  /** A pointer to be laid over the picture. */
  readonly pointer?: { readonly cursor: Cursor; readonly area: Rect }
  /** Leading bits of each colour that the client gets, 8 when not said. */
  readonly bits?: ColourBits
}

export type ColourBits = 8 | 5 | 3

const MASKS: Readonly<Record<ColourBits, number>> = { 8: 0xffffff, 5: 0xf8f8f8, 3: 0xe0e0e0 }

/** What of a pixel counts. */
export const maskOf = ({ bits = 8 }: Pick<Screen, 'bits'>): number => MASKS[bits]

/** The pixel as the client gets it: the bits left out repeat the leading ones, so that white stays white. */
export function reduced(word: number, bits: ColourBits): number {
  if (bits === 8) return word & 0xffffff
  const kept = word & MASKS[bits]
  return bits === 5
    ? kept | ((kept >>> 5) & 0x070707)
    : kept | ((kept >>> 3) & 0x1c1c1c) | ((kept >>> 6) & 0x030303)
}

export const createPicture = (width: number, height: number): Picture => ({
  width,
  height,
  words: new Uint32Array(width * height),
})

/** All of the picture, as a rectangle. */
export const wholeOf = ({ width, height }: { readonly width: number; readonly height: number }): Rect => ({
  x: 0,
  y: 0,
  width,
  height,
})

/**
 * Row `y` of `rect` as it is to be shown, when the pointer lies over it: a copy, the capture's own image stays untouched.
 * Undefined: the row is read from the screen itself. No callback for each row and nothing captured, here and below:
 * these loops see every pixel that moves, and a call that cannot be inlined costs more than the row.
 */
export function rowUnderPointer(
  { pointer, words, width }: Screen,
  rect: Rect,
  y: number,
): Uint32Array | undefined {
  if (pointer === undefined) return undefined
  const over = pointer.area
  if (y < over.y || y >= over.y + over.height || intersect(over, rect) === undefined) return undefined
  const at = y * width + rect.x
  const row = words.slice(at, at + rect.width)
  blendRow(row, rect.x, y, pointer.cursor, over)
  return row
}

/** The smallest rectangle inside `rect` that holds every pixel in which screen and picture differ. */
export function difference(screen: Screen, sent: Picture, rect: Rect): Rect | undefined {
  const { width } = rect
  const before = sent.words
  const mask = maskOf(screen)
  let left = width
  let right = -1
  let top = -1
  let bottom = -1
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const covered = rowUnderPointer(screen, rect, y)
    const now = covered ?? screen.words
    const at = covered === undefined ? y * screen.width + rect.x : 0
    const base = y * sent.width + rect.x
    let i = 0
    while (i < width && (((now[at + i] ?? 0) ^ (before[base + i] ?? 0)) & mask) === 0) i++
    if (i === width) continue
    if (i < left) left = i
    let j = width - 1
    while (j > right && (((now[at + j] ?? 0) ^ (before[base + j] ?? 0)) & mask) === 0) j--
    if (j > right) right = j
    if (top === -1) top = y
    bottom = y
  }
  if (top === -1) return undefined
  return { x: rect.x + left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** The client will have `rect` of the screen. */
export function absorb(screen: Screen, sent: Picture, rect: Rect): void {
  const { bits = 8 } = screen
  const target = sent.words
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const covered = rowUnderPointer(screen, rect, y)
    const now = covered ?? screen.words
    const at = covered === undefined ? y * screen.width + rect.x : 0
    const base = y * sent.width + rect.x
    for (let i = 0; i < rect.width; i++) target[base + i] = reduced(now[at + i] ?? 0, bits)
  }
}

/** The client will have copied `rect` from `dx` pixels further left and `dy` rows above. */
export function shift(sent: Picture, rect: Rect, dx: number, dy: number): void {
  const { words, width } = sent
  for (let i = 0; i < rect.height; i++) {
    // The order keeps rows whole that are both source and target.
    const y = rect.y + (dy > 0 ? rect.height - 1 - i : i)
    const from = (y - dy) * width + rect.x - dx
    words.copyWithin(y * width + rect.x, from, from + rect.width)
  }
}
