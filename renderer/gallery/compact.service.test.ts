// Renderer, gallery. Session windows at their smallest: the toolbar is one line, the sound leaves the chat its room.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/language.ts'
import { appear, galleryForTests, sceneOf, type InPage } from '../../scripts/gallery-tests.ts'
import { sayIn } from '../../scripts/gallery-walks.ts'

const galleries = galleryForTests()

/** How many lines the buttons of the toolbar stand in. */
const lines = (page: Page) =>
  page
    .locator('.toolbar')
    .evaluate(
      (bar) =>
        [...bar.querySelectorAll('.tool-button')]
          .map((each) => each.getBoundingClientRect())
          .filter((box, index, all) => index === 0 || box.top >= (all[index - 1]?.bottom ?? 0)).length,
    )

/** Chromium without sound devices is told to have two of each. */
async function plugIn(page: Page) {
  await page.locator('.voice-levels').waitFor()
  await page.evaluate(async () => {
    // What the page has asked before is answered by now.
    await navigator.mediaDevices.enumerateDevices()
    const device = (kind: MediaDeviceKind, name: string) => ({
      kind,
      deviceId: name,
      groupId: 'g',
      label: name,
      toJSON: () => ({}),
    })
    navigator.mediaDevices.enumerateDevices = () =>
      Promise.resolve(
        (['audioinput', 'audiooutput'] as const).flatMap((kind) => [
          device(kind, 'Built-in Audio'),
          device(kind, 'USB Headset'),
        ]),
      )
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
}

const faults = (page: Page) => page.evaluate(() => (window as unknown as InPage).gallery.faults())

describe('a small session window', () => {
  it.each([
    ['expert-viewing', 720, 1],
    ['expert-asking', 720, 1],
    ['expert-controlling', 720, 1],
    ['expert-viewing', 1024, 1],
    ['expert-asking', 1024, 1],
    ['expert-controlling', 1024, 1],
    ['expert-viewing', 1360, 1],
    ['expert-talking', 1660, 1],
  ] as const)('[ACS-1] %s at %i pixels has a toolbar of at most %i lines', async (scene, width, most) => {
    const page = await galleries.open(scene)
    await page.setViewportSize({ width, height: 480 })
    for (const language of languages) {
      await appear(page, { language, locale: language, scheme: 'blue' })
      expect(await lines(page), language).toBeLessThanOrEqual(most)
      expect(await faults(page), language).toEqual([])
    }
  })

  it.each(['novice-talking', 'novice-talking-small', 'expert-talking'])(
    '[SES-2] %s keeps the sound devices behind a button that keyboard and screen reader know',
    async (scene) => {
      const page = await galleries.open(scene)
      await plugIn(page)
      for (const language of languages) {
        await appear(page, { language, locale: language, scheme: 'blue' })
        const say = sayIn(language)
        const more = page.getByRole('button', { name: say('soundDevices.title') })
        expect(await more.getAttribute('aria-expanded')).toBe('false')
        expect(await page.locator('select:visible').count()).toBe(0)
        expect(await faults(page), language).toEqual([])
        await more.focus()
        await page.keyboard.press('Enter')
        expect(await more.getAttribute('aria-expanded')).toBe('true')
        await page.keyboard.press('Tab')
        expect(
          await page.getByLabel(say('voice.microphone')).evaluate((list) => list === document.activeElement),
        ).toBe(true)
        expect(await faults(page), language).toEqual([])
        await more.click()
        expect(await page.locator('.voice-devices').isVisible()).toBe(false)
      }
    },
  )

  it('[SES-2] the chat history keeps its room while two people talk', async () => {
    const { width, height } = sceneOf('novice-talking')
    const page = await galleries.open('novice-talking')
    await page.setViewportSize({ width, height })
    await plugIn(page)
    for (const language of languages) {
      await appear(page, { language, locale: language, scheme: 'blue' })
      await page.getByRole('button', { name: sayIn(language)('soundDevices.title') }).waitFor()
      const box = await page.locator('.chat-history').boundingBox()
      expect(box?.height, language).toBeGreaterThan(60)
    }
  })
})
