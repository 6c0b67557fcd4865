// What stays when a session is over: an invitation that still lets somebody in, and both people's next steps. And the name
// under which somebody helps. Rules: TKT-3, SES-4, ADM-4, CON-3.

import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { button, titles } from './story/cast.ts'
import {
  asksToConnect,
  asksToView,
  clickAway,
  gone,
  isControlBar,
  knock,
  leave,
  makeInvitation,
  meet,
  openInvitation,
  sees,
  takeControl,
} from './story/moves.ts'
import { until } from './story/eyes.ts'
import { pressesX, triesX } from './story/on-the-screen.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('after a session', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  const file = (name: string) => join(stage.folder, `${name}.MsRcIncident`)

  test.beforeAll(async () => {
    stage = openStage('after-the-session')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3468 } }), stage.enter('Bob')])
  })
  test.afterAll(() => stage.close())

  test('[TKT-3] [SES-4] the novice who disconnects hears that the invitation is still open, and can expire it right there', async () => {
    await makeInvitation(ann, file('again'))
    const first = await meet(ann, bob, file('again'))
    await button(first.novice, 'Disconnect').click()
    await sees(first.novice, 'The invitation is still open and can be used again until')
    await sees(first.expert, 'The session is over')
    await stage.look('01-over')
    await clickAway(first.novice, 'Close')

    // The expert's way back: the same file, from the window of the session that is over.
    await button(first.expert, 'Open the Invitation Again').click()
    const dialog = await bob.app.window(asksToConnect)
    await until(
      () => first.expert.isClosed(),
      () => 'the window of the session that is over is still there',
    )
    await button(dialog, 'Yes').click()
    await clickAway(await ann.app.window(asksToView), 'Yes')
    const [novice, expert] = await Promise.all([
      ann.app.window(titles.session),
      bob.app.window(titles.session),
    ])
    await sees(novice, 'Screen View Only')

    await button(expert, 'Disconnect').click()
    await sees(novice, 'The invitation is still open')
    await button(novice, 'Expire').click()
    await sees(novice, 'Nobody can connect with it anymore.')
    expect(await novice.locator(':focus').innerText()).toContain('Nobody can connect')
    await stage.look('02-expired')
    await leave({ novice, expert })

    const refused = await openInvitation(bob, file('again'))
    await button(refused, 'Yes').click()
    // The last open invitation took the listener along.
    await sees(refused, 'A Remote Assistance connection could not be established')
    await button(refused, 'OK').click()
    await clickAway(refused, 'No')
  })

  test('[SES-4] [CTL-6] the novice who closes the window has disconnected; the window stays and offers to expire the invitation', async () => {
    await makeInvitation(ann, file('closed'))
    const { novice, expert } = await meet(ann, bob, file('closed'))
    await takeControl(ann, { novice, expert })
    await triesX(ann, novice, titles.session)
    await sees(expert, 'has disconnected.')
    await sees(novice, 'You have disconnected.')
    await gone(ann.app, isControlBar, 'the bar of who controls')
    await sees(novice, 'The invitation is still open')
    await stage.look('03-closed')
    await button(novice, 'Expire').click()
    await sees(novice, 'Nobody can connect with it anymore.')
    await pressesX(ann, novice, titles.session)
    await leave({ novice, expert })
  })

  test('[ADM-4] the name that the expert has chosen stands in the novice’s question, also after a restart', async () => {
    const center = await bob.app.window(titles.center)
    await button(center, 'Options').click()
    const name = center.getByLabel('The name under which you help others:')
    expect(await name.inputValue()).toBe('')
    await name.fill('Robert from the library')
    await name.press('Enter')
    await stage.look('04-name')
    await bob.app.quit()
    await bob.comeBack()
    await makeInvitation(ann, file('named'))
    const dialog = await knock(bob, file('named'))
    const prompt = await ann.app.window(asksToView)
    await sees(prompt, 'Robert from the library')
    await prompt.locator('button:enabled').first().waitFor()
    await stage.look('05-named')
    await clickAway(prompt, 'No')
    await sees(dialog, 'did not accept your offer of help')
    await clickAway(dialog, 'No')
  })
})
