// Development. What the gallery's tests share: one built gallery for a file, pages that are closed after each test,
// and no complaint of the browser left unheard.

import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Gallery as Fake, Sent } from '../renderer/gallery/fake-bridge.ts'
import type { Appearance } from '../shared/appearance.ts'
import type { View } from '../shared/ipc/views.ts'
import { scenes, type Scene } from '../renderer/gallery/scenes.ts'
import { openGallery, type Gallery, type Look } from './gallery-server.ts'

/** What renderer/gallery/main.tsx puts into the page. */
export type InPage = {
  readonly gallery: Fake & { faults(): readonly string[]; belowTheFold(): readonly string[] }
}

export type GalleryTests = {
  gallery(): Gallery
  open(scene: string, look?: Look): Promise<Page>
  /** Closes the page after the test. */
  keep(page: Page): void
  /** Closes the page now. */
  closed(page: Page): Promise<void>
}

/** Call once at the top of a test file. */
export function galleryForTests(): GalleryTests {
  let folder: string
  let gallery: Gallery
  const pages: Page[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gallery-'))
    gallery = await openGallery(folder)
  }, 120_000)

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close()
    expect(gallery.complaints).toEqual([])
  })

  afterAll(async () => {
    await gallery.close()
    await rm(folder, { recursive: true })
  })

  return {
    gallery: () => gallery,
    open: async (name, look = {}) => {
      const page = await gallery.open(name, sceneOf(name), look)
      pages.push(page)
      return page
    },
    keep: (page) => pages.push(page),
    closed: async (page) => {
      pages.splice(pages.indexOf(page), 1)
      await page.context().close()
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

/** Does `act` with every item, as many at a time as there are processors: one page thinks while another draws. */
export async function sideBySide<Item, Done>(
  items: readonly Item[],
  act: (item: Item) => Promise<Done>,
): Promise<readonly Done[]> {
  const left = [...items]
  const done: Done[] = []
  const one = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) done.push(await act(next))
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, one))
  return done
}
