// Services. A file that is sent: opened, looked at, read in place.

import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { SourceFailure, SourceFile } from './disk.ts'

/** Opens for reading. A pipe or a device is never waited for, and never sent. */
export async function openSource(path: string): Promise<Result<SourceFile, SourceFailure>> {
  let handle: FileHandle
  try {
    // Windows has no such flag and no such pipes among its files.
    handle = await open(path, constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK))
  } catch (cause) {
    return err(failureOf(cause))
  }
  const shut = () => void handle.close().catch(() => undefined)
  try {
    const first = await handle.stat()
    if (first.isFile()) return ok(sourceOf(handle, first, shut))
  } catch {
    shut()
    return err('unreadable')
  }
  shut()
  return err('not-a-file')
}

type Look = { readonly size: number; readonly mtimeMs: number }

const sourceOf = (handle: FileHandle, first: Look, shut: () => void): SourceFile => ({
  size: first.size,
  read: async (into, at) => {
    let filled = 0
    while (filled < into.length) {
      const { bytesRead } = await handle.read(into, filled, into.length - filled, at + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled
  },
  isUnchanged: async () => {
    const now = await handle.stat()
    return now.size === first.size && now.mtimeMs === first.mtimeMs
  },
  close: shut,
})

function failureOf(cause: unknown): SourceFailure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'source-gone'
  return code === 'EISDIR' || code === 'ENXIO' ? 'not-a-file' : 'unreadable'
}
