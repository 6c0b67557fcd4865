// Development. Builds the gallery as the app's pages are built and serves it under the app's own content security policy.
// A built page, not a dev server: nothing reloads in the middle of a picture.

import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'

const root = join(import.meta.dirname, '..', 'renderer')

/** The same words as the app's pages get. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'"

/** For Playwright: Debian's Chromium, which looks up no name in the world. */
export const chromiumOptions = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
}

/** As in the app's windows, scroll bars are seen and take their room. */
export const withScrollBars = { ...chromiumOptions, ignoreDefaultArgs: ['--hide-scrollbars'] }

export type GallerySite = {
  /** The address of the list of scenes. */
  readonly address: string
  close(): Promise<void>
}

/** `outDir` must be a folder that only this run uses. */
export async function serveGallery(outDir: string): Promise<GallerySite> {
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
  return { address: `${local}gallery.html`, close: () => server.close() }
}
