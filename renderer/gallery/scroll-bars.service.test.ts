// Renderer, gallery. Scroll bars in a real Chromium: XP's, in the colours of the scheme.

import { PNG } from 'pngjs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { galleryPages, type Look } from '../../scripts/gallery-pages.ts'
import { withScrollBars } from '../../scripts/gallery-server.ts'
import { sceneOf } from '../../scripts/gallery-tests.ts'

let browser: Browser

// The browser that the other tests share has none.
beforeAll(async () => {
  browser = await chromium.launch(withScrollBars)
})
afterAll(() => browser.close())

const open = (scene: string, look?: Look): Promise<Page> =>
  galleryPages(browser, inject('gallery').address).open(scene, sceneOf(scene), look)

const WIDTH = 17

type Bar = { readonly x: number; readonly y: number; readonly height: number }

/** Where the upright bars stand that are long enough for two arrows at each end. */
const bars = (page: Page): Promise<readonly Bar[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('*')]
      .filter(
        (element) =>
          ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) &&
          element.scrollHeight > element.clientHeight &&
          element.clientHeight > 100,
      )
      .map((element) => {
        const { left, top } = element.getBoundingClientRect()
        return {
          x: left + element.clientLeft + element.clientWidth,
          y: top + element.clientTop,
          height: element.clientHeight,
        }
      })
      .filter(({ y, height }) => y + height <= innerHeight),
  )

const piece = async (page: Page, x: number, y: number): Promise<PNG> =>
  PNG.sync.read(await page.screenshot({ clip: { x, y, width: WIDTH, height: WIDTH } }))

describe('scroll bars', () => {
  it.each(['novice-files-small', 'expert-files', 'center-session-log'])(
    'of %s have one arrow at each end',
    async (scene) => {
      const page = await open(scene)
      const all = await bars(page)
      expect(all.length).toBeGreaterThan(0)
      for (const { x, y, height } of all) {
        const [first, second] = [await piece(page, x, y), await piece(page, x, y + WIDTH)]
        expect(first.data.equals(second.data)).toBe(false)
        const [last, before] = [
          await piece(page, x, y + height - WIDTH),
          await piece(page, x, y + height - 2 * WIDTH),
        ]
        expect(last.data.equals(before.data)).toBe(false)
      }
    },
  )

  it.each([
    ['olive', [198, 211, 162]],
    ['silver', [201, 202, 219]],
    ['contrast', [255, 255, 255]],
  ] as const)('[LNG-3] have the colours of %s', async (scheme, colour) => {
    const page = await open('novice-files-small', { scheme })
    const [bar] = await bars(page)
    if (bar === undefined) throw new Error('nothing scrolls')
    const { data } = await piece(page, bar.x, bar.y)
    const at = 4 * (8 * WIDTH + 8)
    expect([...data.subarray(at, at + 3)]).toEqual(colour)
  })
})
