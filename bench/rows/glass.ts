// Bench, row. Glass to glass: from a colour flip on the novice's screen until that pixel changes on the expert's.

import { sleep, timeUntil } from '../clock/nap.ts'
import { alike, findPatch } from '../stage/picture-point.ts'
import type { Pair } from '../stage/end.ts'

const AREA = { x: 1200, y: 720, width: 64, height: 64 }
const COLORS = [0xd02020, 0x2020d0] as const
const LIMIT_MS = 1000
/** Different each time, so that no clock of the app's beats in step with ours. */
const PAUSE_MS = 45

/** `limitMs`: how long a flip is waited for. `rowMs`: a slow line gets fewer flips. */
export type Patience = { readonly limitMs: number; readonly rowMs: number }

/** Milliseconds of each flip. Throws when more than one in twenty is not seen in time. */
export async function glassToGlass(
  { novice, expert }: Pair,
  rounds: number,
  { limitMs, rowMs }: Patience = { limitMs: LIMIT_MS, rowMs: Infinity },
): Promise<readonly number[]> {
  const patch = novice.hand.patch(AREA)
  try {
    const { x, y } = await findPatch(patch, expert.eye)
    const times: number[] = []
    const until = performance.now() + rowMs
    let round = 0
    for (; round < rounds && performance.now() < until; round++) {
      await sleep(PAUSE_MS + Math.random() * PAUSE_MS)
      const before = expert.eye.pixel(x, y)
      patch.paint(COLORS[round % 2 === 0 ? 0 : 1])
      const took = await timeUntil(() => !alike(expert.eye.pixel(x, y), before), limitMs)
      if (took !== undefined) times.push(took)
    }
    if (times.length < round * 0.95)
      throw new Error(`${round - times.length} of ${round} flips were not seen within ${limitMs / 1000} s`)
    return times
  } finally {
    patch.close()
  }
}
