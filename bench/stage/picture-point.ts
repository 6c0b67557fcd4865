// Bench. Where a patch on the novice's screen appears on the expert's, whatever the viewer's scale: found by painting it
// in a colour that nothing else has.

import { sleep } from '../clock/nap.ts'
import type { Patch } from '../clock/x-client.ts'
import type { ScreenFile } from '../clock/screen-file.ts'

export type Point = { readonly x: number; readonly y: number }

export const MARK = 0xd81be0
const STEP = 8
const TOLERANCE = 20
const SETTLE_MS = 200
const LIMIT_MS = 5000

/** A point well inside the patch, in the pixels of `eye`'s screen. Throws when it does not appear within 5 s. */
export async function findPatch(patch: Patch, eye: ScreenFile): Promise<Point> {
  const until = performance.now() + LIMIT_MS
  patch.raise()
  // An earlier patch may still be in the picture; two marks would have their middle between them.
  patch.paint(0)
  while (middleOf(eye, MARK) !== undefined && performance.now() < until) await sleep(20)
  patch.paint(MARK)
  while (performance.now() < until) {
    const point = middleOf(eye, MARK)
    // The whole patch at once: a part of it has another middle.
    if (point !== undefined) {
      await sleep(SETTLE_MS)
      return middleOf(eye, MARK) ?? point
    }
    await sleep(20)
  }
  throw new Error('the patch does not appear on the other screen')
}

/** Chromium's capture goes by way of video colours and never gives a colour back exactly. */
export function alike(one: number, other: number): boolean {
  const far = (shift: number) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255)) > TOLERANCE
  return !far(16) && !far(8) && !far(0)
}

/** The middle of all sampled pixels of this colour. */
export function middleOf(eye: ScreenFile, color: number): Point | undefined {
  let count = 0
  let [sumX, sumY] = [0, 0]
  eye.rows().forEach((row, index) => {
    for (let x = 0; x < eye.width; x += STEP) {
      if (!alike(row.readUInt32LE(x * 4), color)) continue
      count += 1
      sumX += x
      sumY += index * 16
    }
  })
  return count < 3 ? undefined : { x: Math.round(sumX / count), y: Math.round(sumY / count) }
}
