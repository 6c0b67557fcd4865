// The app speaks the system's language until another one is chosen under Options; that takes effect at once in every open
// window, and is kept. And a center of 800x600 shows every button.

import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { startDisplay } from './displays/xvfb.ts'
import type { Display } from './displays/xvfb.ts'
import { launchApp, runsOn } from './fixtures/app.ts'
import type { RunningApp } from './fixtures/app.ts'
import { openStage } from './story/stage.ts'
import type { Stage } from './story/stage.ts'

const sample = join(
  import.meta.dirname,
  '..',
  'electron',
  'domain',
  'invitation',
  'samples',
  'xp-sp3.msrcincident',
)
const titles = {
  germanCenter: /^Hilfe- und Supportcenter$/,
  frenchCenter: /^Centre d.aide et de support$/,
  german: /^Einladung zur Remoteunterstützung$|^Remoteunterstützungs?-?[Ee]inladung$/,
  french: /^Invitation (?:d.|à l.)[Aa]ssistance à distance$/,
}
const expires = (page: Page) => page.locator('.fact dd').nth(1).innerText()
const scheme = (page: Page) => page.locator('html').getAttribute('data-scheme')

test.describe(`five languages, on ${runsOn}`, () => {
  let stage: Stage
  let display: Display
  let app: RunningApp

  const start = (args: readonly string[] = []) =>
    launchApp({
      home: stage.folder,
      profile: 'Greta',
      display: display.display,
      env: { LANG: 'de_AT.UTF-8' },
      args,
    })

  test.beforeAll(async () => {
    stage = openStage('languages')
    display = await startDisplay({ width: 1280, height: 800, windowManager: true, firstNumber: 140 })
    app = await start()
  })
  test.afterAll(async () => {
    await app.quit()
    await display.stop()
    await stage.close()
  })

  test('[LNG-1] the system speaks German, and so do the windows; French is chosen and is there at once', async () => {
    const center = await app.window(titles.germanCenter)
    await app.open(sample)
    const invitation = await app.window(titles.german)
    expect(await expires(invitation)).toMatch(/^\w+, \d{1,2}\.\s\w+\s\d{4}/)
    await center.getByRole('button', { name: 'Optionen' }).click()
    const language = center.getByRole('combobox')
    expect(await language.inputValue()).toBe('system')
    await center.getByText('Wie das System (Deutsch)').waitFor({ state: 'attached' })
    await center.screenshot({ path: stage.picture('german') })

    await language.selectOption({ label: 'Français' })
    await expect.poll(() => center.title()).toMatch(titles.frenchCenter)
    await expect.poll(() => invitation.title()).toMatch(titles.french)
    await center.getByRole('heading', { name: 'Options', level: 1 }).waitFor()
    await invitation.getByText(/^Vous avez reçu une invitation/).waitFor()
    expect(await expires(invitation)).toMatch(/^\w+ \d{1,2}\s\p{L}+\s\d{4}/u)
    expect(await invitation.locator('html').getAttribute('lang')).toBe('fr')

    await center.getByRole('radio').nth(1).click()
    await expect.poll(() => Promise.all([center, invitation].map(scheme))).toEqual(['olive', 'olive'])
    await center.screenshot({ path: stage.picture('french-center') })
    await invitation.screenshot({ path: stage.picture('french-invitation') })
  })

  test('[LNG-1] it is kept over a restart', async () => {
    await app.quit()
    app = await start([sample])
    const invitation = await app.window(titles.french)
    expect(await scheme(invitation)).toBe('olive')
    await invitation.getByText(/^Vous avez reçu une invitation/).waitFor()
  })

  test('[ACS-1] a window of 800x600 shows every button of the center', async () => {
    await app.quit()
    app = await start()
    const center = await app.window(titles.frenchCenter)
    await center.setViewportSize({ width: 800, height: 600 })
    const buttons = center.getByRole('button')
    expect(await buttons.count()).toBeGreaterThan(6)
    for (const one of await buttons.all()) {
      await one.scrollIntoViewIfNeeded()
      const box = await one.boundingBox()
      expect(box, await one.innerText()).not.toBeNull()
      if (box === null) continue
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(800)
      expect(box.y + box.height).toBeLessThanOrEqual(600)
    }
  })
})
