// npm start [-- FILE] [-- --profile NAME]: builds and opens the app on Electron, or on the stand-in (e2e/host) where
// Electron's binary cannot be had. Without a display the demo's story plays by itself instead.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { build } from './build.mjs'

const root = resolve(import.meta.dirname, '..')
const electron = join(root, 'node_modules', 'electron')
const node = join(root, 'node_modules', 'node', 'bin', 'node')
const gaveUp = join(root, 'node_modules', '.cache', 'no-electron-binary')
const PROBE_MS = 5_000
const DOWNLOAD_MS = 300_000
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000

const say = (text) => process.stderr.write(`${text}\n`)

function electronBinary() {
  const note = join(electron, 'path.txt')
  if (!existsSync(note)) return undefined
  const binary = join(electron, 'dist', readFileSync(note, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

/** Asks for five seconds whether the place of Electron's binaries answers at all, so that nobody waits without a network. */
async function answers() {
  const place = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/'
  try {
    await fetch(place, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}

/** Fetches the binary once a day at most; undefined when it cannot be had. */
async function fetchElectron() {
  if (existsSync(gaveUp) && Date.now() - statSync(gaveUp).mtimeMs < TRY_AGAIN_AFTER_MS) return undefined
  if (await answers()) {
    say('fetching Electron, once ...')
    spawnSync(process.execPath, [join(electron, 'install.js')], {
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: DOWNLOAD_MS,
    })
  }
  const binary = electronBinary()
  if (binary === undefined) {
    mkdirSync(join(gaveUp, '..'), { recursive: true })
    writeFileSync(gaveUp, `not to be had on ${new Date().toISOString()}\n`)
  }
  return binary
}

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/** Runs `command` in the person's own folder, so that relative file names mean what they say; ends as it ends. */
function become(command, args) {
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  }
  const cwd = process.env.INIT_CWD ?? process.cwd()
  const child = spawn(command, args, { stdio: 'inherit', cwd, env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (cause) => {
    say(`cannot start ${command}: ${cause.message}`)
    process.exit(1)
  })
  child.once('exit', (code) => process.exit(code ?? 1))
}

/** As root, which build machines are and people should not be, Chromium's sandbox refuses to start. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

async function main(args) {
  build()
  if (!hasDisplay()) {
    say(
      'No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the demo plays its story by itself instead.',
    )
    become(node, [join(root, 'scripts', 'demo.mjs'), '--auto'])
    return
  }
  const binary = electronBinary() ?? (await fetchElectron())
  if (binary !== undefined) {
    become(binary, [...asRoot, root, ...args])
    return
  }
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium'].some(
    (path) => existsSync(path),
  )
  if (!chromium) {
    say(
      "Electron's binary cannot be had here, and there is no Chromium to stand in for it: apt-get install chromium",
    )
    process.exit(1)
  }
  say("Electron's binary cannot be had here: the same app opens through the stand-in, in Chromium.")
  become(node, [
    '--import',
    join(root, 'e2e', 'host', 'register.mjs'),
    join(root, 'out', 'main', 'main.js'),
    ...args,
  ])
}

main(process.argv.slice(2)).catch((cause) => {
  say(cause.message)
  process.exit(1)
})
