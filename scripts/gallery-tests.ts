// Development. What the gallery's tests share: one built gallery for a file, pages that are closed after each test,
// and no complaint of the browser left unheard.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Sent } from '../renderer/gallery/fake-bridge.ts'
import type { Appearance } from '../shared/appearance.ts'
import { scenes, type Scene } from '../renderer/gallery/scenes.ts'
import { openGallery, type Gallery, type Look } from './gallery-server.ts'

/** What renderer/gallery/main.tsx puts into the page. */
type InPage = {
  readonly gallery: {
    readonly sent: readonly Sent[]
    show(view: unknown): void
    appear(appearance: Appearance): void
  }
}

export type GalleryTests = {
  gallery(): Gallery
  open(scene: string, look?: Look): Promise<Page>
  /** Closes the page after the test. */
  keep(page: Page): void
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
export const show = (page: Page, view: unknown): Promise<void> =>
  page.evaluate((next) => (window as unknown as InPage).gallery.show(next), view)

/** Lets the page look and speak otherwise, as main would; resolves when it has drawn itself. */
export const appear = (page: Page, appearance: Appearance): Promise<unknown> =>
  page.evaluate((next) => {
    ;(window as unknown as InPage).gallery.appear(next)
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  }, appearance)

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

/** Presses buttons by a part of their names, one after the other. */
export async function press(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name }).first().click()
}
