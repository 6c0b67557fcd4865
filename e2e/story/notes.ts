// End to end. An xterm that writes every key it gets into a file at once: what arrived on the novice's computer, and in which order.

import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Display } from '../displays/xvfb.ts'
import type { Notes } from './cast.ts'
import { until } from './eyes.ts'
import { xdotool } from './hands.ts'

const TITLE = 'Notes of the novice'

/** Gone with its display. */
export async function openNotes(display: Display, folder: string): Promise<Notes> {
  const file = join(folder, 'notes.txt')
  writeFileSync(file, '')
  // Without line editing every byte is written as it comes, ESC included.
  const script = `stty -icanon; exec cat > '${file}'`
  const terminal = spawn(
    'xterm',
    [
      '-u8',
      '-T',
      TITLE,
      '-geometry',
      '56x8+12+8',
      '-fa',
      'DejaVu Sans Mono',
      '-fs',
      '9',
      '-e',
      'sh',
      '-c',
      script,
    ],
    { env: { ...process.env, DISPLAY: display.display, LC_ALL: 'C.UTF-8' }, stdio: 'ignore' },
  )
  terminal.unref()
  const window = (await xdotool(display, 'search', '--sync', '--onlyvisible', '--name', TITLE)).trim()
  const geometry = await xdotool(display, 'getwindowgeometry', '--shell', window)
  const value = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(geometry)?.[1])
  const area = { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') }
  const read = () => readFileSync(file, 'utf8')
  return {
    area,
    read,
    echoes: (pattern) =>
      until(
        () => pattern.test(read()),
        () => `no ${String(pattern)} in ${JSON.stringify(read())}`,
      ),
    focus: async () => {
      await xdotool(display, 'windowactivate', '--sync', window)
    },
    focused: () =>
      until(
        async () => (await xdotool(display, 'getwindowfocus').catch(() => '')).trim() === window,
        () => 'the notes did not get the keyboard',
      ),
  }
}
