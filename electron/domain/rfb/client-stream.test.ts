import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_CUT_TEXT, MAX_ENCODINGS, type ClientMessage } from './client-messages.ts'
import { createClientStream } from './client-stream.ts'

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const HELLO = [...ascii('RFB 003.008\n'), 1, 1]

const u16 = (n: number) => [(n >> 8) & 255, n & 255]
const u32 = (n: number) => [...u16(n >>> 16), ...u16(n & 0xffff)]
const setEncodings = (...list: number[]) => [2, 0, ...u16(list.length), ...list.flatMap(u32)]

function read(...bytes: readonly number[]) {
  return createClientStream().push(Uint8Array.from([...HELLO, ...bytes]))
}

describe('the handshake', () => {
  it('is version, security type None and ClientInit in RFB 3.8', () => {
    expect(read().messages.map((m) => m.kind)).toEqual(['version', 'security-type', 'client-init'])
  })

  it('has no security type in RFB 3.3', () => {
    const { messages } = createClientStream().push(Uint8Array.from([...ascii('RFB 003.003\n'), 1]))
    expect(messages.map((m) => m.kind)).toEqual(['version', 'client-init'])
  })

  it.each(['RFB 003.009\n', 'GET / HTTP/1', '__proto__    '])('ends at the version %j', (text) => {
    expect(createClientStream().push(ascii(text)).broken).toBe('unknown protocol version')
  })

  it('ends at any security type but None', () => {
    expect(createClientStream().push(Uint8Array.from([...ascii('RFB 003.008\n'), 2])).broken).toBe(
      'security type 2',
    )
  })

  it('gives no message after the end', () => {
    const stream = createClientStream()
    stream.push(ascii('RFB 009.009\n'))
    expect(stream.push(Uint8Array.from(HELLO))).toEqual({ messages: [], broken: 'unknown protocol version' })
  })
})

describe('messages', () => {
  const key = [4, 1, 0, 0, ...u32(0x61)]

  const one = (...bytes: number[]) => {
    const { messages, broken } = read(...bytes)
    expect(broken).toBeUndefined()
    const message = messages.at(-1)
    expect([...(message?.bytes ?? [])]).toEqual(bytes)
    return message
  }

  it('reads a key event', () => {
    expect(one(...key)).toMatchObject({ kind: 'key', down: true, keysym: 0x61, scancode: 0 })
  })

  it.each([
    [0x1e, 0x1e],
    [0x9d, 0xe01d],
    [0xe046, 0xe046],
    [0x12345, 0],
  ])('reads an extended key event: RFB code %i is scancode %i', (code, scancode) => {
    expect(one(255, 0, 0, 1, ...u32(0xffe4), ...u32(code))).toMatchObject({
      kind: 'key',
      down: true,
      keysym: 0xffe4,
      scancode,
    })
  })

  it('reads a pointer event, whose top bit is button 8', () => {
    expect(one(5, 0x81, ...u16(300), ...u16(7))).toMatchObject({
      kind: 'pointer',
      x: 300,
      y: 7,
      buttons: 0x81,
    })
  })

  it('reads the longer pointer event once the client lists it', () => {
    const { messages, broken } = read(...setEncodings(-316), 5, 0x81, ...u16(3), ...u16(4), 2, ...key)
    expect(broken).toBeUndefined()
    expect(messages.slice(-2)).toMatchObject([{ kind: 'pointer', buttons: 0x101 }, { kind: 'key' }])
  })

  it('reads encodings as signed numbers, in order', () => {
    expect(one(...setEncodings(7, -223, 0x574d5664))).toMatchObject({ encodings: [7, -223, 0x574d5664] })
  })

  it('reads a pixel format', () => {
    expect(one(0, 0, 0, 0, 16, 16, 1, 1, 0, 31, 0, 63, 0, 31, 11, 5, 0, 0, 0, 0)).toMatchObject({
      format: { bitsPerPixel: 16, bigEndian: true, greenMax: 63, redShift: 11 },
    })
  })

  it('reads requests, continuous updates, fences and the clipboard of both kinds', () => {
    expect(one(3, 1, 0, 1, 0, 2, 0, 3, 0, 4)).toMatchObject({
      kind: 'update-request',
      incremental: true,
      area: { x: 1, y: 2, width: 3, height: 4 },
    })
    expect(one(150, 1, 0, 0, 0, 0, 1, 0, 1, 0)).toMatchObject({ kind: 'continuous-updates', enable: true })
    expect(one(248, 0, 0, 0, 0x80, 0, 0, 1, 2, 8, 9)).toMatchObject({ kind: 'fence', flags: 0x80000001 })
    expect(one(6, 0, 0, 0, 0, 0, 0, 2, 65, 66)).toMatchObject({ kind: 'cut-text' })
    expect(one(6, 0, 0, 0, 0xff, 0xff, 0xff, 0xfe, 65, 66)).toMatchObject({ kind: 'cut-text' })
    expect(one(251, 0, 4, 0, 3, 0, 1, 0, ...new Array<number>(16).fill(0))).toMatchObject({
      kind: 'set-desktop-size',
    })
  })

  it.each([
    ['an unknown type', [99]],
    ['a colour map', [0, 0, 0, 0, 8, 8, 0, 0, 0, 7, 0, 7, 0, 3, 0, 3, 6, 0, 0, 0]],
    ['a channel outside the pixel', [0, 0, 0, 0, 16, 16, 0, 1, 0, 31, 0, 63, 0, 31, 12, 5, 0, 0, 0, 0]],
    ['too many encodings', [2, 0, ...u16(MAX_ENCODINGS + 1)]],
    ['too long a clipboard', [6, 0, 0, 0, ...u32(MAX_CUT_TEXT + 1)]],
    ['the longest negative clipboard', [6, 0, 0, 0, 0x80, 0, 0, 0]],
    ['too long a fence', [248, 0, 0, 0, 0, 0, 0, 0, 65]],
    ['QEMU audio', [255, 1, 0, 0]],
  ])('ends at %s, keeping what came before', (_, bytes) => {
    const { messages, broken } = read(...key, ...bytes)
    expect(broken).toBeDefined()
    expect(messages.at(-1)?.kind).toBe('key')
  })
})

