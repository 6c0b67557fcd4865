// Builds the app into out/ when its sources are newer than the last build. Output goes to stderr.
// Usage: node scripts/build.mjs [--force]
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const stamp = join(root, 'out', '.built')
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'assets',
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
]
const IGNORED = /\.test\.tsx?$/

function newest(path) {
  const info = statSync(path)
  if (!info.isDirectory()) return IGNORED.test(path) ? 0 : info.mtimeMs
  // A folder's own time tells of files that were removed.
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), info.mtimeMs)
}

/** True when out/ is as new as every source. */
export function isBuilt() {
  if (!existsSync(stamp)) return false
  const builtAt = statSync(stamp).mtimeMs
  return SOURCES.map((name) => join(root, name))
    .filter((path) => existsSync(path))
    .every((path) => newest(path) <= builtAt)
}

/** Builds when needed; throws when the build fails. */
export function build({ force = false } = {}) {
  if (!force && isBuilt()) return
  const startedAt = new Date()
  rmSync(stamp, { force: true })
  process.stderr.write('building the app ...\n')
  const vite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const node = join(root, 'node_modules', '.bin', 'node')
  const done = spawnSync(existsSync(node) ? node : process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`)
    throw new Error('the build failed')
  }
  writeFileSync(stamp, '')
  // A source that was saved while the build ran is newer than it.
  utimesSync(stamp, startedAt, startedAt)
}

if (resolve(process.argv[1] ?? '') === import.meta.filename) {
  try {
    build({ force: process.argv.includes('--force') })
  } catch (cause) {
    process.stderr.write(`${cause.message}\n`)
    process.exit(1)
  }
}
