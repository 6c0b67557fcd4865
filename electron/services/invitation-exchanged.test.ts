// What lies at an invitation's path is exchanged for something else after it was asked about and before it is opened (INV-8).

import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  copyFileSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type * as Files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readInvitationFile } from './invitation-file.ts'

const sample = fileURLToPath(new URL('../domain/invitation/samples/xp-sp3.msrcincident', import.meta.url))

/** Between the question and the opening. */
const meanwhile = vi.hoisted(() => ({ happens: (): void => undefined }))

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>()
  const stat = async (path: string) => {
    const found = await files.stat(path)
    meanwhile.happens()
    return found
  }
  return { ...files, stat }
})

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchanged-'))
  path = join(folder, 'a.msrcincident')
  copyFileSync(sample, path)
})
afterEach(() => {
  meanwhile.happens = () => undefined
  rmSync(folder, { recursive: true, force: true })
})

it('[INV-8] a file that stays is read', async () => {
  expect((await readInvitationFile(path)).ok).toBe(true)
})

it('[INV-8] a pipe in its place is not read, though it has something to say, nor waited for', async () => {
  let writer: number | undefined
  meanwhile.happens = () => {
    rmSync(path)
    execFileSync('mkfifo', [path])
    writer = openSync(path, constants.O_RDWR)
    writeSync(writer, 'something')
  }
  expect(await readInvitationFile(path)).toEqual({ ok: false, error: { kind: 'not-a-file' } })
  if (writer !== undefined) closeSync(writer)
})

it('[INV-8] a file of 1 GB in its place is not read', async () => {
  meanwhile.happens = () => {
    const handle = openSync(path, 'w')
    ftruncateSync(handle, 1024 ** 3)
    closeSync(handle)
  }
  expect(await readInvitationFile(path)).toEqual({ ok: false, error: { kind: 'too-large' } })
})
