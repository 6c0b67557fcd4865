// The pace of updates on lines that are simulated to the millisecond: rate, way, lost packets, a client that takes its time.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPace } from './pace.ts'

type LineKind = {
  /** Bytes a millisecond. */
  readonly rate: number
  /** Milliseconds there and back. */
  readonly way: number
  /** Each so many packets one is lost: it and all behind it come a way and a half later. */
  readonly lostEach?: number
  /** Milliseconds that the client takes for each update. */
  readonly client?: number
}

const PACKET = 1400
const HEADERS = 60

/** Sends whatever there is room for, `more` bytes at a time, for `ms`; tells what became of it. */
function film(kind: LineKind, ms: number, more: (at: number) => number, limit?: number) {
  let now = 0
  let lineFree = 0
  let clientFree = 0
  let packets = 0
  let arrivedBytes = 0
  let sentBytes = 0
  let alarm = Infinity
  const queues: { readonly at: number; readonly ms: number; readonly bytes: number }[] = []
  let answers: { readonly at: number; readonly payload: Uint8Array; readonly bytes: number }[] = []
  let unfenced = 0

  const put = (bytes: Uint8Array) => {
    const isFence = bytes[0] === 248
    const waits = Math.max(0, lineFree - now)
    lineFree = Math.max(lineFree, now) + (bytes.length + HEADERS) / kind.rate
    packets += Math.ceil(bytes.length / PACKET)
    if (kind.lostEach !== undefined && packets >= kind.lostEach) {
      packets = 0
      clientFree = Math.max(clientFree, lineFree + 2 * kind.way)
    }
    clientFree = Math.max(clientFree, lineFree + kind.way / 2) + (isFence ? 0 : (kind.client ?? 0))
    if (!isFence) {
      queues.push({ at: now, ms: waits, bytes: bytes.length })
      sentBytes += bytes.length
      unfenced += bytes.length
      return
    }
    answers.push({ at: clientFree + kind.way / 2, payload: bytes.slice(9), bytes: unfenced })
    unfenced = 0
  }

  const pace = createPace({ send: put, queuedBytes: () => 0, now: () => now })
  if (limit !== undefined) pace.limit(limit)
  pace.start()
  const pump = () => {
    alarm = Infinity
    for (let turn = 0; turn < 100; turn++) {
      const room = pace.room(now)
      const size = room === 0 ? 0 : Math.min(room, more(now))
      if (room === 0) alarm = now + (pace.wait(now) ?? Infinity)
      if (size === 0) return
      pace.send(new Uint8Array(size))
    }
  }
  for (let tick = 0; tick < ms; tick++) {
    now = tick
    const due = answers[0] !== undefined && answers[0].at <= now ? answers.filter(({ at }) => at <= now) : []
    if (due.length > 0) answers = answers.slice(due.length)
    for (const { payload, bytes } of due) {
      arrivedBytes += bytes
      pace.answered(payload)
    }
    // The screen changes each 16 ms.
    if (due.length > 0 || tick % 16 === 0 || alarm <= now) pump()
  }
  return { queues, sentBytes, arrivedBytes, pace, left: answers.length }
}

const always = () => Infinity

