// Domain. Finds out that a part of the screen was scrolled up or down, so that a CopyRect can do most of the work.
// A wrong guess costs bytes, never pixels: after the copy the picture is compared again.

import type { Rect } from '../../../shared/screen.ts'
import type { Move } from './move.ts'
import { maskOf, rowUnderPointer, type Picture, type Screen } from './picture.ts'

/** Smaller changes are cheaper to send than to search. */
const MIN_WIDTH = 64
const MIN_HEIGHT = 48
const MIN_VOTES = 8
const MIN_ROWS = 24

// A scroll bar or a blinking cursor next to the text spoils whole rows, so the width is looked at in bands.
const BANDS = 4

type Rows = { readonly height: number; readonly hashes: Int32Array }

const SEED = 0x811c9dc5
const PRIME = 0x01000193

/** Four sums side by side: each step waits for the one before, and four chains wait at the same time. */
function hashOf(words: Uint32Array, from: number, to: number, mask: number): number {
  let a = SEED
  let b = SEED
  let c = SEED
  let d = SEED
  let i = from
  for (; i + 3 < to; i += 4) {
    a = Math.imul(a ^ ((words[i] ?? 0) & mask), PRIME)
    b = Math.imul(b ^ ((words[i + 1] ?? 0) & mask), PRIME)
    c = Math.imul(c ^ ((words[i + 2] ?? 0) & mask), PRIME)
    d = Math.imul(d ^ ((words[i + 3] ?? 0) & mask), PRIME)
  }
  for (; i < to; i++) a = Math.imul(a ^ ((words[i] ?? 0) & mask), PRIME)
  let hash = SEED
  hash = Math.imul(hash ^ a ^ (a >>> 15), PRIME)
  hash = Math.imul(hash ^ b ^ (b >>> 15), PRIME)
  hash = Math.imul(hash ^ c ^ (c >>> 15), PRIME)
  return Math.imul(hash ^ d ^ (d >>> 15), PRIME)
}

function hashesOf(screen: Screen, rect: Rect, mask: number): Rows {
  const { width, height } = rect
  const hashes = new Int32Array(height * BANDS)
  for (let line = 0; line < height; line++) {
    const y = rect.y + line
    const covered = rowUnderPointer(screen, rect, y)
    const words = covered ?? screen.words
    const at = covered === undefined ? y * screen.width + rect.x : 0
    for (let band = 0; band < BANDS; band++) {
      const from = at + Math.floor((width * band) / BANDS)
      const to = at + Math.floor((width * (band + 1)) / BANDS)
      hashes[line * BANDS + band] = hashOf(words, from, to, mask)
    }
  }
  return { height, hashes }
}

const REPEATED = -1

/** Votes of the rows that occur once before: where are they now? */
function bestShift(before: Rows, now: Rows): number | undefined {
  const votes = new Map<number, number>()
  for (let band = 0; band < BANDS; band++) {
    const lineOf = new Map<number, number>()
    for (let y = 0; y < before.height; y++) {
      const hash = before.hashes[y * BANDS + band] ?? 0
      lineOf.set(hash, lineOf.has(hash) ? REPEATED : y)
    }
    for (let y = 0; y < now.height; y++) {
      const from = lineOf.get(now.hashes[y * BANDS + band] ?? 0)
      if (from === undefined || from === REPEATED || from === y) continue
      votes.set(y - from, (votes.get(y - from) ?? 0) + 1)
    }
  }
  let best: number | undefined
  let most = MIN_VOTES - 1
  for (const [dy, count] of votes) {
    if (count <= most) continue
    most = count
    best = dy
  }
  return best
}

/** A row counts as moved when at most one band says otherwise. */
function movedRow(before: Rows, now: Rows, y: number, dy: number): boolean {
  const from = y - dy
  if (from < 0 || from >= before.height) return false
  let same = 0
  for (let band = 0; band < BANDS; band++) {
    if (now.hashes[y * BANDS + band] === before.hashes[from * BANDS + band]) same++
  }
  return same >= BANDS - 1
}

/** The longest run of moved rows; a single row that changed besides (a cursor line) does not end it. */
function longestRun(before: Rows, now: Rows, dy: number): { readonly start: number; readonly end: number } {
  let best = { start: 0, end: 0 }
  let start = 0
  let misses = 0
  let lastGood = 0
  for (let y = 0; y < now.height; y++) {
    if (movedRow(before, now, y, dy)) {
      if (lastGood === start) start = lastGood = y
      misses = 0
      lastGood = y + 1
    } else if (++misses > 16) {
      start = lastGood = y + 1
    }
    if (lastGood - start > best.end - best.start) best = { start, end: lastGood }
  }
  return best
}

/** Looks for a vertical scroll inside `rect` between what was sent and what the screen shows now. */
export function findScroll(screen: Screen, sent: Picture, rect: Rect): Move | undefined {
  if (rect.width < MIN_WIDTH || rect.height < MIN_HEIGHT) return undefined
  const mask = maskOf(screen)
  const before = hashesOf(sent, rect, mask)
  const now = hashesOf(screen, rect, mask)
  const dy = bestShift(before, now)
  if (dy === undefined) return undefined
  const { start, end } = longestRun(before, now, dy)
  if (end - start < MIN_ROWS) return undefined
  return { rect: { x: rect.x, y: rect.y + start, width: rect.width, height: end - start }, dx: 0, dy }
}
