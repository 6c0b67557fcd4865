// A peer that speaks channel 2 by hand: what is forged ends the session, what is late does not, a flood does.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CHUNK_HEADER, encodeCredit, writeChunkHeader } from '../../domain/files/chunk-header.ts'
import { CREDIT_AHEAD, SMALLEST_CHUNK } from '../../domain/files/limits.ts'
import type { FileMessage } from '../../domain/files/messages.ts'
import { createDisk } from './disk.ts'
import { encodeFileMessage, parseFrame } from './file-frames.ts'
import type { ParsedFrame } from './file-frames.ts'
import type { FileOver } from './ports.ts'
import { createTransfers } from './transfers.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function stage() {
  const said: ParsedFrame[] = []
  const over: FileOver[] = []
  const disk = createDisk(() => undefined)
  const listeners = new Set<() => void>()
  let broken = 0
  let held = 0
  let now = 0
  const look = () => {
    for (const listener of listeners) listener()
  }
  const transfers = createTransfers({
    disk,
    clock: { now: () => 0, monotonic: () => now },
    timers: { after: () => () => undefined },
    log: () => undefined,
    send: (bytes) => {
      const frame = parseFrame(bytes)
      if (!frame) throw new Error('we broke our own protocol')
      said.push(frame)
      look()
    },
    queuedBytes: () => 0,
    isInUse: () => false,
    hold: () => {
      held += 1
      return () => {
        held -= 1
      }
    },
    changed: look,
    over: (file) => {
      over.push(file)
      look()
    },
    broken: () => {
      broken += 1
      transfers.close()
    },
  })
  const hear = (...messages: readonly FileMessage[]) => {
    for (const message of messages) transfers.receive(encodeFileMessage(message))
  }
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!condition()) return
        listeners.delete(check)
        resolve()
      }
      listeners.add(check)
      check()
    })
  return {
    transfers,
    disk,
    said,
    over,
    hear,
    until,
    broken: () => broken,
    held: () => held,
    later: (ms: number) => {
      now += ms
    },
    accept: async (question: number) => {
      now += 500
      expect(transfers.choose(question)).toBe(true)
      transfers.chosen(question, folder)
      await until(() => said.some(({ kind }) => kind === 'credit'))
    },
    credits: () => said.filter(({ kind }) => kind === 'credit').length,
  }
}

const offer = (first: number, ...sizes: readonly number[]): FileMessage => ({
  type: 'offer',
  first,
  files: sizes.map((size, index) => ({ name: `../file ${index}`, size })),
})

function chunk(transfer: number, offset: number, bytes: number): Uint8Array {
  const frame = new Uint8Array(CHUNK_HEADER + bytes)
  writeChunkHeader(frame, transfer, offset)
  return frame
}

const end = (transfer: number, sha256 = 'f'.repeat(64)): FileMessage => ({ type: 'end', transfer, sha256 })

