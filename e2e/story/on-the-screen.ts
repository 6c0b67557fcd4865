// End to end. The app's windows as the desktop sees them: their title bars and where their buttons are.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import type { Rect } from '../../shared/screen.ts'
import { button } from './cast.ts'
import type { Person } from './cast.ts'
import { pressKeys, xdotool } from './hands.ts'

/** As the X in the title bar does: the window manager asks the window to close. */
export async function pressesX(person: Person, page: Page, title: RegExp): Promise<void> {
  const closed = page.waitForEvent('close')
  await triesX(person, page, title)
  await closed
}

/** The same where the window does not go. */
export async function triesX(person: Person, page: Page, title: RegExp): Promise<void> {
  await page.bringToFront()
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
  await pressKeys(person.display, 'alt+F4')
}

/** Where a button is on the screen. */
export async function placeOf(page: Page, name: string): Promise<Rect> {
  const box = await button(page, name).boundingBox()
  if (!box) throw new Error(`there is no ${name}`)
  const window = await page.evaluate(() => ({
    x: screenX + (outerWidth - innerWidth) / 2,
    y: screenY + (outerHeight - innerHeight),
  }))
  return { ...box, x: Math.round(box.x + window.x), y: Math.round(box.y + window.y) }
}

/** The title of the window that no other one covers. */
export async function topmost({ display }: Person): Promise<string> {
  const list = await promisify(execFile)('xprop', [
    '-display',
    display.display,
    '-root',
    '_NET_CLIENT_LIST_STACKING',
  ])
  const last = list.stdout.trim().split(/, | /).at(-1) ?? ''
  return (await xdotool(display, 'getwindowname', last)).trim()
}
