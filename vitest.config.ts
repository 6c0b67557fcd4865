// Two kinds of tests beside the source: `*.test.ts` are pure rules and fast; `*.service.test.ts` use real files, sockets,
// processes and X displays, one file of a project at a time so that they do not take each other's processor. The gallery's share a browser.
import { defineConfig } from 'vitest/config'

const gallery = 'renderer/gallery/*.service.test.ts'
/** They wait more than they compute, for dark lines and slow routers: `npm test` runs them beside the others. */
const networks = [
  'e2e/networks/*.service.test.ts',
  'electron/services/port-mapping/*.service.test.ts',
  'electron/services/rfb-server/thin-line.service.test.ts',
  'bench/line/*.service.test.ts',
]
/** `expect.poll` would give up after a second, which a busy machine takes for a keystroke. */
const patient = { poll: { timeout: 15_000 } }
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
          exclude: [gallery, ...networks, '**/node_modules/**'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: patient,
        },
      },
      {
        test: {
          name: 'networks',
          include: networks,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect: patient,
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
          expect: patient,
        },
      },
    ],
  },
})
