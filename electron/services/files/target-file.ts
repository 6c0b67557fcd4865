// Services. A file that comes: written under a hidden name of its own, whole and marked before it gets the real one.

import { randomBytes } from 'node:crypto'
import { link, open, rename, rm, statfs } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { numberedName } from '../../domain/files/file-name.ts'
import type { Log } from '../ports.ts'
import type { TargetFailure, TargetFile } from './disk.ts'
import type { Marking } from './mark-of-the-web.ts'

type Wanted = {
  readonly folder: string
  readonly name: string
  readonly size: number
  readonly log: Log
  readonly mark: Marking
  /** Work that the program waits for before it ends. */
  follow(work: Promise<unknown>): void
}

/** Files of one name in one folder; who has more of them has another problem. */
const MOST_NAMES = 9999

export async function createTarget(wanted: Wanted): Promise<Result<TargetFile, TargetFailure>> {
  const { folder, size } = wanted
  const partial = join(folder, `.${randomBytes(8).toString('hex')}.part`)
  try {
    if (!(await hasRoom(folder, size))) return err('disk-full')
    // SECURITY: a new file (no link is followed, nothing overwritten), readable to its owner only, never executable.
    return ok(targetOf(wanted, partial, await open(partial, 'wx', 0o600)))
  } catch (cause) {
    return err(failureOf(cause))
  }
}

/** A first look that spares a long wait; what the disk says while it is written to counts. */
async function hasRoom(folder: string, size: number): Promise<boolean> {
  const { bavail, bsize, blocks } = await statfs(folder)
  return blocks === 0 || bavail * bsize >= size
}

function targetOf(wanted: Wanted, partial: string, handle: FileHandle): TargetFile {
  let at = 0
  let discarded = false
  let kept: string | undefined
  /** What uses the handle or the name; they go away after it. */
  let busy: Promise<unknown> = Promise.resolve()

  /** Runs alone; what is not allowed or has no room is a value. */
  function attempt<T>(work: () => Promise<T>): Promise<Result<T, TargetFailure>> {
    const attempted = work().then(
      (value) => ok(value),
      (cause: unknown) => {
        wanted.log('a file could not be written', cause)
        return err(failureOf(cause))
      },
    )
    busy = attempted
    return attempted
  }

  return {
    append: (pieces) =>
      attempt(async () => {
        at = await writeAll(handle, pieces, at)
        return undefined
      }),
    keep: () =>
      attempt(async () => {
        await handle.sync()
        await handle.close()
        // SECURITY: marked before it has its name; nobody ever finds it unmarked.
        await wanted.mark(partial, wanted.log)
        kept = await placeUnderFreeName(wanted.folder, wanted.name, partial)
        return kept
      }),
    discard: () => {
      if (discarded) return
      discarded = true
      const clearAway = async () => {
        await busy
        await handle.close().catch(() => undefined)
        for (const path of [partial, kept]) if (path !== undefined) await rm(path, { force: true })
      }
      wanted.follow(
        clearAway().catch((cause: unknown) => wanted.log('a partial file could not be removed', cause)),
      )
    },
  }
}

/** Returns the offset behind the last byte. */
async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], at: number): Promise<number> {
  const { bytesWritten } = await handle.writev([...pieces], at)
  let rest = bytesWritten
  let end = at + bytesWritten
  for (const piece of pieces) {
    if (rest >= piece.length) {
      rest -= piece.length
      continue
    }
    // The disk took a part only: the rest is offered again, and says why if it is refused.
    let from = rest
    rest = 0
    while (from < piece.length) {
      const written = await handle.write(piece, from, piece.length - from, end)
      from += written.bytesWritten
      end += written.bytesWritten
    }
  }
  return end
}

/** `name`, or `name (2)` and so on. SECURITY: each step fails rather than overwrite. */
async function placeUnderFreeName(folder: string, name: string, partial: string): Promise<string> {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const path = join(folder, numberedName(name, number))
    try {
      await place(partial, path)
      return path
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw cause
    }
  }
  throw new Error('every name is taken')
}

/** A second name for the same file fails where the name is taken; then the first one goes. */
async function place(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path)
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw cause
    // Memory sticks know no second names: an empty file takes the name first, and is then replaced.
    await (await open(path, 'wx', 0o600)).close()
    await rename(partial, path).catch(async (failure: unknown) => {
      await rm(path, { force: true })
      throw failure
    })
    return
  }
  await rm(partial, { force: true })
}

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined

/** EFBIG: the file system knows no files of this size. */
const failureOf = (cause: unknown): TargetFailure =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(codeOf(cause))) ? 'disk-full' : 'not-writable'
