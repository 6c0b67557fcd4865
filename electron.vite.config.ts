// Builds the three parts of the app into out/: main (ESM), preload (one CJS file, because the sandbox loads no second one)
// and renderer. Native modules stay outside the bundle.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** xp.css brings pixel fonts drawn after Microsoft's; we use the system's fonts and ship none of those. */
const withoutPixelFonts = {
  postcssPlugin: 'without-pixel-fonts',
  AtRule: { 'font-face': (rule: { remove(): void }) => rule.remove() },
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rolldownOptions: { input: { main: at('electron/main.ts') }, output: { format: 'es' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        external: ['electron', 'electron/renderer'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    css: { postcss: { plugins: [withoutPixelFonts] } },
    build: {
      outDir: at('out/renderer'),
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
    worker: { format: 'es' },
  },
})
