// Bench, row. A key of the expert's: until the novice's screen shows what it did, and until the expert sees that.

import { join } from 'node:path'
import { nap, sleep } from '../clock/nap.ts'
import { middleOf, type Point } from '../stage/picture-point.ts'
import type { Pair } from '../stage/end.ts'
import { KEY_WINDOW_COLORS } from '../clock/key-window.ts'

export type KeyTimes = { readonly there: readonly number[]; readonly echo: readonly number[] }

const WINDOW = { x: 1100, y: 600, size: 96 }
/** The place of the letter F on every keyboard (X keycode: XT scancode 0x21 and 8). */
const KEY_F = 0x21 + 8
const LIMIT_MS = 1000
const PAUSE_MS = 60

/**
 * The expert controls already. Times are from the XTEST press on the expert's display. Throws when more than one in
 * twenty is not seen within `limitMs`.
 */
export async function keysAndEchoes(pair: Pair, rounds: number, limitMs = LIMIT_MS): Promise<KeyTimes> {
  const { novice, expert } = pair
  const source = join(import.meta.dirname, '..', 'clock', 'key-window.ts')
  const place = [WINDOW.x, WINDOW.y, WINDOW.size].map(String)
  // The question's window goes, and the window manager gives the keyboard on; only then the key window takes it.
  await sleep(700)
  const program = await pair.program(process.execPath, source, novice.display.display, ...place)
  try {
    await new Promise<void>((resolve) => program.child.stdout?.once('data', () => resolve()))
    await pair.focusViewer()
    await sleep(500)
    const seenAt = middleOf(expert.eye, KEY_WINDOW_COLORS[0])
    if (seenAt === undefined) throw new Error('the key window is not in the picture')
    const there: number[] = []
    const echo: number[] = []
    for (let round = 0; round < rounds; round++) {
      await sleep(PAUSE_MS + Math.random() * PAUSE_MS)
      const took = oneKey(pair, seenAt, limitMs)
      if (took === undefined) continue
      there.push(took.there)
      echo.push(took.echo)
    }
    if (echo.length < rounds * 0.95)
      throw new Error(`${rounds - echo.length} of ${rounds} keys were not seen within ${limitMs / 1000} s`)
    return { there, echo }
  } finally {
    await program.end()
  }
}

function oneKey(
  { novice, expert }: Pair,
  seenAt: Point,
  limitMs: number,
): { there: number; echo: number } | undefined {
  const middle = { x: WINDOW.x + WINDOW.size / 2, y: WINDOW.y + WINDOW.size / 2 }
  const here = () => novice.eye.pixel(middle.x, middle.y)
  const far = () => expert.eye.pixel(seenAt.x, seenAt.y)
  const [before, farBefore] = [here(), far()]
  let there: number | undefined
  const begun = performance.now()
  expert.hand.key(KEY_F, true)
  try {
    while (performance.now() - begun < limitMs) {
      if (there === undefined && here() !== before) there = performance.now() - begun
      if (there !== undefined && far() !== farBefore) return { there, echo: performance.now() - begun }
      nap()
    }
    return undefined
  } finally {
    expert.hand.key(KEY_F, false)
  }
}
