// A profile on a disk that is full, or that nobody may write: the program says so in a sentence, with the way out.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type SmallDisk, openSmallDisk, whyNoSmallDisk } from '../electron/services/testing/small-disk.ts'
import { startDisplay } from './displays/xvfb.ts'
import type { Display } from './displays/xvfb.ts'
import { electronBinary } from './fixtures/electron-binary.ts'
import { launchApp } from './fixtures/app.ts'

const reason =
  whyNoSmallDisk() ??
  (electronBinary() === undefined ? undefined : 'Electron shows a box that no test can read')

test.describe('a profile that cannot be written', () => {
  test.skip(reason !== undefined, reason)
  let display: Display
  let home: string
  let disk: SmallDisk

  test.beforeAll(async () => {
    display = await startDisplay({ width: 1024, height: 768, windowManager: true, firstNumber: 120 })
  })
  test.afterAll(() => display.stop())
  test.beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'help-and-support-'))
    disk = openSmallDisk()
    // The profile is there, as the program left it when all was well.
    mkdirSync(join(disk.folder, 'help-and-support', 'Ann'), { recursive: true })
  })
  test.afterEach(() => {
    disk.close()
    rmSync(home, { recursive: true, force: true })
  })

  const start = () =>
    launchApp({
      display: display.display,
      profile: 'Ann',
      home,
      env: { XDG_CONFIG_HOME: disk.folder },
    })

  for (const { what, spoil, says } of [
    { what: 'full', spoil: () => disk.fill(), says: /The disk is full\. Make some room on it/ },
    {
      what: 'read only',
      spoil: () => disk.setReadOnly(true),
      says: /cannot write into its own folder\. Make the folder writable/,
    },
  ]) {
    test(`[TKT-7] a disk that is ${what} is said in a sentence with a way out`, async () => {
      spoil()
      const cause: unknown = await start().catch((thrown: unknown) => thrown)
      expect(String(cause)).toMatch(says)
      expect(String(cause)).toContain(join(disk.folder, 'help-and-support', 'Ann'))
      expect(String(cause)).not.toMatch(/^\s+at /m)
    })
  }
})
