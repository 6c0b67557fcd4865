// End to end. Real keys and a real mouse, sent to a display as a keyboard would.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import type { Rect } from '../../shared/screen.ts'
import type { Display } from '../displays/xvfb.ts'
import type { Person } from './cast.ts'

const run = promisify(execFile)

const SEARCHES = 20

/** A search that meets a window which closes at this moment fails as a whole, without having done anything: it is repeated. */
export async function xdotool(display: Display, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, DISPLAY: display.display }
  for (let left = SEARCHES; ; left--) {
    try {
      return (await run('xdotool', [...args], { env })).stdout
    } catch (cause) {
      if (left === 0 || args[0] !== 'search' || !String(cause).includes('BadWindow')) throw cause
    }
  }
}

export const pressKeys = (display: Display, ...keys: readonly string[]) => xdotool(display, 'key', ...keys)

/** As on the keyboard layout that the display has. */
export const typeText = (display: Display, text: string) =>
  xdotool(display, 'type', '--delay', '25', '--', text)

/** Gives the window with the picture the keyboard. */
export async function focusPicture(person: Person, title: RegExp): Promise<void> {
  await xdotool(
    person.display,
    'search',
    '--sync',
    '--onlyvisible',
    '--name',
    title.source,
    'windowactivate',
    '--sync',
  )
}

/** A click on the middle of an area of the novice's screen, through the expert's viewer. */
export async function clickInPicture(page: Page, area: Rect): Promise<void> {
  const canvas = page.locator('canvas').first()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('there is no picture')
  const size = await canvas.evaluate((element: HTMLCanvasElement) => ({
    width: element.width,
    height: element.height,
  }))
  const x = box.x + ((area.x + area.width / 2) * box.width) / size.width
  const y = box.y + ((area.y + area.height / 2) * box.height) / size.height
  await page.mouse.click(x, y)
}
