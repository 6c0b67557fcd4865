// Tests. One job: an xterm that has the focus and hands every byte typed into it to the test.

import { execFileSync, spawn } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Terminal = {
  /** What was typed so far. */
  readonly typed: () => string
  /** Resolves when what was typed so far makes `holds` true. */
  readonly until: (holds: (typed: string) => boolean) => Promise<void>
  readonly stop: () => void
}

/** The display needs a window manager, or nothing has the focus. The terminal passes every key on raw, as UTF-8. */
export async function openTerminal(display: string, geometry = '80x24+0+0'): Promise<Terminal> {
  const folder = mkdtempSync(join(tmpdir(), 'terminal-'))
  const pipe = join(folder, 'typed')
  execFileSync('mkfifo', [pipe])
  const program = `exec 3>"$1"; stty raw -echo; printf R >&3; exec cat >&3`
  const env = { ...process.env, DISPLAY: display, LC_ALL: 'C.UTF-8' }
  const child = spawn('xterm', ['-u8', '-geometry', geometry, '-e', 'sh', '-c', program, 'sh', pipe], {
    env,
    stdio: 'ignore',
  })
  let bytes = Buffer.alloc(0)
  let look: () => void = () => undefined
  const reader = createReadStream(pipe)
  reader.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, Buffer.from(chunk)])
    look()
  })
  const text = () => bytes.toString('utf8')
  const until = (holds: (typed: string) => boolean) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (holds(text())) resolve()
      }
      look()
    })
  await until((typed) => typed === 'R')
  bytes = Buffer.alloc(0)
  const search = ['search', '--sync', '--onlyvisible', '--class', 'xterm']
  execFileSync('xdotool', [...search, 'windowfocus', '--sync'], { env, stdio: 'ignore' })
  return {
    typed: text,
    until,
    stop: () => {
      reader.destroy()
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
