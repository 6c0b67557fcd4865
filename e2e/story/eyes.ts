// End to end. Looks at pixels: what the expert's viewer shows against what is really on the novice's screen.

import { writeFile } from 'node:fs/promises'
import { PNG } from 'pngjs'
import type { Page } from 'playwright-core'
import type { Rect } from '../../shared/screen.ts'
import type { Display, Pixels } from '../displays/xvfb.ts'

const LIMIT_MS = 20_000
const PAUSE_MS = 50

/** Looks again and again until the condition holds; fails with a sentence about what was seen instead. */
export async function until(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  const end = performance.now() + LIMIT_MS
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(otherwise())
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

/** Resolves when the viewer shows an area of the novice's screen pixel for pixel. */
export async function pictureShows(page: Page, display: Display, area: Rect): Promise<void> {
  let wrong = -1
  await until(
    async () => {
      wrong = differences(await viewed(page, area), display.framebuffer(), area)
      return wrong === 0
    },
    () => (wrong < 0 ? 'there is no picture' : `${wrong} pixels of the picture are not the novice's`),
  )
}

/** RGBA of an area as the viewer shows it. */
export async function viewed(page: Page, area: Rect): Promise<Uint8Array> {
  const bytes = await page.evaluate(({ x, y, width, height }) => {
    const context = document.querySelector('canvas')?.getContext('2d')
    return context ? Array.from(context.getImageData(x, y, width, height).data) : []
  }, area)
  return Uint8Array.from(bytes)
}

/** Pixels whose red, green or blue differs; -1 when there is nothing to compare. */
function differences(shown: Uint8Array, truth: Pixels, area: Rect): number {
  if (shown.length !== area.width * area.height * 4) return -1
  let count = 0
  for (let row = 0; row < area.height; row++) {
    for (let column = 0; column < area.width; column++) {
      const at = (row * area.width + column) * 4
      const from = ((area.y + row) * truth.width + area.x + column) * 4
      const same =
        shown[at] === truth.pixels[from + 2] &&
        shown[at + 1] === truth.pixels[from + 1] &&
        shown[at + 2] === truth.pixels[from]
      if (!same) count += 1
    }
  }
  return count
}

/** A sixth of the time that pngjs takes by itself, and half the size: screens repeat themselves, and have nothing to predict. */
const QUICKLY = { filterType: 0, deflateLevel: 3, deflateStrategy: 0 } as const

/** The screen, or an area of it, as a PNG. */
export function photograph(display: Display, file: string, area?: Rect): Promise<void> {
  const screen = display.framebuffer()
  const { x, y, width, height } = area ?? { x: 0, y: 0, width: screen.width, height: screen.height }
  const png = new PNG({ width, height })
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * 4
      const from = ((y + row) * screen.width + x + column) * 4
      png.data[at] = screen.pixels[from + 2] ?? 0
      png.data[at + 1] = screen.pixels[from + 1] ?? 0
      png.data[at + 2] = screen.pixels[from] ?? 0
      png.data[at + 3] = 255
    }
  }
  return writeFile(file, PNG.sync.write(png, QUICKLY))
}
