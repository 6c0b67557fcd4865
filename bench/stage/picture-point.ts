// Bench. Where a patch on the novice's screen appears on the expert's, whatever the viewer's scale: found by painting it
// in a colour that nothing else has.

import { sleep } from '../clock/nap.ts'
import type { Patch } from '../clock/x-client.ts'
import type { ScreenFile } from '../clock/screen-file.ts'

export type Point = { readonly x: number; readonly y: number }

export const MARK = 0x13a7e9
const STEP = 8
const LIMIT_MS = 5000

/** A point well inside the patch, in the pixels of `eye`'s screen. Throws when it does not appear within 5 s. */
export async function findPatch(patch: Patch, eye: ScreenFile): Promise<Point> {
  patch.raise()
  patch.paint(MARK)
  const until = performance.now() + LIMIT_MS
  while (performance.now() < until) {
    const point = middleOf(eye, MARK)
    if (point !== undefined) return point
    await sleep(20)
  }
  throw new Error('the patch does not appear on the other screen')
}

/** The middle of all sampled pixels of this colour. */
export function middleOf(eye: ScreenFile, color: number): Point | undefined {
  let count = 0
  let [sumX, sumY] = [0, 0]
  eye.rows().forEach((row, index) => {
    for (let x = 0; x < eye.width; x += STEP) {
      if ((row.readUInt32LE(x * 4) & 0xffffff) !== color) continue
      count += 1
      sumX += x
      sumY += index * 16
    }
  })
  return count < 3 ? undefined : { x: Math.round(sumX / count), y: Math.round(sumY / count) }
}
