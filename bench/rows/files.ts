// Bench, row. A large file from the expert to the novice: how fast it goes, and what it costs the others on the line.

import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Stage } from '../stage.ts'
import { glassToGlass } from './glass.ts'
import { keysAndEchoes } from './keys.ts'

export type FileFigures = {
  readonly megabytesPerSecond: number
  /** Milliseconds, as the rows of the same name, without and with a transfer under way. */
  readonly glass: { readonly alone: readonly number[]; readonly beside: readonly number[] }
  readonly keys: { readonly alone: readonly number[]; readonly beside: readonly number[] }
}

const MEASURED = 1_000_000_000
/** Lasts longer than the rows beside it; it is cancelled after them. */
const LASTING = 8_000_000_000
const LIMIT_MS = 180_000

/** The expert controls already. */
export async function fileFigures(stage: Stage, view: Page, rounds: number): Promise<FileFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-files-'))
  try {
    const keys = async () => (await keysAndEchoes(stage, rounds)).there
    const glassAlone = await glassToGlass(stage, rounds)
    const keysAlone = await keys()
    const seconds = await timed(stage, view, folder)
    const novice = await begin(stage, view, folder, 'lasting.bin', LASTING)
    await novice
      .getByText(/per second/u)
      .first()
      .waitFor({ timeout: LIMIT_MS })
    const glassBeside = await glassToGlass(stage, rounds)
    const keysBeside = await keys()
    await novice.getByRole('button', { name: /^Cancel .*lasting/u }).click()
    await view
      .getByText(/has cancelled/u)
      .last()
      .waitFor({ timeout: LIMIT_MS })
    return {
      megabytesPerSecond: MEASURED / 1e6 / seconds,
      glass: { alone: glassAlone, beside: glassBeside },
      keys: { alone: keysAlone, beside: keysBeside },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From the choice of the folder until the sender is told that all of it lies there. */
async function timed(stage: Stage, view: Page, folder: string): Promise<number> {
  await begin(stage, view, folder, 'measured.bin', MEASURED)
  const begun = performance.now()
  await view.getByText(/You have sent .*measured/u).waitFor({ timeout: LIMIT_MS })
  return (performance.now() - begun) / 1000
}

/** A sparse file costs no reading of a disk: it is the way that is measured. Resolves with the novice's window. */
async function begin({ novice, expert }: Stage, view: Page, folder: string, name: string, size: number) {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  ftruncateSync(file, size)
  closeSync(file)
  await expert.app.openFiles([path], () => view.getByRole('button', { name: 'Send a File…' }).click())
  const page = await novice.app.window(/^Remote Assistance — /u)
  const accept = page.getByRole('button', { name: 'Accept and Choose Folder…' })
  await novice.app.chooseFolder(mkdtempSync(join(folder, 'to-')), () => accept.click())
  return page
}
