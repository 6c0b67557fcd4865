import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_HEADER, encodeCredit, readFileFrame, writeChunkHeader } from './chunk-header.ts'
import { LARGEST_CHUNK } from './limits.ts'
import { parseFileMessage } from './messages.ts'

const number = fc.integer({ min: 0, max: 0xffffffff })
const offset = fc.maxSafeNat()

describe('frames of channel 2', () => {
  it('[SES-3] a piece is read as it was written, at offsets far above 4 GiB too', () => {
    fc.assert(
      fc.property(number, offset, fc.uint8Array({ minLength: 1, maxLength: 50 }), (transfer, at, data) => {
        const frame = new Uint8Array(CHUNK_HEADER + data.length)
        frame.set(data, CHUNK_HEADER)
        writeChunkHeader(frame, transfer, at)
        expect(readFileFrame(frame)).toEqual({ kind: 'chunk', transfer, offset: at, data })
      }),
    )
  })

  it('a credit is read as it was written', () => {
    fc.assert(
      fc.property(number, offset, (transfer, upTo) => {
        expect(readFileFrame(encodeCredit(transfer, upTo))).toEqual({ kind: 'credit', transfer, upTo })
      }),
    )
  })

  it('anything else is refused, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const frame = readFileFrame(bytes)
        if (frame?.kind === 'chunk') expect(frame.offset).toBeLessThan(2 ** 53)
      }),
    )
    const large = new Uint8Array(CHUNK_HEADER + LARGEST_CHUNK + 1)
    writeChunkHeader(large, 1, 0)
    const beyond = encodeCredit(1, 0)
    beyond.fill(255, 5)
    for (const bad of [
      new Uint8Array(),
      Uint8Array.of(3),
      Uint8Array.of(1, 0),
      large,
      beyond,
      large.slice(0, CHUNK_HEADER),
    ])
      expect(readFileFrame(bad)).toBeUndefined()
  })
})

describe('messages about files', () => {
  const offer = { type: 'offer', first: 1, files: [{ name: 'a', size: 1 }] }

  it.each([
    offer,
    { type: 'end', transfer: 1, sha256: 'a'.repeat(64) },
    { type: 'give-up', transfer: 1, why: 'cancelled' },
    { type: 'accept', first: 1 },
    { type: 'decline', first: 1, why: 'declined' },
    { type: 'received', transfer: 1 },
    { type: 'turn-away', transfer: 1, why: 'disk-full' },
  ])('takes %j', (message) => {
    expect(parseFileMessage(JSON.stringify(message))).toEqual(message)
  })

  it.each([
    { ...offer, more: 1 },
    { ...offer, first: 0 },
    { ...offer, files: [] },
    { ...offer, files: Array.from({ length: 101 }, () => ({ name: 'a', size: 1 })) },
    { ...offer, files: [{ name: 'a', size: -1 }] },
    { ...offer, files: [{ name: 'a', size: 1.5 }] },
    { ...offer, files: [{ name: 'a', size: 2 ** 53 }] },
    { ...offer, files: [{ name: 'a'.repeat(1025), size: 1 }] },
    { type: 'end', transfer: 1, sha256: 'A'.repeat(64) },
    { type: 'give-up', transfer: 1, why: 'mood' },
    { type: 'open', transfer: 1 },
  ])('refuses %j', (message) => {
    expect(parseFileMessage(JSON.stringify(message))).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseFileMessage(text)))
  })
})
