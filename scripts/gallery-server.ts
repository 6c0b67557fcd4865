// Development. Builds the gallery as the app's pages are built, serves it under the app's own content security policy,
// and opens Chromium. A built page, not a dev server: nothing reloads in the middle of a picture.

import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { chromium, type Browser, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import type { Scheme } from '../shared/appearance.ts'
import type { Language } from '../shared/language.ts'

const root = join(import.meta.dirname, '..', 'renderer')

/** The same words as the app's pages get. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'"

export type Look = {
  /** 2: twice the size. */
  readonly zoom?: number
  readonly language?: Language
  readonly scheme?: Scheme
}

export type Gallery = {
  readonly browser: Browser
  /** Opens one scene in a page of its own; what the page complains about is collected in `complaints`. */
  open(scene: string, size: { readonly width: number; readonly height: number }, look?: Look): Promise<Page>
  /** The address of the list of scenes. */
  readonly address: string
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** `outDir` must be a folder that only this run uses. */
export async function openGallery(outDir: string): Promise<Gallery> {
  const common = { root, configFile: false, logLevel: 'error' } as const
  await build({
    ...common,
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: 'chrome140',
      rolldownOptions: { input: join(root, 'gallery.html') },
    },
  })
  const server = await preview({
    ...common,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': POLICY } },
  })
  const local = server.resolvedUrls?.local[0]
  if (local === undefined) throw new Error('the gallery has no address')
  const address = `${local}gallery.html`
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  })
  const complaints: string[] = []

  return {
    browser,
    address,
    complaints,
    open: async (scene, { width, height }, { zoom = 1, language = 'en', scheme = 'blue' } = {}) => {
      // Zoom leaves fewer CSS pixels in the same window.
      const viewport = { width: Math.round(width / zoom), height: Math.round(height / zoom) }
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor: zoom,
        locale: 'en-US',
        timezoneId: 'UTC',
      })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          complaints.push(`${scene}: ${message.text()}`)
      })
      page.on('pageerror', (error) => complaints.push(`${scene}: ${error.message}`))
      await page.goto(`${address}?scene=${scene}&language=${language}&locale=${language}&scheme=${scheme}`)
      return page
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
