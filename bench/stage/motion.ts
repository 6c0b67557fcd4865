// Bench. What moves on the novice's screen while a row is measured: text that scrolls, or noise that fills it.

import { join } from 'node:path'
import { sleep } from '../clock/nap.ts'
import type { Pair, RunningProgram } from './end.ts'

const SETTLE_MS = 700
const at = (file: string) => join(import.meta.dirname, file)

/** Sixty lines a second in an xterm of 84 x 36. */
export const withText = <T>(pair: Pair, act: () => Promise<T>): Promise<T> =>
  during(
    () => pair.program('xterm', '-geometry', '84x36+20+40', '-e', process.execPath, at('scroller.ts')),
    act,
  )

/** A picture of 1100 x 700 in which no two neighbours are equal, new ten times a second. */
export const withNoise = <T>(pair: Pair, act: () => Promise<T>): Promise<T> =>
  during(() => pair.program(process.execPath, at('photograph.ts'), pair.novice.display.display), act)

async function during<T>(start: () => Promise<RunningProgram>, act: () => Promise<T>): Promise<T> {
  const program = await start()
  await sleep(SETTLE_MS)
  try {
    return await act()
  } finally {
    await program.end()
  }
}
