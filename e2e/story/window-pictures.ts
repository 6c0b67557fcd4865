// End to end. Pictures of single windows as the person at the display sees them: with their title bar, on top, the pointer aside.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Rect } from '../../shared/screen.ts'
import type { Display, Pixels } from '../displays/xvfb.ts'
import { photograph } from './eyes.ts'
import { xdotool } from './hands.ts'

const run = promisify(execFile)

/** Two looks this far apart that are alike: the window has drawn itself. */
const PAUSE_MS = 150
/** A caret that blinks never rests; after so many looks the picture is good enough. */
const LOOKS = 12

/** The newest visible window with this title, frame included. */
export async function framed(display: Display, title: RegExp): Promise<{ id: string; area: Rect }> {
  const found = await xdotool(display, 'search', '--sync', '--onlyvisible', '--name', title.source)
  const id = found.trim().split('\n').at(-1) ?? ''
  // Not xdotool: it counts the frame twice.
  const facts = (await run('xwininfo', ['-display', display.display, '-id', id])).stdout
  const value = (name: string) => Number(new RegExp(`${name}: +(-?\\d+)$`, 'm').exec(facts)?.[1])
  const [left, right, top, bottom] = await frameOf(display, id)
  const area = {
    x: value('Absolute upper-left X') - left,
    y: value('Absolute upper-left Y') - top,
    width: value('Width') + left + right,
    height: value('Height') + top + bottom,
  }
  return { id, area }
}

/** What the window manager adds: left, right, top, bottom. */
async function frameOf(display: Display, id: string): Promise<readonly [number, number, number, number]> {
  const args = ['-display', display.display, '-id', id, '_NET_FRAME_EXTENTS']
  const numbers = /= (\d+), (\d+), (\d+), (\d+)/.exec((await run('xprop', args)).stdout)
  const [left = 0, right = 0, top = 0, bottom = 0] = (numbers ?? []).slice(1).map(Number)
  return [left, right, top, bottom]
}

/** Brings the window to the front and keeps a PNG of it. */
export async function photographWindow(display: Display, title: RegExp, file: string): Promise<void> {
  const { id } = await framed(display, title)
  await xdotool(display, 'windowactivate', '--sync', id)
  await xdotool(display, 'mousemove', '1279', '799')
  const { area } = await framed(display, title)
  await atRest(display, area)
  await photograph(display, file, onScreen(area, display.framebuffer()))
}

/** What of the area can be seen. */
function onScreen({ x, y, width, height }: Rect, screen: Pixels): Rect {
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  return {
    x: left,
    y: top,
    width: Math.min(screen.width, x + width) - left,
    height: Math.min(screen.height, y + height) - top,
  }
}

async function atRest(display: Display, area: Rect): Promise<void> {
  const seen = () => partOf(display.framebuffer(), area)
  let before = seen()
  for (let looks = 0; looks < LOOKS; looks++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    const now = seen()
    if (now.equals(before)) return
    before = now
  }
}

const partOf = ({ width, pixels }: Pixels, { y, height }: Rect): Buffer =>
  Buffer.from(pixels.subarray(Math.max(0, y) * width * 4, (y + height) * width * 4))
