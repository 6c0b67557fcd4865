// A session whose picture comes from Chromium's own screen capture, as on Windows, macOS and Wayland. Rules: ADM-7, CTL-1.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { button, titles } from './story/cast.ts'
import type { Notes } from './story/cast.ts'
import { clickInPicture, focusPicture, typeText } from './story/hands.ts'
import { clickAway, gone, has, knock, leave, makeInvitation, meet, takeControl } from './story/moves.ts'
import { asksToView } from './story/moves.ts'
import { pictureIsNear } from './story/near.ts'
import { openNotes } from './story/notes.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

/** Mean errors, of 255: 4:2:0 colour at limited range blurs the edges of letters, and hardly touches a flat colour. */
const BLUR = 8
const FLAT = 4
/** A place of the novice's screen where no window is. */
const BARE = { x: 20, y: 600, width: 100, height: 100 }

test.describe('captured by Chromium', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let notes: Notes
  test.beforeAll(async () => {
    stage = openStage('chromium-capture')
    const settings = { port: 3464, capture: 'chromium' }
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings }), stage.enter('Bob')])
    notes = await openNotes(ann.display, stage.folder)
  })
  test.afterAll(() => stage.close())

  test('[ADM-7] [CTL-1] the picture is right, control works, and nothing captures before or after', async () => {
    const file = join(stage.folder, 'RAInvitation.MsRcIncident')
    await makeInvitation(ann, file)
    expect(await has(ann.app, captures)).toBe(false)
    const dialog = await knock(bob, file)
    const prompt = await ann.app.window(asksToView)
    expect(await has(ann.app, captures)).toBe(false)
    await prompt.locator('button:enabled').first().waitFor()
    await clickAway(prompt, 'No')
    await clickAway(dialog, 'No')

    const session = await meet(ann, bob, file)
    await ann.app.window(captures)
    await notes.focus()
    await pictureIsNear(session.expert, ann.display, notes.area, BLUR)
    for (const colour of ['#1060e0', '#20c040', '#000000']) {
      await promisify(execFile)('xsetroot', ['-display', ann.display.display, '-solid', colour])
      await pictureIsNear(session.expert, ann.display, BARE, FLAT)
    }
    await stage.look('01-seen')

    await takeControl(ann, session)
    await notes.focus()
    await clickInPicture(session.expert, notes.area)
    await focusPicture(bob, titles.session)
    await typeText(bob.display, 'W'.repeat(42))
    await notes.echoes(/^W{42}$/)
    const { x, y } = notes.area
    // Its height is that of one line, so that a picture without the letters would be far off.
    await pictureIsNear(session.expert, ann.display, { x: x + 2, y: y + 2, width: 280, height: 14 }, BLUR)
    await stage.look('02-typed')

    await button(session.novice, 'Disconnect').click()
    await gone(ann.app, captures, 'the capture window')
    await leave(session)
  })
})

/** The hidden window that captures has nothing in it and no person's name in its title, as the bar has that waits. */
const captures = (page: Page): Promise<boolean> =>
  page.evaluate(
    () => document.querySelector('#root')?.childElementCount === 0 && document.title === 'Remote Assistance',
  )
