// Test surroundings. A computer with an /etc of its own: a mount namespace, so that a program finds what an administrator
// has written there, and nobody else does. The program itself knows nothing of it.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronBinary } from '../fixtures/electron-binary.ts'
import type { Network } from '../fixtures/app.ts'

/** Why there is none here; undefined when there is. */
export function whyNoOwnEtc(): string | undefined {
  if (process.platform !== 'linux') return 'mount namespaces are Linux only'
  if (electronBinary() !== undefined) return 'only the stand-in can be started in another namespace'
  if (process.getuid?.() !== 0) return 'only root may mount'
  const tried = spawnSync('unshare', [...APART, 'mount', '--bind', '/tmp', '/tmp'], { encoding: 'utf8' })
  return tried.status === 0 ? undefined : `a mount namespace cannot be made here: ${tried.stderr.trim()}`
}

const APART = ['--mount', '--propagation', 'private']

export type OwnEtc = {
  /** What stands in front of a program's start. */
  readonly network: Network
  /** Puts a file into /etc/help-and-support, whole, as an administrator does it; null takes it away. */
  writePolicy(text: string | null): void
  /** Where Chromium looks for an administrator's policies; an empty folder. */
  readonly chromium: string
}

/** `folder`: an empty one, for a copy of this machine's /etc. */
export function openOwnEtc(folder: string): OwnEtc {
  const etc = join(folder, 'etc')
  // Links, owners and rights as they are.
  execFileSync('cp', ['-a', '/etc', etc])
  const place = join(etc, 'help-and-support')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { mode: 0o755 })
  const file = join(place, 'policy.json')
  const chromium = join(etc, 'chromium', 'policies', 'managed')
  rmSync(chromium, { recursive: true, force: true })
  mkdirSync(chromium, { recursive: true })
  return {
    chromium,
    network: {
      prefix: ['unshare', ...APART, 'sh', '-c', 'mount --bind "$0" /etc && exec "$@"', etc],
      reach: (port) => Promise.resolve(port),
    },
    writePolicy: (text) => {
      if (text === null) {
        rmSync(file, { force: true })
        return
      }
      writeFileSync(`${file}.new`, text, { mode: 0o644 })
      renameSync(`${file}.new`, file)
    },
  }
}
