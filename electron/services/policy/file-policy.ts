// Services. policy.json of macOS and Linux: believed only where nobody but root could have written it (POL-1).

import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { dirname } from 'node:path'
import type { Policy, PolicyProblem, PolicyValues } from '../../../shared/policy.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { parsePolicyText } from '../../domain/policy/policy-text.ts'
import type { PolicySource } from './policy-source.ts'

/** A policy has some hundred bytes; a long list of helpers has some thousand. */
const SIZE_LIMIT = 64 * 1024
const ROOT = 0
const OTHERS_MAY_WRITE = 0o022

/**
 * SECURITY: no symbolic link is followed at the end of the path, and a FIFO does not keep the program waiting. What is
 * checked and what is read is one open file, so that nothing can be put in its place in between.
 */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * `path` comes from the code that starts the program and from nowhere else: whoever could name another file would be rid
 * of the policy.
 */
export const filePolicy = (path: string): PolicySource => ({
  read: (): Policy => {
    const values = readPolicy(path)
    if (!values.ok) return { source: path, kind: 'broken', problem: values.error }
    return values.value === null
      ? { source: path, kind: 'not-set' }
      : { source: path, kind: 'in-force', values: values.value }
  },
})

type Reading<T> = Result<T, PolicyProblem>

/** null: there is no policy. */
function readPolicy(path: string): Reading<PolicyValues | null> {
  try {
    // The folder first: whoever may write there could have taken the file away as well.
    const folder = lstatSync(dirname(path))
    if (!folder.isDirectory() || !isRoots(folder)) return err({ kind: 'not-protected', what: 'folder' })
    const bytes = readFile(path)
    return bytes.ok ? policyIn(bytes.value) : bytes
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return ok(null)
    // O_NOFOLLOW on a link, and a socket, which cannot be opened.
    if (code === 'ELOOP' || code === 'ENXIO') return err({ kind: 'not-a-file' })
    return err({ kind: 'unreadable', code })
  }
}

const isRoots = ({ uid, mode }: Stats): boolean => uid === ROOT && (mode & OTHERS_MAY_WRITE) === 0

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)

function readFile(path: string): Reading<Uint8Array> {
  const handle = openSync(path, FLAGS)
  try {
    const found = fstatSync(handle)
    if (!found.isFile()) return err({ kind: 'not-a-file' })
    if (!isRoots(found)) return err({ kind: 'not-protected', what: 'file' })
    return ok(readBytes(handle))
  } finally {
    closeSync(handle)
  }
}

/** At most one byte more than is allowed, however large the file is. */
function readBytes(handle: number): Buffer {
  const bytes = Buffer.alloc(SIZE_LIMIT + 1)
  let length = 0
  for (;;) {
    const count = readSync(handle, bytes, length, bytes.length - length, null)
    length += count
    if (count === 0 || length === bytes.length) return bytes.subarray(0, length)
  }
}

/** Total: of the bytes of the file, however they came to stand there. */
export function policyIn(bytes: Uint8Array): Reading<PolicyValues> {
  if (bytes.length > SIZE_LIMIT) return err({ kind: 'too-large' })
  const text = decoded(bytes)
  return text === undefined ? err({ kind: 'not-json' }) : parsePolicyText(text)
}

/** A byte order mark, as editors on Windows write it, is taken away. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8, so not JSON either.
    return undefined
  }
}
