// Development. What the gallery's tests share: the built gallery and the browser of the whole run, pages that are given back after
// each test, and no complaint of the browser left unheard.

import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import type { Gallery as Fake, Sent } from '../renderer/gallery/fake-bridge.ts'
import type { Appearance } from '../shared/appearance.ts'
import type { View } from '../shared/ipc/views.ts'
import type { Scene } from '../renderer/gallery/scene.ts'
import { scenes } from '../renderer/gallery/scenes.ts'
import { galleryPages, type GalleryPages, type Look } from './gallery-pages.ts'

/** What renderer/gallery/main.tsx puts into the page. */
export type InPage = {
  readonly gallery: Fake & { faults(): readonly string[]; belowTheFold(): readonly string[] }
}

export type GalleryTests = {
  open(scene: string, look?: Look): Promise<Page>
  /** A page whose clock the test sets. It is closed after the test. */
  openWithClock(scene: string): Promise<Page>
  /** Gives the page back now. */
  done(page: Page): Promise<void>
}

/** Call once at the top of a test file. */
export function galleryForTests(): GalleryTests {
  let browser: Browser
  let pages: GalleryPages
  const open = new Set<Page>()
  const odd = new Set<Page>()

  beforeAll(async () => {
    const place = inject('gallery')
    browser = await chromium.connect(place.browser)
    pages = galleryPages(browser, place.address)
  })

  afterEach(async () => {
    for (const page of open) await (odd.has(page) ? pages.discard(page) : pages.giveBack(page))
    open.clear()
    odd.clear()
    expect(pages.complaints).toEqual([])
  })

  afterAll(() => browser.close())

  const opened = async (name: string, look: Look = {}) => {
    const page = await pages.open(name, sceneOf(name), look)
    open.add(page)
    return page
  }
  return {
    open: opened,
    openWithClock: async (name) => {
      const page = await opened(name)
      odd.add(page)
      await page.clock.install()
      // What the scene has begun to wait for goes by the other clock.
      await pages.openAgain(page)
      return page
    },
    done: async (page) => {
      open.delete(page)
      await pages.giveBack(page)
    },
  }
}

export function sceneOf(name: string): Scene {
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene ${name}`)
  return scene
}

/** The commands that the page has sent, without its first `ready`. */
export const sent = (page: Page): Promise<readonly Sent[]> =>
  page.evaluate(() => (window as unknown as InPage).gallery.sent)

/** Pushes another view into the page, as main would. */
export const show = (page: Page, view: View): Promise<void> =>
  page.evaluate((next) => (window as unknown as InPage).gallery.show(next), view)

/** Lets the page look and speak otherwise, as main would; resolves when it has drawn itself. */
export const appear = (page: Page, appearance: Appearance): Promise<void> =>
  page.evaluate((next) => (window as unknown as InPage).gallery.appear(next), appearance)

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Presses buttons by a part of their names, one after the other. */
export async function press(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name }).first().click()
}
