// Bench. When a screen came to rest: the moment of its last large change. A blinking text cursor is not one.

import { nap } from '../clock/nap.ts'
import type { ScreenFile } from '../clock/screen-file.ts'

/** Sampled rows (every 16th) that must differ; a caret touches one or two. */
const ROWS = 3
const REST_MS = 500
const LIMIT_MS = 15_000

/**
 * Milliseconds from `begun` until the last large change before half a second of rest.
 * Lets the bench's own promises run between the looks. Throws when nothing changes within 15 s.
 */
export async function timeUntilAtRest(eye: ScreenFile, begun: number): Promise<number> {
  let before = eye.rows()
  let last: number | undefined
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    nap(1)
    const now = performance.now()
    const rows = eye.rows()
    const changed = rows.filter((row, index) => before[index]?.equals(row) !== true).length
    if (changed >= ROWS) last = now
    if (changed > 0) before = rows
    if (last !== undefined && now - last > REST_MS) return last - begun
    if (now - begun > LIMIT_MS) throw new Error('the screen did not change')
  }
}
