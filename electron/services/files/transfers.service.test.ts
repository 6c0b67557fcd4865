// Two real connections over TLS on loopback, real files in real folders: everything about files but the windows.

import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FileOver } from './ports.ts'
import { err } from '../../../shared/result.ts'
import { LARGEST_CHUNK } from '../../domain/files/limits.ts'
import { createDisk } from './disk.ts'
import type { Disk } from './disk.ts'
import { makeCertificate } from '../terminal-services/certificate.ts'
import type { Certificate } from '../terminal-services/certificate.ts'
import { fileStage } from './testing/file-stage.ts'
import type { FileStage } from './testing/file-stage.ts'

let certificate: Certificate
let folder: string
let stage: FileStage

beforeAll(async () => {
  certificate = await makeCertificate()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  mkdirSync(join(folder, 'to'))
  stage = await fileStage(certificate)
})
afterEach(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

const target = () => join(folder, 'to')
const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function source(name: string, size: number): string {
  const path = join(folder, name)
  writeFileSync(path, randomBytes(size))
  return path
}

const ends = (files: readonly FileOver[]) => files.map(({ name, end }) => [name, end])
const DONE = { kind: 'done' }

async function send(paths: readonly string[], count = paths.length) {
  await stage.expert.transfers.offer(paths)
  await stage.novice.accept(target())
  await stage.novice.overs(count)
  await stage.expert.overs(count)
}

describe('a file on its way', () => {
  it.each([0, 1, LARGEST_CHUNK - 1, LARGEST_CHUNK, LARGEST_CHUNK + 1, 262_145, 50_000_000])(
    '[SES-3] arrives whole: %i bytes',
    async (size) => {
      const path = source('a.bin', size)
      await send([path])
      expect(ends(stage.novice.over)).toEqual([['a.bin', DONE]])
      expect(ends(stage.expert.over)).toEqual([['a.bin', DONE]])
      expect(readdirSync(target())).toEqual(['a.bin'])
      expect(sha(join(target(), 'a.bin'))).toBe(sha(path))
      expect(statSync(join(target(), 'a.bin')).mode & 0o111).toBe(0)
    },
  )

  it('[SES-3] several go together, one question for all, both ways at once', async () => {
    const paths = [source('1', 300_000), source('2', 0), source('3', 70_000)]
    const back = source('back', 1_000_000)
    await stage.novice.transfers.offer([back])
    const other = join(folder, 'other')
    mkdirSync(other)
    await Promise.all([send(paths, 4), stage.expert.accept(other)])
    expect(readdirSync(target()).toSorted()).toEqual(['1', '2', '3'])
    expect(sha(join(other, 'back'))).toBe(sha(back))
  })

  it('[SES-3] never overwrites: the second one gets a number', async () => {
    writeFileSync(join(target(), 'a.txt'), 'mine')
    await send([source('a.txt', 10)])
    expect(readFileSync(join(target(), 'a.txt'), 'utf8')).toBe('mine')
    expect(readdirSync(target()).toSorted()).toEqual(['a (2).txt', 'a.txt'])
    expect(stage.novice.over[0]?.name).toBe('a (2).txt')
  })

  it('[SES-3] a No is told, and nothing is written', async () => {
    await stage.expert.transfers.offer([source('a', 10)])
    await stage.novice.decline()
    await stage.expert.overs(1)
    expect(stage.expert.over[0]?.end).toEqual({ kind: 'declined' })
    expect(readdirSync(target())).toEqual([])
  })

  it('[CTL-5] while the question is open nothing is injected', async () => {
    expect(stage.novice.held()).toBe(0)
    await stage.expert.transfers.offer([source('a', 10)])
    await stage.novice.asked()
    expect(stage.novice.held()).toBe(1)
    await stage.novice.decline()
    expect(stage.novice.held()).toBe(0)
  })

  it('[ADM-4] an answer within half a second of the question does not count', async () => {
    await stage.expert.transfers.offer([source('a', 10)])
    const id = await stage.novice.asked()
    expect(stage.novice.transfers.choose(id)).toBe(false)
    stage.novice.transfers.decline(id)
    expect(stage.novice.transfers.view().question?.id).toBe(id)
  })
})

describe('a file that is cancelled', () => {
  it.each(['novice', 'expert'] as const)(
    '[SES-3] by the %s: both are told, the partial file is gone',
    async (who) => {
      const path = source('big', 30_000_000)
      await stage.expert.transfers.offer([path])
      await stage.novice.accept(target())
      await stage[who].moving()
      expect(readdirSync(target())).toEqual([expect.stringMatching(/^\..*\.part$/u)])
      stage[who].transfers.cancel(who === 'novice' ? 'in-1' : 'out-1')
      await stage.novice.overs(1)
      await stage.expert.overs(1)
      const by = (side: string) => ({ kind: 'cancelled', by: side === who ? 'here' : 'there' })
      expect(stage.novice.over[0]?.end).toEqual(by('novice'))
      expect(stage.expert.over[0]?.end).toEqual(by('expert'))
      await stage.disk.settled()
      expect(readdirSync(target())).toEqual([])
      // The session lives: the next one arrives.
      await stage.expert.transfers.offer([source('next', 100_000)])
      await stage.novice.accept(target())
      await stage.novice.overs(2)
      expect(readdirSync(target())).toEqual(['next'])
      expect(stage.broken).toEqual([])
    },
  )

  it('[SES-4] by a lost connection: the partial file is gone', async () => {
    await stage.expert.transfers.offer([source('big', 30_000_000)])
    await stage.novice.accept(target())
    await stage.novice.moving()
    stage.cut()
    await stage.novice.overs(1)
    await stage.expert.overs(1)
    expect(stage.novice.over[0]?.end).toEqual({ kind: 'failed', why: 'session-ended' })
    await stage.disk.settled()
    expect(readdirSync(target())).toEqual([])
  })
})

describe('a file whose source is not what it was', () => {
  async function offeredThen(change: (path: string) => void) {
    const path = source('a', 2_000_000)
    await stage.expert.transfers.offer([path])
    await stage.novice.asked()
    change(path)
    await stage.novice.accept(target())
    await stage.novice.overs(1)
    await stage.disk.settled()
    expect(readdirSync(target())).toEqual([])
    expect(stage.broken).toEqual([])
    return stage.novice.over[0]?.end
  }

  it('[SES-3] is gone', async () => {
    expect(await offeredThen((path) => rmSync(path))).toEqual({ kind: 'failed', why: 'source-gone' })
  })
  it('[SES-3] has grown', async () => {
    expect(await offeredThen((path) => writeFileSync(path, randomBytes(2_000_001)))).toEqual({
      kind: 'failed',
      why: 'source-changed',
    })
  })
  it('[SES-3] has shrunk', async () => {
    expect(await offeredThen((path) => truncateSync(path, 5))).toEqual({
      kind: 'failed',
      why: 'source-changed',
    })
  })
  it('[SES-3] shrinks while it is read', async () => {
    const path = source('a', 30_000_000)
    await stage.expert.transfers.offer([path])
    await stage.novice.accept(target())
    await stage.novice.moving()
    truncateSync(path, 100)
    await stage.novice.overs(1)
    expect(stage.novice.over[0]?.end).toEqual({ kind: 'failed', why: 'source-changed' })
  })
  it('[SES-3] is a folder, a pipe, or never was: nobody is asked', async () => {
    await stage.expert.transfers.offer([target(), '/dev/null', join(folder, 'nothing')])
    expect(stage.expert.over.map(({ end }) => end)).toEqual([
      { kind: 'failed', why: 'not-a-file' },
      { kind: 'failed', why: 'not-a-file' },
      { kind: 'failed', why: 'source-gone' },
    ])
    expect(stage.novice.transfers.view().question).toBeNull()
  })
})

describe('a folder that cannot take a file', () => {
  it('[SES-3] is gone: the sender is told, the session lives', async () => {
    await stage.expert.transfers.offer([source('a', 10)])
    await stage.novice.accept(join(folder, 'nowhere'))
    await stage.expert.overs(1)
    expect(stage.expert.over[0]?.end).toEqual({ kind: 'failed', why: 'not-writable' })
    expect(stage.broken).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('[SES-3] is read-only', async () => {
    chmodSync(target(), 0o500)
    await send([source('a', 10)])
    expect(stage.novice.over[0]?.end).toEqual({ kind: 'failed', why: 'not-writable' })
  })

  it('[SES-3] has a full disk in the middle', async () => {
    stage.disk.writes = () => err('disk-full')
    await stage.expert.transfers.offer([source('a', 5_000_000)])
    await stage.novice.accept(target())
    await stage.expert.overs(1)
    await stage.novice.overs(1)
    expect(stage.expert.over[0]?.end).toEqual({ kind: 'failed', why: 'disk-full' })
    await stage.disk.settled()
    expect(readdirSync(target())).toEqual([])
    expect(stage.broken).toEqual([])
  })

  it('[SES-3] has no room for so large a file: it is told before a byte is sent', async () => {
    const path = join(folder, 'sparse')
    writeFileSync(path, '')
    // Sparse: it takes no room here, and more than any disk of today there.
    truncateSync(path, 2 ** 43)
    await send([path])
    expect(stage.expert.over[0]?.end).toEqual({ kind: 'failed', why: 'disk-full' })
    expect(readdirSync(target())).toEqual([])
  })
})

describe('the disk', () => {
  const real: Disk = createDisk(() => undefined)

  it('[SES-3] keeps what is whole, and what is discarded later is gone as well', async () => {
    const made = await real.createTarget(target(), 'a.txt', 3)
    if (!made.ok) throw new Error(made.error)
    await made.value.append([Buffer.from('a'), Buffer.from('bc')])
    const kept = await made.value.keep()
    expect(kept).toEqual({ ok: true, value: join(target(), 'a.txt') })
    expect(readFileSync(join(target(), 'a.txt'), 'utf8')).toBe('abc')
    made.value.discard()
    await real.settled()
    expect(existsSync(join(target(), 'a.txt'))).toBe(false)
  })
})
