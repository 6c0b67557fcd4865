// Tests. A disk of one megabyte that can be filled, and made one that nobody may write: a tmpfs, which only root can mount.

import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why there is none here; undefined when there is. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'tmpfs is Linux only'
  if (process.getuid?.() !== 0) return 'only root may mount'
  const folder = mkdtempSync(join(tmpdir(), 'mount-'))
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder], { encoding: 'utf8' })
  if (tried.status === 0) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return tried.status === 0 ? undefined : `no tmpfs can be mounted here: ${tried.stderr.trim()}`
}

export type SmallDisk = {
  readonly folder: string
  /** Not one byte more goes on it. */
  fill(): void
  /** There is room again. */
  empty(): void
  /** As root ignores modes, a folder that nobody may write is a file system that is read only. */
  setReadOnly(readOnly: boolean): void
  close(): void
}

export function openSmallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'none', folder])
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: () => {
      const file = openSync(ballast, 'a')
      const page = new Uint8Array(4096)
      try {
        for (;;) writeSync(file, page)
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
      } finally {
        closeSync(file)
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    setReadOnly: (readOnly) => {
      execFileSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder])
    },
    close: () => {
      // Lazily: what a test that failed still holds open must not keep the mount.
      execFileSync('umount', ['--lazy', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
