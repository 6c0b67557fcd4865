// Renderer, gallery. The little bar that stays on top, in a real Chromium.

import { describe, expect, it } from 'vitest'
import { button, galleryForTests, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'

const { open, openWithClock } = galleryForTests()

describe('the bar', () => {
  it('[CTL-2] says who is in control and stops it', async () => {
    const page = await open('control-bar')
    expect(await page.getByRole('alert').innerText()).toContain('Bob Fisher')
    await button(page, 'Stop (ESC)').click()
    expect(await sent(page)).toEqual([{ name: 'stopControl', input: undefined }])
  })

  it('[CTL-2] does not end the session of somebody who clicks twice on Stop, where Disconnect appears', async () => {
    const page = await openWithClock('control-bar')
    await button(page, 'Stop (ESC)').waitFor()
    await page.clock.pauseAt(Date.now() + 60_000)
    await show(page, sceneOf('control-bar-viewing').view)
    await button(page, 'Disconnect').click({ force: true })
    expect(await sent(page)).toEqual([])
    await page.clock.resume()
    await button(page, 'Disconnect').click()
    expect(await sent(page)).toEqual([{ name: 'disconnect', input: undefined }])
  })

  it('[CTL-2] Stop works at once, also where Disconnect has just been', async () => {
    const page = await openWithClock('control-bar-viewing')
    await button(page, 'Disconnect').waitFor()
    await page.clock.pauseAt(Date.now() + 60_000)
    await show(page, sceneOf('control-bar').view)
    await button(page, 'Stop (ESC)').click()
    expect(await sent(page)).toEqual([{ name: 'stopControl', input: undefined }])
  })
})

describe('the band of the center', () => {
  it.each([
    ['center-helped', 'sees your screen'],
    ['center-controlled', 'is controlling your computer'],
    ['center-interrupted', 'is interrupted'],
  ])('[SES-6] %s: says that the helper %s, and only this', async (scene, what) => {
    const page = await open(scene)
    const band = page.locator('.helper-notice')
    expect(await band.locator('strong').innerText()).toMatch(new RegExp(`Bob Fisher. ${what}$`, 'u'))
  })
})
