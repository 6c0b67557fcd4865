// Sessions and control that end the hard way, or by any of the many ways out. Rules: ADM-4, SES-4, CTL-2, CTL-3, CTL-5, CTL-6.

import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { button, titles } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { clickInPicture, focusPicture, pressKeys, typeText, xdotool } from './story/hands.ts'
import { heldOn, nothingHeld } from './story/held-keys.ts'
import {
  askForControl,
  asksForControl,
  asksToView,
  clickAway,
  gone,
  has,
  isControlBar,
} from './story/moves.ts'
import { knock, leave, makeInvitation, meet, sees, takeControl } from './story/moves.ts'
import type { Session } from './story/moves.ts'
import { openNotes } from './story/notes.ts'
import type { Notes } from './story/cast.ts'
import { placeOf, pressesX, topmost, triesX } from './story/on-the-screen.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('rough ends', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  let notes: Notes
  let file: string

  test.beforeAll(async () => {
    stage = openStage('rough-ends')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3461 } }), stage.enter('Bob')])
    file = join(stage.folder, 'for Bob.MsRcIncident')
    notes = await openNotes(ann.display, stage.folder)
    await makeInvitation(ann, file)
  })
  test.afterAll(() => stage.close())

  /** Bob's keyboard goes to Ann's notes. */
  async function writesInNotes({ expert }: Session) {
    await notes.focus()
    await clickInPicture(expert, notes.area)
    await focusPicture(bob, titles.session)
  }

  async function holdsAKey() {
    await xdotool(bob.display, 'keydown', 'Control_L', 'keydown', 'x')
    await until(
      () => heldOn(ann.display).keycodes.length === 2,
      () => `held on Ann's computer: ${heldOn(ann.display).keycodes.join()}`,
    )
  }
  const letsGo = () => xdotool(bob.display, 'keyup', 'x', 'keyup', 'Control_L')

  const allReleased = () =>
    until(
      () => nothingHeld(ann.display),
      () => `still held: ${JSON.stringify(heldOn(ann.display))}`,
    )

  const barGone = () => gone(ann.app, isControlBar, 'the bar')

  test('[SES-4] [CTL-6] the expert is killed with keys held: all is released, and the next attempt works', async () => {
    const session = await meet(ann, bob, file)
    await takeControl(ann, session)
    await writesInNotes(session)
    await holdsAKey()
    await stage.look('01-keys-held')
    await bob.app.kill()
    await session.novice
      .getByText(/The connection to .*Bob.* was lost/)
      .first()
      .waitFor({ timeout: 10_000 })
    await allReleased()
    await barGone()
    await letsGo()
    await until(
      async () => titles.session.test(await topmost(ann)),
      () => 'what Ann is told is covered by another window',
    )
    await stage.look('02-expert-killed')
    await bob.comeBack()
    const again = await meet(ann, bob, file)
    await stage.look('03-again')
    await leave(again)
  })

  test('[SES-4] the expert falls silent without a word: control is over within 10 s, and the session goes on when it wakes', async () => {
    const session = await meet(ann, bob, file)
    await takeControl(ann, session)
    await writesInNotes(session)
    await holdsAKey()
    process.kill(bob.app.pid, 'SIGSTOP')
    try {
      // Ten seconds are the rule; two more for a machine that has other things to do.
      await session.novice
        .getByText('Connection interrupted', { exact: true })
        .first()
        .waitFor({ timeout: 12_000 })
      await allReleased()
      await barGone()
      await stage.look('04-silence')
    } finally {
      process.kill(bob.app.pid, 'SIGCONT')
    }
    await letsGo()
    await sees(session.expert, /The connection to .*Ann.* is back/)
    await sees(session.novice, /The connection to .*Bob.* is back/)
    await takeControl(ann, session)
    await writesInNotes(session)
    await leave(session)
  })

  test('[SES-4] [CTL-6] the novice is killed with keys held: the expert is told, the next start lets go, and the ticket works again', async () => {
    const session = await meet(ann, bob, file)
    await takeControl(ann, session)
    await writesInNotes(session)
    await holdsAKey()
    await ann.app.kill()
    await letsGo()
    await session.expert
      .getByText(/The connection to .*Ann.* was lost/)
      .first()
      .waitFor({ timeout: 10_000 })
    await stage.look('05-novice-killed')
    expect(nothingHeld(ann.display)).toBe(false)
    await ann.comeBack()
    await allReleased()
    await leave(await meet(ann, bob, file))
  })

  test('[SES-2] Disconnect, and the X of a window, on either side end the session; the other one is told', async () => {
    const byExpert = await meet(ann, bob, file)
    await button(byExpert.expert, 'Disconnect').click()
    await sees(byExpert.novice, 'has disconnected.')
    await sees(byExpert.expert, 'You have disconnected.')
    await stage.look('06-expert-disconnected')
    await leave(byExpert)

    const byNovice = await meet(ann, bob, file)
    await button(byNovice.novice, 'Disconnect').click()
    await sees(byNovice.expert, 'has disconnected.')
    await sees(byNovice.novice, 'You have disconnected.')
    await leave(byNovice)

    const closedByExpert = await meet(ann, bob, file)
    await pressesX(bob, closedByExpert.expert, titles.session)
    await sees(closedByExpert.novice, 'has disconnected.')
    await leave(closedByExpert)

    const closedByNovice = await meet(ann, bob, file)
    await triesX(ann, closedByNovice.novice, titles.session)
    await sees(closedByNovice.expert, 'has disconnected.')
    await sees(closedByNovice.novice, 'You have disconnected.')
    await leave(closedByNovice)
  })

  test('[CTL-2] [CTL-6] control ends by either Stop, by Release and by either ESC; nothing arrives afterwards', async () => {
    const session = await meet(ann, bob, file)
    const ways: readonly { says: RegExp; end(bar: Page): Promise<unknown> }[] = [
      { says: /has stopped remote control\.$/, end: (bar) => button(bar, 'Stop (ESC)').click() },
      {
        says: /has stopped remote control\.$/,
        end: () => button(session.novice, 'Stop Control (ESC)').click(),
      },
      {
        says: /You have given control back\.$/,
        end: () => button(session.expert, 'Release Control (ESC)').click(),
      },
      {
        says: /You have given control back by pressing the ESC key/,
        end: () => pressKeys(bob.display, 'Escape'),
      },
      {
        says: /has stopped remote control by pressing the ESC key/,
        end: () => pressKeys(ann.display, 'Escape'),
      },
    ]
    for (const [index, { says, end }] of ways.entries()) {
      const bar = await takeControl(ann, session)
      await writesInNotes(session)
      await holdsAKey()
      if (index === 0) await stage.look('07-bar')
      const before = await notesSoFar(session, says)
      await end(bar)
      await until(
        async () => (await notesSoFar(session, says)) === before + 1,
        () => `Bob is not told: ${String(says)}`,
      )
      await barGone()
      await allReleased()
      await letsGo()
    }
    await stage.look('08-control-ended-five-times')
    const typed = notes.read()
    await writesInNotes(session)
    await typeText(bob.display, 'nobody hears this')
    // Ann's own letter comes after everything that Bob sent before.
    await notes.focus()
    await typeText(ann.display, 'A')
    await notes.echoes(/A$/)
    expect(notes.read()).toBe(`${typed}A`)
    await leave(session)
  })

  test('[ADM-4] Esc is No, No is No, closing the question is No, and an expert who gives up takes it away', async () => {
    const refusals = [
      () => pressKeys(ann.display, 'Escape'),
      (prompt: Page) => clickAway(prompt, 'No'),
      (prompt: Page) => pressesX(ann, prompt, titles.prompt),
    ]
    for (const refuse of refusals) {
      const dialog = await knock(bob, file)
      const prompt = await ann.app.window(asksToView)
      await prompt.locator('button:enabled').first().waitFor()
      await refuse(prompt)
      await sees(dialog, /did not accept your offer of help/)
      await gone(ann.app, asksToView, 'the question')
    }
    await stage.look('09-refused')
    const dialog = await knock(bob, file)
    await ann.app.window(asksToView)
    await stage.look('10-asked')
    await button(dialog, 'Cancel').click()
    await gone(ann.app, asksToView, 'the question')
    await clickAway(dialog, 'No')
  })

  test('[CTL-1] Esc, No and closing refuse control as well', async () => {
    const refusals = [
      () => pressKeys(ann.display, 'Escape'),
      (prompt: Page) => clickAway(prompt, 'No'),
      (prompt: Page) => pressesX(ann, prompt, titles.prompt),
    ]
    for (const refuse of refusals) {
      const session = await meet(ann, bob, file)
      const prompt = await askForControl(ann, session)
      await prompt.locator('button:enabled').first().waitFor()
      await refuse(prompt)
      await sees(session.expert, /has not let you share control/)
      await gone(ann.app, asksForControl, 'the question')
      await button(session.expert, 'Take Control').waitFor()
      expect(await has(ann.app, isControlBar)).toBe(false)
      await leave(session)
    }
  })

  test('[CTL-5] no key or click of the expert answers a question that the novice is asked', async () => {
    const session = await meet(ann, bob, file)
    const flood = async () => {
      await focusPicture(bob, titles.session)
      for (let n = 0; n < 10; n++) await pressKeys(bob.display, 'Return', 'space', 'y', 'Return')
      // A page that was changed by its owner does not wait for control.
      await session.expert.evaluate((messages) => {
        for (const message of messages) window.assist.sendBytes(Uint8Array.from(message))
      }, ENTER)
    }
    // Before there was any control, and again after it has ended.
    for (const round of [1, 2]) {
      const prompt = await askForControl(ann, session)
      await flood()
      await clickInPicture(session.expert, await placeOf(prompt, 'Yes'))
      await flood()
      expect(await has(ann.app, isControlBar)).toBe(false)
      expect(await asksForControl(prompt)).toBe(true)
      await clickAway(prompt, 'Yes')
      const bar = await ann.app.window(isControlBar)
      if (round === 2) break
      await button(bar, 'Stop (ESC)').click()
      await barGone()
    }
    await stage.look('11-after-the-flood')
    await leave(session)
  })
})

/** RFB's key event (RFC 6143, 7.5.4), Return down and up. */
const ENTER = [1, 0].map((down) => [4, down, 0, 0, 0, 0, 0xff, 0x0d])

/** How often the expert's chat history says so. */
const notesSoFar = ({ expert }: Session, text: RegExp): Promise<number> =>
  expert.locator('.chat-note').filter({ hasText: text }).count()
