// What a session has besides seeing and controlling: Pause, the novice's own hand first, typing notice, the chat as a file,
// the session log, full screen. Rules: SES-2, SES-5, CTL-8.

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { button, titles } from './story/cast.ts'
import type { Notes } from './story/cast.ts'
import { pictureShows, until, viewed } from './story/eyes.ts'
import { clickInPicture, focusPicture, pressKeys, typeText, xdotool } from './story/hands.ts'
import { heldOn, nothingHeld } from './story/held-keys.ts'
import { askForControl, clickAway, leave, makeInvitation, meet, sees, takeControl } from './story/moves.ts'
import { openNotes } from './story/notes.ts'
import { placeOf } from './story/on-the-screen.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('session extras', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let notes: Notes
  let file: string
  test.beforeAll(async () => {
    stage = openStage('session-extras')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3466 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
    notes = await openNotes(ann.display, stage.folder)
    await makeInvitation(ann, file)
  })
  test.afterAll(() => stage.close())

  test('[SES-2] Pause shows a blurred still and ends control; Resume brings the picture back', async () => {
    const session = await meet(ann, bob, file)
    await notes.focus()
    await typeText(ann.display, 'nobody may read this')
    await notes.echoes(/read this$/)
    await pictureShows(session.expert, ann.display, notes.area)
    await takeControl(ann, session)
    const sharp = await viewed(session.expert, notes.area)

    await button(session.novice, 'Pause').click()
    await sees(session.expert, 'has paused the picture')
    await sees(session.novice, 'sees only a blurred still of your screen')
    expect(await button(session.expert, 'Take Control').isDisabled()).toBe(true)
    await until(
      async () => colours(await viewed(session.expert, notes.area)) !== colours(sharp),
      () => 'the sharp picture is still there',
    )
    await stage.look('01-paused')
    const still = await viewed(session.expert, notes.area)
    expect(steepest(sharp, notes.area.width)).toBeGreaterThan(100)
    await until(
      async () => steepest(await viewed(session.expert, notes.area), notes.area.width) < 32,
      () => 'there are edges in the blurred picture',
    )
    // What happens on the screen now is not seen, and neither is what the expert does.
    await notes.focus()
    await typeText(ann.display, ' nor this')
    await notes.echoes(/nor this$/)
    await focusPicture(bob, titles.session)
    await typeText(bob.display, 'x')
    await session.expert.getByLabel('Message Entry').fill('I see nothing')
    await button(session.expert, /^Send$/).click()
    await sees(session.novice, 'I see nothing')
    expect(colours(await viewed(session.expert, notes.area))).not.toBe(colours(sharp))
    expect(notes.read()).toMatch(/nor this$/)
    expect(still.length).toBe(sharp.length)

    await button(session.novice, 'Resume').click()
    await sees(session.expert, 'has resumed the picture')
    await pictureShows(session.expert, ann.display, notes.area)
    await button(session.expert, 'Take Control').waitFor()
    await stage.look('02-resumed')
    await leave(session)
  })

  test('[CTL-1] the question about control has its Yes beside the session’s window, whose buttons may be under the pointer', async () => {
    const session = await meet(ann, bob, file)
    const prompt = await askForControl(ann, session)
    await prompt.locator('button:enabled').first().waitFor()
    const yes = await placeOf(prompt, 'Yes')
    const { left, right, top, bottom } = await session.novice.evaluate(() => ({
      left: screenX,
      right: screenX + outerWidth,
      top: screenY,
      bottom: screenY + outerHeight,
    }))
    await stage.look('06-asked-beside')
    const [beside, above] = [yes.x >= right || yes.x + yes.width <= left, yes.y + yes.height <= top]
    expect([yes, beside || above || yes.y >= bottom]).toEqual([yes, true])
    expect(yes.x + yes.width).toBeLessThan(1280)
    await clickAway(prompt, 'No')
    await leave(session)
  })

  test('[CTL-8] the novice’s own mouse holds the expert off for a second, and both see why', async () => {
    const session = await meet(ann, bob, file)
    const bar = await takeControl(ann, session)
    await notes.focus()
    await clickInPicture(session.expert, notes.area)
    await notes.focused()
    await focusPicture(bob, titles.session)
    // Bob's own typing never holds him off.
    await typeText(bob.display, 'B'.repeat(60))
    await notes.echoes(/B{60}$/)
    expect(await session.expert.getByText('your input is held off').count()).toBe(0)

    await xdotool(bob.display, 'keydown', 'Control_L')
    await until(
      () => heldOn(ann.display).keycodes.length === 1,
      () => 'Control is not held',
    )
    await xdotool(ann.display, 'mousemove_relative', '4', '3')
    await sees(session.expert, 'is using the mouse or keyboard; your input is held off for a moment.')
    await sees(bar, 'You are using the mouse or keyboard;')
    await sees(session.novice, 'You are at the controls')
    expect(nothingHeld(ann.display)).toBe(true)
    await stage.look('03-held')
    await xdotool(bob.display, 'keyup', 'Control_L')

    // Ann goes on moving; what Bob types meanwhile is dropped and does not come later.
    const typed = notes.read()
    const moving = { on: true }
    const hand = (async () => {
      while (moving.on)
        await xdotool(ann.display, 'mousemove_relative', '1', '0', 'mousemove_relative', '--', '-1', '0')
    })()
    await typeText(bob.display, 'dropped')
    moving.on = false
    await hand
    await session.expert.getByText('your input is held off').waitFor({ state: 'detached' })
    await sees(bar, 'is controlling your computer')
    await typeText(bob.display, 'C')
    await notes.echoes(/C$/)
    expect(notes.read()).toBe(`${typed}C`)
    await pressKeys(ann.display, 'Escape')
    await sees(session.expert, 'has stopped remote control by pressing the ESC key')
    await leave(session)
  })

  test('[SES-2] each sees that the other one is typing, and the chat is saved as a text', async () => {
    const session = await meet(ann, bob, file)
    await session.expert.getByLabel('Message Entry').pressSequentially('Look: https://example.org/a?b')
    await sees(session.novice, /Bob.* is typing…/)
    await stage.look('04-typing')
    await session.expert.keyboard.press('Enter')
    await sees(session.novice, 'https://example.org/a?b')
    await session.novice.getByText('is typing').waitFor({ state: 'detached' })
    // A link is text: nothing to click.
    expect(await session.novice.getByRole('link').count()).toBe(0)
    await session.novice.getByLabel('Message Entry').fill('a\u202Eb\nsecond line')
    await sees(session.expert, /Ann.* is typing…/)
    await button(session.novice, /^Send$/).click()
    await sees(session.expert, 'second line')
    const saved = join(stage.folder, 'chat.txt')
    await ann.app.saveAs(saved, () => button(session.novice, 'Save as text…').click())
    await sees(session.novice, /Saved to/)
    const text = readFileSync(saved, 'utf8')
    expect(text).toMatch(/^Chat with Bob, /)
    expect(text).toMatch(/\] Bob: Look: https:\/\/example\.org\/a\?b$/m)
    expect(text).toMatch(/\] You: ab\n {4}second line$/m)
    expect(text).toMatch(/\] Bob is now connected and can see your screen\.$/m)
    await leave(session)
  })

  test('[SES-2] actual size is dragged, fewer colours arrive, and one screen of two is all there is', async () => {
    const monitor = (name: string, geometry: string, output: string) =>
      promisify(execFile)('xrandr', ['-display', ann.display.display, '--setmonitor', name, geometry, output])
    await monitor('left', '640/169x800/211+0+0', 'screen')
    await monitor('right', '640/169x800/211+640+0', 'none')
    const session = await meet(ann, bob, file)
    const { expert, novice } = session
    await pictureShows(expert, ann.display, notes.area)

    await button(expert, 'Actual Size').click()
    const scrolled = () => expert.locator('.screen-view > div').evaluate((element) => element.scrollLeft)
    expect(await scrolled()).toBe(0)
    const box = await expert.locator('main').boundingBox()
    if (!box) throw new Error('there is no picture')
    await expert.mouse.move(box.x + 300, box.y + 200)
    await expert.mouse.down()
    await expert.mouse.move(box.x + 200, box.y + 200, { steps: 4 })
    await expert.mouse.up()
    expect(await scrolled()).toBe(100)
    await button(expert, 'Scale to Window').click()

    await button(expert, 'Settings').click()
    await expert.getByLabel('Colors:').selectOption({ index: 2 })
    const levels = async () => new Set(await viewed(expert, { x: 0, y: 0, width: 640, height: 800 })).size
    await until(
      async () => (await levels()) <= 8,
      () => 'there are more than eight levels of a colour',
    )
    await stage.look('05-few-colours')
    await expert.getByLabel('Colors:').selectOption({ index: 0 })
    await pictureShows(expert, ann.display, notes.area)

    await novice.getByLabel('Screen shown:').selectOption({ index: 1 })
    const width = () => expert.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width)
    await until(
      async () => (await width()) === 640,
      () => 'all screens are still shown',
    )
    await pictureShows(expert, ann.display, notes.area)
    await stage.look('06-one-screen')
    // Clicks land where they are seen, on either screen.
    await takeControl(ann, session)
    await novice.getByLabel('Screen shown:').selectOption({ index: 2 })
    let place = ''
    await until(
      async () => {
        // Where no window is: a click on the novice's own Disconnect would end the session.
        await clickInPicture(expert, { x: 570, y: 700, width: 20, height: 20 })
        place = await xdotool(ann.display, 'getmouselocation')
        // The picture is scaled down: one of its pixels is up to two of the screen.
        return /x:12(?:1[89]|2[012]) y:7(?:0[89]|1[012]) /.test(place)
      },
      () => `the pointer is not where the expert clicked, but at ${place}`,
    )
    await pressKeys(ann.display, 'Escape')
    await leave(session)
  })

  test('[SES-5] the session log is a page and a text; full screen and back', async () => {
    const session = await meet(ann, bob, file)
    await takeControl(ann, session)
    await button(session.novice, 'Pause').click()
    await button(session.novice, 'Resume').click()
    await sees(session.expert, 'has resumed the picture')
    await button(session.expert, /^Full Screen$/).click()
    await button(session.expert, 'Leave Full Screen').waitFor()
    await until(
      () => session.expert.evaluate(() => window.innerHeight === screen.height),
      () => 'the window does not fill the screen',
    )
    await stage.look('07-full-screen')
    await focusPicture(bob, titles.session)
    await pressKeys(bob.display, 'F11')
    await button(session.expert, /^Full Screen$/).waitFor()
    await button(session.expert, 'Disconnect').click()
    await button(session.novice, 'View session log').click()
    const page = await ann.app.window(titles.center)
    await page.getByRole('heading', { name: 'Session log' }).waitFor()
    await sees(page, 'You paused the picture')
    await stage.look('08-session-log')
    const saved = join(stage.folder, 'log.txt')
    await ann.app.saveAs(saved, () => button(page, 'Save as text…').click())
    await sees(page, /Saved to/)
    const text = readFileSync(saved, 'utf8')
    expect(text).toMatch(/^Bob from \d+\./m)
    expect(text).toMatch(/^ {4}Duration: /m)
    expect(text).toMatch(/You gave a helper control$/m)
    expect(text).toMatch(/You resumed the picture$/m)
    await leave(session)
  })
})

const colours = (rgba: Uint8Array): string => Buffer.from(rgba).toString('base64')

/** The largest step between two neighbours in a row, in red, green or blue. */
function steepest(rgba: Uint8Array, width: number): number {
  let most = 0
  for (let at = 4; at < rgba.length; at++) {
    if ((at >> 2) % width === 0 || at % 4 === 3) continue
    most = Math.max(most, Math.abs((rgba[at] ?? 0) - (rgba[at - 4] ?? 0)))
  }
  return most
}
