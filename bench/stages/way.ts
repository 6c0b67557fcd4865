// Bench. One flip of colour, followed from the novice's screen to the expert's: when each stage was passed.

import { alike, findPatch } from '../stage/picture-point.ts'
import { nap, sleep } from '../clock/nap.ts'
import { watchScreen } from '../../electron/services/capture/x11-watch.ts'
import { openXClient } from '../clock/x-client.ts'
import type { Pair } from '../stage/end.ts'
import type { PageMarks } from './page-marks.ts'

/** Milliseconds after the request that painted; NaN: not seen. */
export type Passed = {
  /** The X server tells another client of it. */
  readonly damaged: number
  /** The first byte has left through the novice's network card. Says something only while nothing else moves. */
  readonly left: number
  /** The expert's page begins to read the update. */
  readonly arrived: number
  /** The viewer has drawn it. */
  readonly drawn: number
  /** The pixel on the expert's screen. */
  readonly shown: number
}

export const POINT = { x: 1232, y: 752 }
const AREA = { x: POINT.x - 32, y: POINT.y - 32, width: 64, height: 64 }
const COLORS = [0xd02020, 0x2020d0] as const
const LIMIT_MS = 1000
const PAUSE_MS = 45

/** `bytes`: what has crossed the line so far. */
export async function followFlips(
  { novice, expert }: Pair,
  page: PageMarks,
  bytes: () => number,
  rounds: number,
): Promise<readonly Passed[]> {
  const patch = novice.hand.patch(AREA)
  const witness = openXClient(novice.display.display)
  try {
    const watch = watchScreen(witness.connection)
    if (!watch.ok) throw new Error(watch.error.reason)
    const { x, y } = await findPatch(patch, expert.eye)
    const all: Passed[] = []
    for (let round = 0; round < rounds; round++) {
      await sleep(PAUSE_MS + Math.random() * PAUSE_MS)
      await page.take()
      watch.value.takeDamage()
      while (witness.connection.nextEvent() !== null);
      const [before, sent] = [expert.eye.pixel(x, y), bytes()]
      const passed = { damaged: NaN, left: NaN, shown: NaN }
      const begun = performance.now()
      patch.paint(COLORS[round % 2 === 0 ? 0 : 1])
      while (Number.isNaN(passed.shown) && performance.now() - begun < LIMIT_MS) {
        const at = performance.now() - begun
        if (Number.isNaN(passed.damaged) && witness.connection.nextEvent() !== null) passed.damaged = at
        if (Number.isNaN(passed.left) && bytes() !== sent) passed.left = at
        if (!alike(expert.eye.pixel(x, y), before)) passed.shown = at
        nap()
      }
      // A second look in the same frame: the marks are asked for when nothing is measured any more.
      const mark = (await page.take()).find(({ drawn }) => drawn + page.offset > begun)
      const since = (time: number | undefined) => (time === undefined ? NaN : time + page.offset - begun)
      all.push({ ...passed, arrived: since(mark?.arrived), drawn: since(mark?.drawn) })
    }
    return all
  } finally {
    patch.close()
    witness.close()
  }
}
