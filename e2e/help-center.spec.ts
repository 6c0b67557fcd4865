// The help with the real app: an error in one window leads to its topic in the center, and what is remembered outlives the app.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { button, titles } from './story/cast.ts'
import { until } from './story/eyes.ts'
import { clickAway, sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('the help', () => {
  let stage: Stage
  let ann: Actor
  test.beforeAll(async () => {
    stage = openStage('help-center')
    ann = await stage.enter('Ann')
  })
  test.afterAll(() => stage.close())

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const settings = () =>
    JSON.parse(readFileSync(join(ann.profile, 'settings.json'), 'utf8')) as Readonly<Record<string, unknown>>
  const center = () => ann.app.window(titles.center)
  const size = (page: Page) => page.evaluate(() => ({ width: outerWidth, height: outerHeight }))

  test('[INV-8] the link in an invitation’s error brings the center to the front, at its topic', async () => {
    const bad = join(stage.folder, 'letter.msrcincident')
    writeFileSync(bad, 'Dear Bob,\n')
    const shown = await center()
    await button(shown, 'Index').click()
    await heading(shown, 'Index')
    await ann.app.open(bad)
    const dialog = await ann.app.window(titles.invitation)
    await button(dialog, 'More help on this').click()
    await heading(shown, 'An invitation that will not open')
    await stage.look('01-topic-of-an-error')
    // The center was used meanwhile: the wish is not followed again by itself.
    await button(shown, 'Home').click()
    await clickAway(dialog, 'OK')
    await heading(shown, 'Welcome. How can we help you?')
  })

  test('a center that was closed is opened by the link, and begins at home the next time', async () => {
    const bad = join(stage.folder, 'letter.msrcincident')
    await ann.app.open(bad)
    const dialog = await ann.app.window(titles.invitation)
    const old = await center()
    await Promise.all([old.waitForEvent('close'), old.close()])
    await button(dialog, 'More help on this').click()
    const fresh = await center()
    await heading(fresh, 'An invitation that will not open')
    await Promise.all([fresh.waitForEvent('close'), fresh.close()])
    await button(dialog, 'More help on this').click()
    const last = await center()
    await heading(last, 'An invitation that will not open')
    await Promise.all([last.waitForEvent('close'), last.close()])
    // A second start with nothing to open.
    await ann.app.open('--nothing')
    await heading(await center(), 'Welcome. How can we help you?')
    await clickAway(dialog, 'OK')
  })

  test('favourites, what was read and the size of the window are there after a restart', async () => {
    const page = await center()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('pasword')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^The password of an invitation/ }).click()
    await page.locator('.topic-body mark').first().waitFor()
    await button(page, 'Add to Favorites').click()
    await button(page, 'In your Favorites').waitFor()
    await page.evaluate(() => window.resizeTo(1010, 640))
    await until(
      () => JSON.stringify(settings()['windowSizes'] ?? {}).includes('center'),
      () => `the size was not written: ${JSON.stringify(settings())}`,
    )
    await stage.look('02-topic-found')
    const left = await size(page)
    await ann.app.quit()
    await ann.comeBack()
    const again = await center()
    await button(again, 'Favorites').click()
    await sees(again, 'The password of an invitation')
    await button(again, 'History').click()
    await heading(again, 'History')
    expect(await again.locator('.topic-item .task-title').allInnerTexts()).toEqual([
      'The password of an invitation',
      'An invitation that will not open',
    ])
    await stage.look('03-after-a-restart')
    expect(await size(again)).toEqual(left)
    expect(left.width).toBeGreaterThan(1000)
  })

  test('[SES-5] the event log is exported as it is shown', async () => {
    const page = await center()
    await button(page, 'Home').click()
    await button(page, /Invite a friend/).click()
    await page.getByText('Invite someone to help you').first().click()
    await button(page, 'Continue >').click()
    await page.getByLabel(/Require the recipient/).uncheck()
    await ann.app.saveAs(join(stage.folder, 'a.msrcincident'), () => button(page, 'Save Invitation').click())
    await sees(page, 'saved successfully')
    await button(page, 'Home').click()
    await button(page, /Use Tools/).click()
    await page.getByLabel('Show:').selectOption('Invitations')
    const file = join(stage.folder, 'events')
    await ann.app.saveAs(file, () => button(page, 'Export…').click())
    await sees(page, 'The events shown were saved to')
    const rows = readFileSync(`${file}.csv`, 'utf8').trim().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain('"Invitation created"')
  })
})
