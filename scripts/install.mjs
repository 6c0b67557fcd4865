// Makes sure that node_modules is what package-lock.json says: `npm ci` when it is missing or older, else nothing.
// Runs before every npm script that needs packages; speaks on stderr only, so that a script's own output stays clean.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const lock = join(root, 'package-lock.json')
// npm writes this file last: an installation that broke off has none, or an old one.
const installed = join(root, 'node_modules', '.package-lock.json')

const upToDate = () =>
  existsSync(installed) && (!existsSync(lock) || statSync(installed).mtimeMs >= statSync(lock).mtimeMs)

if (!upToDate()) {
  process.stderr.write('installing packages (npm ci) ...\n')
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    // Electron's binary is fetched by `npm start`, when it can be had at all.
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  })
  if (done.status !== 0) {
    process.stderr.write('npm ci failed; the message above says why\n')
    process.exit(1)
  }
}
