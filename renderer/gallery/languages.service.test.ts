// Renderer, gallery. Every window and page in every language and scheme: nothing is cut off, axe finds nothing, the keyboard
// reaches everything. A page is opened once and then told to speak the next language, as the Options page does it.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { languages, type Language } from '../../shared/language.ts'
import { sideBySide } from '../../scripts/gallery-pages.ts'
import { appear, galleryForTests, sent } from '../../scripts/gallery-tests.ts'
import { sayIn, stops } from '../../scripts/gallery-walks.ts'
import { surveyed, type Survey } from '../../scripts/gallery-survey.ts'

const galleries = galleryForTests()

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let surveys: readonly Survey[]
beforeAll(async () => {
  surveys = await sideBySide(stops, (stop) => surveyed(galleries, axe, stop))
}, 1_200_000)

describe('in every language', () => {
  it('[ACS-1] every window and page shows all of its words, at its size, enlarged and in 800x600', () => {
    expect(surveys.flatMap(({ cutOff }) => cutOff)).toEqual([])
  })

  it('[ACS-2] and in every scheme axe finds nothing', () => {
    expect(surveys.flatMap(({ violations }) => violations)).toEqual([])
  })

  it('[ACS-2] Tab reaches everything, and shows where it is', () => {
    expect(surveys.flatMap(({ unreached }) => unreached)).toEqual([])
  })

  it.each(languages)(
    '[ACS-1] the buttons of the center stand in one row at every width: %s',
    async (language) => {
      const page = await galleries.open('center', { language })
      const rows = () =>
        page
          .locator('.nav-button')
          .evaluateAll((buttons) => new Set(buttons.map((each) => each.getBoundingClientRect().y)).size)
      for (let width = 720; width <= 1000; width += 20) {
        await page.setViewportSize({ width, height: 600 })
        expect(await rows(), `${width} wide`).toBe(1)
      }
    },
  )

  it('[LNG-1] a window says its title in its language, at once', async () => {
    const page = await galleries.open('novice-viewing', { language: 'de' })
    expect(await page.title()).toBe(`${sayIn('de')('window.session')}Bob Fisher`)
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await appear(page, { language: 'fr', locale: 'fr-BE', scheme: 'olive' })
    expect(await page.title()).toBe(`${sayIn('fr')('window.session')}Bob Fisher`)
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('olive')
  })

  it('[LNG-2] dates and times are written as the country writes them', async () => {
    const page = await galleries.open('invitation-question')
    const expires = async (locale: string, language: Language) => {
      await appear(page, { language, locale, scheme: 'blue' })
      return page.locator('.fact dd').nth(1).innerText()
    }
    const [german, british, american] = [
      await expires('de-AT', 'de'),
      await expires('en-GB', 'en'),
      await expires('en-US', 'en'),
    ]
    expect(german).toMatch(/\w+, \d{1,2}\.\s\w+\s\d{4}/u)
    expect(british).toMatch(/^\w+, \d{1,2}\s\w+\s\d{4}/u)
    expect(american).toMatch(/(?:AM|PM)/u)
    expect(british).not.toMatch(/(?:AM|PM)/u)
  })

  it('[LNG-1] [LNG-3] the Options page says what each choice is and sends it', async () => {
    const page = await galleries.open('center', { language: 'de' })
    await page.getByRole('button', { name: sayIn('de')('nav.options') }).click()
    const list = page.getByLabel(sayIn('de')('options.languageLabel'))
    expect(await list.locator('option').allInnerTexts()).toEqual([
      `${sayIn('de')('options.asSystem')}Deutsch)`,
      'English',
      'Français',
      'Italiano',
      'Deutsch',
      'Nederlands',
    ])
    await list.selectOption('nl')
    await page.getByRole('radio', { name: sayIn('de')('options.silver') }).click()
    expect(await sent(page)).toEqual([
      { name: 'setLanguage', input: { language: 'nl' } },
      { name: 'setScheme', input: { scheme: 'silver' } },
    ])
  })

  it('[LNG-3] has high contrast where the system asks for it, and [ACS-3] does not move where it asks for that', async () => {
    const page = await galleries.open('invitation-waiting', { scheme: 'olive' })
    const scheme = () => page.locator('html').getAttribute('data-scheme')
    const place = () => page.locator('.blocks-bar').evaluate((bar) => getComputedStyle(bar).marginInlineStart)
    const first = await place()
    await expect.poll(place).not.toBe(first)
    expect(await scheme()).toBe('olive')
    await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' })
    await expect.poll(scheme).toBe('contrast')
    // Where it would stand goes on and on; where it stands does not.
    const wish = () => page.locator('.blocks-bar').getAttribute('style')
    const wished = await wish()
    await expect.poll(wish).not.toBe(wished)
    expect(await place()).toBe('0px')
    await page.emulateMedia({ contrast: null, forcedColors: 'active' })
    await expect.poll(scheme).toBe('contrast')
    await page.emulateMedia({ forcedColors: null })
    await expect.poll(scheme).toBe('olive')
  })
})
