import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrameReader, encodeFrame, FRAME_HEADER_BYTES, frameHeader } from './frames.ts'
import type { Frame, FrameReader } from './frames.ts'

const LIMIT = 4096

function drain(reader: FrameReader): { frames: Frame[]; fault: string | undefined } {
  const frames: Frame[] = []
  for (;;) {
    const next = reader.next()
    if (next === undefined || typeof next === 'string') return { frames, fault: next }
    frames.push(next)
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const anyFrame = fc.record({
  channel: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const),
  payload: fc.uint8Array({ maxLength: 300 }),
})

describe('the frame codec', () => {
  it('writes length, channel and payload', () => {
    expect([...encodeFrame(2, Uint8Array.of(7, 8, 9))]).toEqual([0, 0, 0, 3, 2, 7, 8, 9])
    expect([...frameHeader(1, 0x01020304)]).toEqual([1, 2, 3, 4, 1])
  })

  it('reads back what it wrote, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyFrame), fc.array(fc.nat({ max: 700 })), (frames, cuts) => {
        const stream = joined(frames.map((frame) => encodeFrame(frame.channel, frame.payload)))
        const reader = createFrameReader({ limit: LIMIT })
        const read: Frame[] = []
        let at = 0
        for (const cut of [...cuts, stream.length]) {
          reader.feed(stream.subarray(at, at + cut))
          at += cut
          read.push(...drain(reader).frames)
        }
        expect(read.map((frame) => [frame.channel, [...frame.payload]])).toEqual(
          frames.map((frame) => [frame.channel, [...frame.payload]]),
        )
        expect(reader.unread()).toBe(0)
      }),
    )
  })

  it('reads a stream that arrives byte by byte', () => {
    const stream = joined([encodeFrame(0, new Uint8Array(LIMIT).fill(5)), encodeFrame(3, new Uint8Array(0))])
    const reader = createFrameReader({ limit: LIMIT })
    const read: Frame[] = []
    for (const byte of stream) {
      reader.feed(Uint8Array.of(byte))
      read.push(...drain(reader).frames)
    }
    expect(read.map((frame) => [frame.channel, frame.payload.length])).toEqual([
      [0, LIMIT],
      [3, 0],
    ])
    expect(read[0]?.payload.every((byte) => byte === 5)).toBe(true)
  })

  it('takes a payload of exactly the limit and refuses one byte more from its header alone', () => {
    const reader = createFrameReader({ limit: LIMIT })
    reader.feed(encodeFrame(0, new Uint8Array(LIMIT)))
    expect(drain(reader).frames).toHaveLength(1)
    reader.feed(frameHeader(0, LIMIT + 1))
    expect(reader.next()).toBe('oversize')
  })

  it('refuses an unknown channel, and a fault stays', () => {
    const reader = createFrameReader({ limit: LIMIT })
    reader.feed(Uint8Array.of(0, 0, 0, 1, 5, 0))
    expect(reader.next()).toBe('unknown-channel')
    reader.feed(encodeFrame(0, Uint8Array.of(1)))
    expect(reader.next()).toBe('unknown-channel')
  })

  it('holds a raised limit for the very next frame of the same chunk', () => {
    const reader = createFrameReader({ limit: LIMIT })
    reader.feed(joined([encodeFrame(0, Uint8Array.of(1)), encodeFrame(1, new Uint8Array(LIMIT * 2))]))
    expect(reader.next()).toMatchObject({ channel: 0 })
    reader.raiseLimit(1024 * 1024)
    expect(reader.next()).toMatchObject({ channel: 1, payload: { length: LIMIT * 2 } })
  })

  it('never lowers its limit', () => {
    const reader = createFrameReader({ limit: LIMIT })
    reader.raiseLimit(1)
    reader.feed(encodeFrame(0, new Uint8Array(LIMIT)))
    expect(drain(reader).frames).toHaveLength(1)
  })

  it('allocates by what arrives, not by what a peer announces', () => {
    const reader = createFrameReader({ limit: 0xffffffff })
    reader.feed(joined([frameHeader(1, 0xfffffff0), new Uint8Array(10)]))
    const before = process.memoryUsage().arrayBuffers
    expect(reader.next()).toBeUndefined()
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024)
  })

  it('does not copy a payload that lies in one chunk', () => {
    const stream = encodeFrame(1, Uint8Array.of(1, 2, 3))
    const reader = createFrameReader({ limit: LIMIT })
    reader.feed(stream)
    const [frame] = drain(reader).frames
    expect(frame?.payload.buffer).toBe(stream.buffer)
    expect(frame?.payload.byteOffset).toBe(FRAME_HEADER_BYTES)
  })

  it('counts what waits unread, single bytes dearly', () => {
    const reader = createFrameReader({ limit: LIMIT })
    for (let n = 0; n < 100; n += 1) reader.feed(Uint8Array.of(0))
    expect(reader.unread()).toBeGreaterThan(100 * 100)
  })

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (chunks) => {
        const reader = createFrameReader({ limit: 64 })
        for (const chunk of chunks) {
          reader.feed(chunk)
          for (const frame of drain(reader).frames) expect(frame.payload.length).toBeLessThanOrEqual(64)
        }
      }),
    )
  })
})
