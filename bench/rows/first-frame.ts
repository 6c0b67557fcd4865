// Bench, row. From the moment a picture may come (ours: the novice's Yes) until the novice's screen is to be seen by the expert.

import { timeUntil } from '../clock/nap.ts'
import { MARK, middleOf } from '../stage/picture-point.ts'
import type { Carrier } from '../stage/carrier.ts'

const AREA = { x: 1100, y: 40, width: 96, height: 96 }
const LIMIT_MS = 20_000
/** Some hundred milliseconds are measured, and two apps need both cores meanwhile. */
const LOOK_EVERY_MS = 2

/** Milliseconds of each beginning; every round is a whole connection. Ends inside a session. */
export async function firstFrames(carrier: Carrier, rounds: number): Promise<readonly number[]> {
  const { novice, expert } = carrier
  const patch = novice.hand.patch(AREA)
  const times: number[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      await carrier.prepare()
      patch.raise()
      patch.paint(MARK)
      const begun = performance.now()
      const begin = carrier.begin()
      const took = await timeUntil(
        () => middleOf(expert.eye, MARK) !== undefined,
        LIMIT_MS,
        begun,
        LOOK_EVERY_MS,
      )
      await begin
      if (took === undefined) throw new Error(`no picture within ${LIMIT_MS / 1000} s`)
      times.push(took)
      if (round < rounds - 1) await carrier.leave()
    }
    return times
  } finally {
    patch.close()
  }
}