describe('the pace of updates', () => {
  const lines = fc.record({
    rate: fc.oneof(fc.integer({ min: 32, max: 250 }), fc.integer({ min: 250, max: 12_500 })),
    way: fc.integer({ min: 1, max: 300 }),
    client: fc.integer({ min: 0, max: 4 }),
  })

  it('keeps what stands in front of the line at about 50 ms of data and one part, however thin and long it is', () => {
    fc.assert(
      fc.property(lines, (kind) => {
        const { queues } = film(kind, 20_000, always)
        // The line is learnt first: TCP's own first window, and twice the line while it is measured.
        const learnt = queues.filter(({ at }) => at > 2000 + 12 * kind.way)
        expect(learnt.length).toBeGreaterThan(10)
        const waits = learnt.map(({ ms }) => ms).toSorted((one, other) => one - other)
        const part = (2 * 1024 + 2 * HEADERS) / kind.rate
        expect(waits[Math.floor(waits.length / 2)]).toBeLessThanOrEqual(50 + part)
        expect(waits[Math.floor(waits.length * 0.9)]).toBeLessThanOrEqual(150 + part)
        // Each ten seconds the line has run empty and is filled at once, as long as it is.
        expect(waits.at(-1)).toBeLessThanOrEqual(60 + kind.way + part)
      }),
      { numRuns: 25 },
    )
  })

  it('uses the line: nothing starves, and what was sent arrives', () => {
    fc.assert(
      fc.property(lines, (kind) => {
        const { arrivedBytes, sentBytes, pace } = film(kind, 20_000, always)
        // What can be carried at all in 16 s, the first four being the time it takes to learn a long line.
        const carried = kind.rate * 16_000
        // An update has at most 64 KiB, what is under way at most 1 MiB.
        const byClient = kind.client === 0 ? Infinity : (16_000 / kind.client) * 64 * 1024
        const byWindow = ((1024 * 1024) / (kind.way + 1)) * 16_000
        expect(arrivedBytes).toBeGreaterThan(0.8 * Math.min(carried, byClient, byWindow))
        expect(sentBytes - arrivedBytes).toBeLessThanOrEqual(1.2 * 1024 * 1024)
        expect(pace.rate() ?? 0).toBeGreaterThan(0)
      }),
      { numRuns: 25 },
    )
  })

  it('goes on where packets are lost', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 20, max: 100 }), (kind, lostEach) => {
        const { arrivedBytes, queues } = film({ ...kind, lostEach }, 30_000, always)
        expect(arrivedBytes).toBeGreaterThan(100_000)
        expect(queues.filter(({ at }) => at > 25_000).length).toBeGreaterThan(5)
      }),
      { numRuns: 30 },
    )
  })

  it('lets a letter wait no longer than one part, while a film takes all there is', () => {
    // 1 Mbit/s and 20 ms: room comes back at least each 40 ms.
    const { queues } = film({ rate: 125, way: 20 }, 10_000, always)
    const gaps = queues.slice(1).map(({ at }, i) => at - (queues[i]?.at ?? 0))
    expect(Math.max(...gaps.slice(20))).toBeLessThanOrEqual(120)
    const sorted = gaps.slice(20).toSorted((one, other) => one - other)
    expect(sorted[Math.floor(sorted.length * 0.95)]).toBeLessThanOrEqual(40)
  })

  it('follows a line that becomes thin while it is in use', () => {
    const kind = { rate: 10_000, way: 10 }
    const changing = { ...kind }
    const { queues } = film(changing, 20_000, (at) => {
      if (at > 5000) changing.rate = 125
      return Infinity
    })
    const later = queues.filter(({ at }) => at > 9000)
    expect(later.length).toBeGreaterThan(50)
    expect(Math.max(...later.map(({ ms }) => ms))).toBeLessThanOrEqual(150)
  })

  it('has room again as soon as everything has arrived, however fast that went', () => {
    let now = 0
    const fences: Uint8Array[] = []
    const send = (bytes: Uint8Array) => {
      if (bytes[0] === 248) fences.push(bytes.slice(9))
    }
    const pace = createPace({ send, queuedBytes: () => 0, now: () => now })
    pace.start()
    for (let round = 0; round < 200; round++) {
      for (const payload of fences.splice(0)) pace.answered(payload)
      expect(pace.room(now)).toBeGreaterThan(1000)
      pace.send(new Uint8Array(pace.room(now)))
      now += 0.01
    }
  })

  it('typed letters alone do not make a line look thin', () => {
    const { pace } = film({ rate: 10_000, way: 3 }, 20_000, (at) => (at % 160 === 0 ? 60 : 0))
    expect(pace.rate()).toBeUndefined()
  })

  it('stays below a bound that was set, on any line', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(32_000, 125_000, 1_250_000), (kind, limit) => {
        const { queues, pace } = film(kind, 8000, always, limit)
        for (let second = 0; second < 8; second++) {
          const within = queues.filter(({ at }) => at >= second * 1000 && at < (second + 1) * 1000)
          const bytes = within.reduce((sum, each) => sum + each.bytes, 0)
          expect(bytes).toBeLessThanOrEqual(limit * 1.06 + 2048)
        }
        expect(pace.rate()).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 25 },
    )
  })
})