describe('any stream', () => {
  const message = fc.oneof(
    fc.constant([4, 1, 0, 0, 0, 0, 0, 65]),
    fc.constant([5, 0x80, 0, 1, 0, 2]),
    fc.constant([255, 0, 0, 1, 0, 0, 0, 65, 0, 0, 0, 30]),
    fc.array(fc.integer({ min: -400, max: 60 }), { maxLength: 6 }).map((list) => setEncodings(...list)),
    fc.array(fc.nat(255), { maxLength: 64 }).map((text) => [6, 0, 0, 0, ...u32(text.length), ...text]),
    fc.array(fc.nat(255), { maxLength: 64 }).map((text) => [248, 0, 0, 0, 0, 0, 0, 3, text.length, ...text]),
    fc.constant([3, 0, 0, 0, 0, 0, 1, 0, 1, 0]),
  )
  const valid = fc
    .array(message, { maxLength: 20 })
    .map((list) => Uint8Array.from([...HELLO, ...list.flat()]))
  const spoilt = fc
    .tuple(valid, fc.uint8Array({ maxLength: 40 }))
    .map(([good, bad]) => Uint8Array.from([...good, ...bad]))
  const plain = (m: ClientMessage) => ({ ...m, bytes: [...m.bytes] })

  it('never throws, and is made of its messages', () => {
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.uint8Array()), (bytes) => {
        const { messages } = createClientStream().push(bytes)
        const joined = messages.flatMap((m) => [...m.bytes])
        expect(joined).toEqual([...bytes.subarray(0, joined.length)])
      }),
    )
  })

  it('gives the same messages however it is cut', () => {
    fc.assert(
      fc.property(spoilt, fc.array(fc.nat(60), { minLength: 1, maxLength: 50 }), (bytes, sizes) => {
        const whole = createClientStream().push(bytes)
        const stream = createClientStream()
        const messages: ClientMessage[] = []
        let broken: string | undefined
        for (let at = 0, i = 0; at < bytes.length && broken === undefined; i++) {
          const size = sizes[i % sizes.length] ?? 1
          // Chunks are overwritten after use: nothing may still point into them.
          const chunk = bytes.slice(at, at + Math.max(1, size))
          at += chunk.length
          const part = stream.push(chunk)
          messages.push(...part.messages.map((m) => ({ ...m, bytes: m.bytes.slice() })))
          broken = part.broken
          chunk.fill(0xee)
        }
        expect(messages.map(plain)).toEqual(whole.messages.map(plain))
        expect(broken).toBe(whole.broken)
      }),
    )
  })

  it('reads a long clipboard that comes byte by byte', () => {
    const stream = createClientStream()
    stream.push(Uint8Array.from([...HELLO, 6, 0, 0, 0, ...u32(MAX_CUT_TEXT)]))
    const letter = Uint8Array.of(65)
    for (let i = 1; i < MAX_CUT_TEXT; i++) stream.push(letter)
    expect(stream.push(letter).messages.map((m) => m.bytes.length)).toEqual([MAX_CUT_TEXT + 8])
  })
})
