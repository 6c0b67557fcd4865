// Two kinds of tests beside the source: `*.test.ts` are pure rules and fast; `*.service.test.ts` use real files, sockets,
// processes and X displays, one file at a time so that they do not take each other's processor. The gallery's share a browser.
import { defineConfig } from 'vitest/config'

const gallery = 'renderer/gallery/*.service.test.ts'
const folders = '{shared,electron,renderer,e2e,bench,scripts}'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: ['**/*.service.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'service',
          include: [`${folders}/**/*.service.test.ts`],
          exclude: [gallery, '**/node_modules/**'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'gallery',
          include: [gallery],
          globalSetup: 'scripts/gallery-setup.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
