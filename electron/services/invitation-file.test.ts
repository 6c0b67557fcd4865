import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OwnInvitation } from '../domain/invitation/invitation.ts'
import { lifetimeFrom } from '../domain/invitation/lifetime.ts'
import { INVITATION_SIZE_LIMIT, readInvitationFile, writeInvitationFile } from './invitation-file.ts'

const xpSample = fileURLToPath(new URL('../domain/invitation/samples/xp-sp3.msrcincident', import.meta.url))

let folder: string
const at = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invitation-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const own: OwnInvitation = {
  username: 'Zoë Łuć 😀',
  passwordRequired: false,
  ...lifetimeFrom(Date.UTC(2026, 0, 2), 60),
  addresses: [
    { host: '127.0.0.1', port: 3389 },
    { host: '::1', port: 3389 },
  ],
  ticketId: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  publicKeySha1: 'AAECAwQFBgcICQoLDA0ODxAREhM=',
  passStub: '',
  slowLine: true,
  writtenBy: 'help-and-support',
  extension: { version: 1, fingerprint: new Uint8Array(32), secret: new Uint8Array(32).fill(255) },
}

const failure = (kind: string) => ({ ok: false, error: { kind } })

describe('readInvitationFile', () => {
  it('[INV-7] reads a file, also through a link', async () => {
    await symlink(xpSample, at('link.MsRcIncident'))
    const direct = await readInvitationFile(xpSample)
    expect(direct).toMatchObject({ ok: true, value: { username: 'Administrator' } })
    expect(await readInvitationFile(at('link.MsRcIncident'))).toEqual(direct)
  })

  it('[INV-8] a directory, a pipe and a device are no files', async () => {
    execFileSync('mkfifo', [at('pipe')])
    expect(await readInvitationFile(folder)).toEqual(failure('not-a-file'))
    expect(await readInvitationFile(at('pipe'))).toEqual(failure('not-a-file'))
    expect(await readInvitationFile('/dev/zero')).toEqual(failure('not-a-file'))
  })

  it('[INV-8] what is missing, a dead link, a path that cannot be', async () => {
    await symlink(at('nowhere'), at('dead'))
    await symlink(at('loop'), at('loop'))
    for (const path of [
      at('missing'),
      at('dead'),
      at('loop'),
      at('a\0b'),
      '',
      join(xpSample, 'below'),
      'x'.repeat(5000),
    ])
      expect(await readInvitationFile(path)).toEqual(failure('unreadable'))
  })

  it('[INV-8] over 64 KiB is refused; 64 KiB are not', async () => {
    const text = await readFile(xpSample, 'utf8')
    await writeFile(at('limit'), text.padEnd(INVITATION_SIZE_LIMIT, ' '))
    await writeFile(at('over'), text.padEnd(INVITATION_SIZE_LIMIT + 1, ' '))
    expect(await readInvitationFile(at('limit'))).toHaveProperty('ok', true)
    expect(await readInvitationFile(at('over'))).toEqual(failure('too-large'))
  })

  it.runIf(existsSync('/proc/kallsyms'))(
    '[INV-8] a file that hides its size is read no further than 64 KiB',
    async () => {
      expect(await readInvitationFile('/proc/kallsyms')).toEqual(failure('too-large'))
    },
  )

  it('[INV-8] an empty file and a picture are no XML', async () => {
    await writeFile(at('empty'), '')
    await writeFile(at('picture'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
    expect(await readInvitationFile(at('empty'))).toEqual(failure('not-xml'))
    expect(await readInvitationFile(at('picture'))).toEqual(failure('not-xml'))
  })
})

describe('writeInvitationFile', () => {
  it('[INV-7] what we write, we read back equal', async () => {
    expect(await writeInvitationFile(at('a.msrcincident'), own)).toEqual({ ok: true, value: undefined })
    expect(await readInvitationFile(at('a.msrcincident'))).toEqual({ ok: true, value: own })
  })

  it('[INV-1] 8-bit text without a mark, for its owner only, and nothing beside it', async () => {
    await writeFile(at('a.msrcincident'), 'old', { mode: 0o644 })
    await writeInvitationFile(at('a.msrcincident'), own)
    const bytes = await readFile(at('a.msrcincident'))
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('<?xml')
    expect(bytes.toString('utf8')).toContain('USERNAME="Zoë Łuć 😀"')
    expect((await stat(at('a.msrcincident'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['a.msrcincident'])
  })

  it('[INV-8] says why it could not, and leaves nothing behind', async () => {
    await mkdir(at('folder'))
    await writeFile(at('folder/inside'), '')
    expect(await writeInvitationFile(at('folder'), own)).toMatchObject({
      ok: false,
      error: { kind: 'not-written', path: at('folder'), code: 'EISDIR' },
    })
    expect(await writeInvitationFile(at('missing/a.msrcincident'), own)).toMatchObject({
      ok: false,
      error: { kind: 'not-written', code: 'ENOENT' },
    })
    expect(await readdir(folder)).toEqual(['folder'])
  })
})
