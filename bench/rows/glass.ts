// Bench, row. Glass to glass: from a colour flip on the novice's screen until that pixel changes on the expert's.

import { sleep, timeUntil } from '../clock/nap.ts'
import { alike, findPatch } from '../stage/picture-point.ts'
import type { Stage } from '../stage.ts'

const AREA = { x: 1200, y: 720, width: 64, height: 64 }
const COLORS = [0xd02020, 0x2020d0] as const
const LIMIT_MS = 1000
/** Different each time, so that no clock of the app's beats in step with ours. */
const PAUSE_MS = 45

/** Milliseconds of each flip. Throws when more than one in twenty is not seen within a second. */
export async function glassToGlass({ novice, expert }: Stage, rounds: number): Promise<readonly number[]> {
  const patch = novice.hand.patch(AREA)
  try {
    const { x, y } = await findPatch(patch, expert.eye)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      await sleep(PAUSE_MS + Math.random() * PAUSE_MS)
      const before = expert.eye.pixel(x, y)
      patch.paint(COLORS[round % 2 === 0 ? 0 : 1])
      const took = await timeUntil(() => !alike(expert.eye.pixel(x, y), before), LIMIT_MS)
      if (took !== undefined) times.push(took)
    }
    if (times.length < rounds * 0.95)
      throw new Error(`${rounds - times.length} of ${rounds} flips were never seen`)
    return times
  } finally {
    patch.close()
  }
}
