// Development. The gallery's pages in a Chromium: a scene is shown in a page that has shown another one before where there is
// one, because opening pages is what takes the time.

import { availableParallelism } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import type { Appearance, Scheme } from '../shared/appearance.ts'
import type { Language } from '../shared/language.ts'

export type Look = {
  /** 2: twice the size. */
  readonly zoom?: number
  readonly language?: Language
  readonly scheme?: Scheme
}

type Size = { readonly width: number; readonly height: number }

export type GalleryPages = {
  /** Shows a scene from its beginning; what the page complains about is collected in `complaints`. */
  open(scene: string, size: Size, look?: Look): Promise<Page>
  /** Shows the scene of this page from its beginning once more. */
  openAgain(page: Page): Promise<void>
  /** The page may show other scenes. */
  giveBack(page: Page): Promise<void>
  /** The page cannot be used again, because its clock or its site is another now. */
  discard(page: Page): Promise<void>
  readonly complaints: readonly string[]
}

/** What renderer/gallery/main.tsx puts into every page. */
type InPage = { enter(scene: string, appearance: Appearance): Promise<void> }

type Lent = { readonly page: Page; readonly zoom: number; scene: string; look: Appearance }

export function galleryPages(browser: Browser, address: string): GalleryPages {
  const complaints: string[] = []
  const idle: Lent[] = []
  const lent = new Map<Page, Lent>()

  async function opened(zoom: number, viewport: Size): Promise<Lent> {
    const context = await browser.newContext({
      viewport,
      deviceScaleFactor: zoom,
      locale: 'en-US',
      timezoneId: 'UTC',
    })
    const one: Lent = {
      page: await context.newPage(),
      zoom,
      scene: '',
      look: { language: 'en', locale: 'en', scheme: 'blue' },
    }
    one.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`${one.scene}: ${message.text()}`)
    })
    one.page.on('pageerror', (error) => complaints.push(`${one.scene}: ${error.message}`))
    await one.page.goto(address)
    return one
  }

  async function again(zoom: number, viewport: Size): Promise<Lent | undefined> {
    const at = idle.findIndex((one) => one.zoom === zoom)
    const [one] = at < 0 ? [] : idle.splice(at, 1)
    await one?.page.setViewportSize(viewport)
    return one
  }

  const enter = ({ page, scene, look }: Lent) =>
    page.evaluate(([name, as]) => (window as unknown as InPage).enter(name, as), [scene, look] as const)

  return {
    complaints,
    open: async (scene, { width, height }, { zoom = 1, language = 'en', scheme = 'blue' } = {}) => {
      // Zoom leaves fewer CSS pixels in the same window.
      const viewport = { width: Math.round(width / zoom), height: Math.round(height / zoom) }
      const one = (await again(zoom, viewport)) ?? (await opened(zoom, viewport))
      one.scene = scene
      one.look = { language, locale: language, scheme }
      lent.set(one.page, one)
      await enter(one)
      return one.page
    },
    openAgain: async (page) => {
      const one = lent.get(page)
      if (one) await enter(one)
    },
    giveBack: async (page) => {
      const one = lent.get(page)
      if (one === undefined || !lent.delete(page)) return
      // Nothing is hovered, and the system asks for nothing.
      await page.mouse.move(-1, -1)
      await page.emulateMedia({ contrast: null, forcedColors: null, reducedMotion: null })
      idle.push(one)
    },
    discard: async (page) => {
      lent.delete(page)
      await page.context().close()
    },
  }
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
