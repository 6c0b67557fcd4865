// End to end. Looks at pixels that went through a lossy way: how far the viewer is from the novice's screen.

import type { Page } from 'playwright-core'
import type { Rect } from '../../shared/screen.ts'
import type { Display } from '../displays/xvfb.ts'
import { until, viewed } from './eyes.ts'

/** Resolves when an area of the picture is off by less than `limit` of 255 in the mean of all its colour values. */
export async function pictureIsNear(page: Page, display: Display, area: Rect, limit: number): Promise<void> {
  let off: number | undefined
  await until(
    async () => {
      off = meanError(await viewed(page, area), display, area)
      return off !== undefined && off < limit
    },
    () => (off === undefined ? 'there is no picture' : `the picture is off by ${off.toFixed(1)}`),
  )
}

/** Undefined when the picture has no such area. */
function meanError(shown: Uint8Array, display: Display, area: Rect): number | undefined {
  if (shown.length !== area.width * area.height * 4) return undefined
  const truth = display.framebuffer()
  let sum = 0
  for (let row = 0; row < area.height; row++) {
    for (let column = 0; column < area.width; column++) {
      const at = (row * area.width + column) * 4
      const from = ((area.y + row) * truth.width + area.x + column) * 4
      // The viewer's bytes are red, green, blue; the screen's blue, green, red.
      for (const colour of [0, 1, 2])
        sum += Math.abs((shown[at + colour] ?? 0) - (truth.pixels[from + 2 - colour] ?? 0))
    }
  }
  return sum / (area.width * area.height * 3)
}
