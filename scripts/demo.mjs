// npm run demo: a novice and an expert on this computer, two profiles, two windows, so that one person can play both. With
// `--auto`, or where there is no display, the story plays by itself on virtual displays and leaves pictures (e2e/demo/play.ts).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from './build.mjs'

const root = resolve(import.meta.dirname, '..')
const node = join(root, 'node_modules', 'node', 'bin', 'node')
const say = (text) => process.stdout.write(`${text}\n`)

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

function playByItself() {
  const packages = spawnSync(process.execPath, [join(root, 'scripts', 'system-packages.mjs')], {
    stdio: 'inherit',
  })
  if (packages.status !== 0) process.exit(packages.status ?? 1)
  const played = spawnSync(
    existsSync(node) ? node : process.execPath,
    [join(root, 'e2e', 'demo', 'play.ts')],
    {
      stdio: 'inherit',
      cwd: process.env.INIT_CWD ?? process.cwd(),
    },
  )
  process.exit(played.status ?? 1)
}

/** Each person is one `npm start` with a profile of its own; the demo ends when both have. */
function openBoth() {
  say('Two programs open now. Ann asks for help: she makes an invitation and saves it as a file.')
  say(
    'Bob helps: in his window choose "Open an invitation" and pick that file. Then answer in Ann\'s windows.',
  )
  for (const profile of ['Ann', 'Bob']) {
    const start = [join(root, 'scripts', 'start.mjs'), '--profile', profile]
    spawn(process.execPath, start, { stdio: 'inherit' }).once('exit', (code) => {
      if (code !== 0) process.exitCode = code ?? 1
    })
  }
}

try {
  build()
  if (process.argv.includes('--auto')) playByItself()
  if (!hasDisplay()) {
    say('No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the story plays by itself.')
    playByItself()
  }
  openBoth()
} catch (cause) {
  process.stderr.write(`${cause.message}\n`)
  process.exit(1)
}
