// End to end. Two people at two displays of their own, each with the app, the novice with a window to type into.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startDisplay } from '../displays/xvfb.ts'
import { launchApp } from '../fixtures/app.ts'
import type { Cast } from './cast.ts'
import { openNotes } from './notes.ts'

const run = promisify(execFile)
/** Not the one that service tests listen on beside us. */
const PORT = 3473

export type OpenCast = Cast & { close(): Promise<void> }

/** The expert's keyboard is a German one, the novice's an American one. */
export async function openCast(): Promise<OpenCast> {
  const folder = mkdtempSync(join(tmpdir(), 'help-and-support-'))
  const [noviceDisplay, expertDisplay] = await Promise.all([
    startDisplay({ width: 1280, height: 800, windowManager: true, firstNumber: 20 }),
    startDisplay({ width: 1280, height: 800, windowManager: true, firstNumber: 40 }),
  ])
  await run('setxkbmap', ['de'], { env: { ...process.env, DISPLAY: expertDisplay.display } })
  const notes = await openNotes(noviceDisplay, folder)
  const profile = join(folder, '.config', 'help-and-support', 'Ann')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ port: PORT }))
  const novice = await launchApp({ display: noviceDisplay.display, profile: 'Ann', home: folder })
  const expert = await launchApp({ display: expertDisplay.display, profile: 'Bob', home: folder })
  return {
    novice: { app: novice, display: noviceDisplay },
    expert: { app: expert, display: expertDisplay },
    folder,
    notes,
    close: async () => {
      await Promise.all([novice.quit(), expert.quit()])
      await Promise.all([noviceDisplay.stop(), expertDisplay.stop()])
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
