// End-to-end specs: one at a time, each with apps and displays of its own; a failure is a failure, nothing is tried again.

import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-output/e2e',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
})
