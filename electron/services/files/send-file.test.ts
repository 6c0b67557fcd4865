// The sender alone, with a file that exists as an answer only: offsets beyond 4 GiB, credit, and the bytes before it.

import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { readFileFrame } from '../../domain/files/chunk-header.ts'
import { CREDIT_AHEAD, MOST_QUEUED } from '../../domain/files/limits.ts'
import { offering, outgoingTransition } from '../../domain/files/outgoing.ts'
import type { Outgoing, OutgoingEvent } from '../../domain/files/outgoing.ts'
import type { Disk } from './disk.ts'
import { sendFile } from './send-file.ts'

const GiB = 2 ** 30

function stage(size: number, from = 0) {
  let state: Outgoing = { ...offering(size), kind: 'sending', sent: from, upTo: from + CREDIT_AHEAD }
  let queued = 0
  let inUse = false
  const resting: (() => void)[] = []
  const sent: { offset: number; bytes: number }[] = []
  const heard: OutgoingEvent[] = []
  const listeners = new Set<() => void>()
  const disk: Disk = {
    openSource: () =>
      Promise.resolve({
        ok: true,
        value: {
          size,
          read: (into, at) => Promise.resolve(Math.min(into.length, size - at)),
          isUnchanged: () => Promise.resolve(true),
          close: () => undefined,
        },
      }),
    createTarget: () => Promise.reject(new Error('nothing is received here')),
    settled: () => Promise.resolve(),
  }
  const sender = sendFile({
    disk,
    clock: { now: () => 0, monotonic: () => 0 },
    timers: {
      after: (_, work) => {
        resting.push(work)
        return () => undefined
      },
    },
    transfer: 1,
    path: '/a',
    state: () => state,
    hear: (event) => {
      heard.push(event)
      state = outgoingTransition(state, event).state
      for (const look of listeners) look()
    },
    send: (bytes) => {
      const frame = readFileFrame(bytes)
      if (frame?.kind === 'chunk') sent.push({ offset: frame.offset, bytes: frame.data.length })
    },
    queuedBytes: () => queued,
    isInUse: () => inUse,
  })
  return {
    sender,
    sent,
    heard,
    state: () => state,
    resting,
    use: (now: boolean) => {
      inUse = now
    },
    queue: (bytes: number) => {
      queued = bytes
    },
    credit: () => {
      state = outgoingTransition(state, { kind: 'credit', upTo: state.sent + CREDIT_AHEAD }).state
      sender.goOn()
    },
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (condition()) resolve()
        }
        listeners.add(look)
        look()
      }),
  }
}

const turns = () => new Promise((resolve) => setImmediate(resolve))

it('[SES-3] goes on beyond 4 GiB with whole offsets, to the last byte', async () => {
  const size = 5 * GiB + 3
  const { sent, heard, state, credit, until } = stage(size, 5 * GiB - 200_000)
  while (!heard.some(({ kind }) => kind === 'all-read')) {
    await turns()
    credit()
  }
  await until(() => state().kind === 'ending')
  for (const [index, { offset }] of sent.entries()) {
    const before = sent[index - 1]
    expect(offset).toBe(before ? before.offset + before.bytes : 5 * GiB - 200_000)
  }
  expect(state().sent).toBe(size)
})

it('[SES-3] never sends beyond its credit', async () => {
  const { sent, state, credit } = stage(10_000_000)
  for (let i = 0; i < 50; i += 1) {
    await turns()
    expect(state().sent).toBeLessThanOrEqual(state().upTo)
    expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(state().upTo)
    if (i % 10 === 9) credit()
  }
  expect(sent.length).toBeGreaterThan(4)
})

it('[SES-3] lets picture, keys and orders go first, and goes on when they have left', async () => {
  const { sent, sender, queue } = stage(1_000_000)
  queue(MOST_QUEUED + 1)
  for (let i = 0; i < 5; i += 1) await turns()
  expect(sent).toEqual([])
  queue(0)
  sender.goOn()
  for (let i = 0; i < 5; i += 1) await turns()
  expect(sent.length).toBeGreaterThan(0)
})

it('[SES-3] rests after each piece while somebody is at work on the screen, and after none otherwise', async () => {
  const { sent, resting, use, credit } = stage(1_000_000)
  use(true)
  for (let i = 0; i < 20; i += 1) await turns()
  for (let rests = 1; rests <= 3; rests += 1) {
    expect({ pieces: sent.length, rests: resting.length }).toEqual({ pieces: rests, rests })
    // All of it has arrived, and there is credit: only the rest is waited for.
    credit()
    for (let i = 0; i < 20; i += 1) await turns()
    expect(sent).toHaveLength(rests)
    resting.at(-1)?.()
    for (let i = 0; i < 20; i += 1) await turns()
  }
  use(false)
  credit()
  resting.at(-1)?.()
  for (let i = 0; i < 20; i += 1) await turns()
  expect(sent.length).toBeGreaterThan(5)
  expect(resting).toHaveLength(4)
})

it('[SES-3] tells the SHA-256 of what it sent', async () => {
  const { heard, until } = stage(0)
  await until(() => heard.some(({ kind }) => kind === 'all-read'))
  expect(heard).toEqual([{ kind: 'all-read', sha256: createHash('sha256').digest('hex') }])
})
