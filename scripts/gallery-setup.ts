// Development. Once for all test files of the gallery: it is built and served, and Chromium runs.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumOptions, serveGallery } from './gallery-server.ts'

export type GalleryPlace = {
  /** The list of scenes. */
  readonly address: string
  /** Where Chromium can be driven from. */
  readonly browser: string
}

declare module 'vitest' {
  // Vitest's own way to say what is handed to the test files.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    readonly gallery: GalleryPlace
  }
}

/** Vitest's global setup; what it returns runs after the last file. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
  const [site, browser] = await Promise.all([serveGallery(folder), chromium.launchServer(chromiumOptions)])
  provide('gallery', { address: site.address, browser: browser.wsEndpoint() })
  return async () => {
    await browser.close()
    await site.close()
    await rm(folder, { recursive: true })
  }
}
