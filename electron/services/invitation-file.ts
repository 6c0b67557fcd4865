// Services. Invitations as files: bounded and patient reading, atomic writing. What the text means is the domain's.

import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InvitationProblem } from '../../shared/invitation.ts'
import { err, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Invitation, OwnInvitation } from '../domain/invitation/invitation.ts'
import { readInvitation } from '../domain/invitation/read-invitation.ts'
import { writeInvitation } from '../domain/invitation/write-invitation.ts'
import { decodeInvitation } from './invitation-decoding.ts'

/** INV-8, in bytes; real files have 300 to 6000. */
export const INVITATION_SIZE_LIMIT = 64 * 1024

/** Reads and understands the file at `path`; links are followed. Never throws and never waits for a pipe's writer. */
export async function readInvitationFile(path: string): Promise<Result<Invitation, InvitationProblem>> {
  const bytes = await readBounded(path)
  if (!bytes.ok) return bytes
  const text = decodeInvitation(bytes.value)
  return text === undefined ? err({ kind: 'not-xml' }) : readInvitation(text)
}

async function readBounded(path: string): Promise<Result<Uint8Array, InvitationProblem>> {
  try {
    // Before opening: to open a device may already do something.
    const before = problemOf(await stat(path))
    if (before !== undefined) return err(before)
    // SECURITY: what lies at the path may be exchanged meanwhile: a pipe must not block, and the handle is asked again.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const opened = problemOf(await handle.stat())
      if (opened !== undefined) return err(opened)
      const buffer = new Uint8Array(INVITATION_SIZE_LIMIT + 1)
      let length = 0
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null)
        length += bytesRead
        // Some files report no size and still have much to say; others grow while they are read.
        if (length > INVITATION_SIZE_LIMIT) return err({ kind: 'too-large' })
        if (bytesRead === 0) return ok(buffer.subarray(0, length))
      }
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (isSystemError(cause)) return err({ kind: 'unreadable' })
    throw cause
  }
}

function problemOf(file: { isFile(): boolean; readonly size: number }): InvitationProblem | undefined {
  if (!file.isFile()) return { kind: 'not-a-file' }
  return file.size > INVITATION_SIZE_LIMIT ? { kind: 'too-large' } : undefined
}

export type NotWritten = { readonly kind: 'not-written'; readonly path: string; readonly code: string }

/**
 * Writes the invitation so that at any moment `path` holds the old file or the whole new one. Only the owner can
 * read it: it holds the ticket's secret. Fails with the system's error code (`ENOSPC`, `EACCES`, …).
 *
 * The encoding is UTF-8 without a byte order mark although XP's label "Unicode" is kept: Windows Vista and later write
 * 8-bit files and FreeRDP refuses UTF-16, and all of them ignore the label.
 */
export async function writeInvitationFile(
  path: string,
  invitation: OwnInvitation,
): Promise<Result<undefined, NotWritten>> {
  const folder = dirname(path)
  const temporary = join(folder, `.invitation-${randomBytes(8).toString('hex')}.tmp`)
  try {
    try {
      await writeDurably(temporary, writeInvitation(invitation))
      await rename(temporary, path)
    } catch (cause) {
      await rm(temporary, { force: true })
      throw cause
    }
    await syncFolder(folder)
    return ok(undefined)
  } catch (cause) {
    if (isSystemError(cause)) return err({ kind: 'not-written', path, code: cause.code })
    throw cause
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the new name durable too. Windows has no such call, and some network folders refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (cause) {
    if (!isSystemError(cause)) throw cause
  } finally {
    await handle.close()
  }
}

/** Failures of the system and paths it cannot have (with NUL in them); everything else is a bug and is thrown on. */
function isSystemError(cause: unknown): cause is Error & { readonly code: string } {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
}
