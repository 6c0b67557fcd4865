// Bench, row. From the novice's Yes until the novice's screen is to be seen in the expert's window.

import { timeUntil } from '../clock/nap.ts'
import { MARK, middleOf } from '../stage/picture-point.ts'
import { type Stage, pressYes } from '../stage.ts'

const AREA = { x: 1100, y: 40, width: 96, height: 96 }
const LIMIT_MS = 10_000
/** Some hundred milliseconds are measured, and two apps need both cores meanwhile. */
const LOOK_EVERY_MS = 2

/** Milliseconds of each admission; every round is a whole connection. Ends inside a session. */
export async function firstFrames(stage: Stage, rounds: number): Promise<readonly number[]> {
  const { novice, expert } = stage
  const patch = novice.hand.patch(AREA)
  const times: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const prompt = await stage.knock()
      patch.raise()
      patch.paint(MARK)
      const begun = performance.now()
      const pressed = pressYes(prompt)
      const took = await timeUntil(
        () => middleOf(expert.eye, MARK) !== undefined,
        LIMIT_MS,
        begun,
        LOOK_EVERY_MS,
      )
      // The prompt's page may be gone before it can answer.
      await pressed.catch(() => undefined)
      if (took === undefined) throw new Error('no picture within 10 s of the Yes')
      times.push(took)
      if (round < rounds - 1) await stage.leave()
    }
    return times
  } finally {
    patch.close()
  }
}