describe('[SES-3] what is plainly forged ends the session', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['another kind of frame', Uint8Array.of(9)],
    ['what is not JSON', Uint8Array.of(0, 123)],
    ['what is not UTF-8', Uint8Array.of(0, 255)],
    ['a piece of nothing', chunk(1, 0, 10_000)],
    ['credit for nothing', encodeCredit(1, CREDIT_AHEAD)],
    ['an end of nothing', encodeFileMessage(end(1))],
    ['an answer to nothing', encodeFileMessage({ type: 'accept', first: 1 })],
    ['a receipt for nothing', encodeFileMessage({ type: 'received', transfer: 1 })],
  ])('%s', (_, frame) => {
    const { transfers, broken } = stage()
    transfers.receive(frame)
    expect(broken()).toBe(1)
  })

  it('a piece before the Yes, and one after the No', () => {
    const asked = stage()
    asked.hear(offer(1, 100_000))
    asked.transfers.receive(chunk(1, 0, 10_000))
    expect(asked.broken()).toBe(1)
    const declined = stage()
    declined.hear(offer(1, 100_000))
    declined.later(500)
    declined.transfers.decline(1)
    declined.transfers.receive(chunk(1, 0, 10_000))
    expect(declined.broken()).toBe(1)
  })

  it('a number that was used', () => {
    const { hear, broken } = stage()
    hear(offer(1, 1, 1), offer(2, 1))
    expect(broken()).toBe(1)
  })

  it('more than was granted; nothing of it stays', async () => {
    const { transfers, hear, accept, broken, disk } = stage()
    hear(offer(1, 2 ** 40 % 10_000_000))
    await accept(1)
    for (let at = 0; at < CREDIT_AHEAD; at += SMALLEST_CHUNK) transfers.receive(chunk(1, at, SMALLEST_CHUNK))
    expect(broken()).toBe(0)
    transfers.receive(chunk(1, CREDIT_AHEAD, SMALLEST_CHUNK))
    expect(broken()).toBe(1)
    await disk.settled()
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('[SES-3] what is wrong or late ends one file, not the session', () => {
  it('another SHA-256: the file goes away', async () => {
    const { transfers, hear, accept, broken, over, until, said, disk } = stage()
    hear(offer(1, 10_000))
    await accept(1)
    transfers.receive(chunk(1, 0, 10_000))
    hear(end(1))
    await until(() => over.length === 1)
    expect(over[0]?.end).toEqual({ kind: 'failed', why: 'damaged' })
    expect(said.at(-1)).toMatchObject({ message: { type: 'turn-away', why: 'damaged' } })
    await disk.settled()
    expect(readdirSync(folder)).toEqual([])
    expect(broken()).toBe(0)
  })

  it('more or fewer bytes than offered', async () => {
    for (const lie of [
      (hear: (message: FileMessage) => void) => hear(end(1)),
      (_: unknown, receive: (frame: Uint8Array) => void) => receive(chunk(1, 0, 10_001)),
    ]) {
      const { transfers, hear, accept, broken, over, disk } = stage()
      hear(offer(1, 10_000))
      await accept(1)
      lie(hear, transfers.receive)
      expect(over[0]?.end).toEqual({ kind: 'failed', why: 'wrong-size' })
      await disk.settled()
      expect(readdirSync(folder)).toEqual([])
      expect(broken()).toBe(0)
    }
  })

  it('pieces after a cancel, as far as they were granted', async () => {
    const { transfers, hear, accept, broken, disk } = stage()
    hear(offer(1, 10_000_000))
    await accept(1)
    transfers.cancel('in-1')
    for (let at = 0; at < CREDIT_AHEAD; at += SMALLEST_CHUNK) transfers.receive(chunk(1, at, SMALLEST_CHUNK))
    expect(broken()).toBe(0)
    await disk.settled()
    expect(readdirSync(folder)).toEqual([])
    transfers.receive(chunk(1, CREDIT_AHEAD, SMALLEST_CHUNK))
    expect(broken()).toBe(1)
  })

  it('a path for a name: the file stays in its folder', async () => {
    const { transfers, hear, accept } = stage()
    hear(offer(1, 10))
    expect(transfers.view().question?.files[0]?.name).toBe('file 0')
    await accept(1)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.part$/u)])
    transfers.close()
  })
})

describe('[CTL-2] who asks and asks', () => {
  it('has one question at a time and at most 20 waiting; the next one is turned away', () => {
    const { transfers, hear, said, broken, held } = stage()
    for (let first = 1; first <= 21; first += 1) hear(offer(first, 1))
    expect(transfers.view().question?.id).toBe(1)
    expect(said).toEqual([{ kind: 'message', message: { type: 'decline', first: 21, why: 'too-many' } }])
    expect(broken()).toBe(0)
    expect(held()).toBe(1)
    transfers.close()
    expect(held()).toBe(0)
  })

  it('is hung up on before it becomes a flood', () => {
    const { hear, broken } = stage()
    for (let first = 1; first <= 200; first += 1) hear(offer(first, 1))
    expect(broken()).toBe(1)
  })

  it('takes an offer back: the question is gone, and nothing is held', () => {
    const { transfers, hear, held } = stage()
    hear(offer(1, 1, 1), { type: 'give-up', transfer: 1, why: 'cancelled' })
    expect(transfers.view().question?.files).toHaveLength(1)
    hear({ type: 'give-up', transfer: 2, why: 'cancelled' })
    expect(transfers.view().question).toBeNull()
    expect(held()).toBe(0)
  })

  it('the folder that is chosen for a question that is gone is chosen for nothing', () => {
    const { transfers, hear, later, said } = stage()
    hear(offer(1, 1))
    later(500)
    expect(transfers.choose(1)).toBe(true)
    hear({ type: 'give-up', transfer: 1, why: 'cancelled' }, offer(2, 1))
    transfers.chosen(1, folder)
    expect(said).toEqual([])
    expect(transfers.view().question).toMatchObject({ id: 2, choosing: false })
  })
})
