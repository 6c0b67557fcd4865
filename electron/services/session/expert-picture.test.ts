// The novice's picture on its way to the viewer: all that our own server says passes, and nothing that a hostile one says.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PICTURE_STEP } from '../../../shared/ipc/bridge.ts'
import { encodings } from '../../domain/rfb/encodings.ts'
import { createServerStream } from '../../domain/rfb/server-stream.ts'
import { createRfbServer } from '../rfb-server/create-rfb-server.ts'
import { loadJpegEncoder } from '../rfb-server/jpeg-encoder.ts'
import { clientSays } from '../rfb-server/test-client.ts'
import { patchwork, screen, whole } from '../rfb-server/test-rig.ts'
import { createExpertPicture, MOST_WAITING } from './expert-picture.ts'

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const NOVNC = [1, 7, 0, -26, -254, -223, -258, -308, -312, -313, -316, encodings.vmwareCursor, -239]

/** All that our server says to noVNC, with something of everything. */
function ourServer(
  width: number,
  height: number,
  seed: number,
  listed: readonly number[] = NOVNC,
): Uint8Array {
  const said: Uint8Array[] = []
  const image = screen(width, height)
  const server = createRfbServer({
    name: 'Küche',
    send: (bytes) => said.push(bytes.slice()),
    queuedBytes: () => 0,
    key: () => undefined,
    pointer: () => undefined,
    afterOthers: (work) => work(),
    timers: { after: () => () => undefined },
    broken: (why) => said.push(Buffer.from(why)),
  })
  patchwork(image, seed)
  const pixels = new Uint8Array(12 * 20 * 4).fill(200)
  server.receive(clientSays.hello, 0)
  server.screenStarted(image)
  server.receive(clientSays.encodings(...listed), 0)
  server.cursorChanged({ width: 12, height: 20, hotX: 3, hotY: 4, pixels })
  server.setControlled(true)
  server.receive(clientSays.request(false, whole(image)), 0)
  server.receive(clientSays.continuous(true, whole(image)), 0)
  server.receive(clientSays.fence(0x80000001, [1, 2, 3]), 0)
  server.screenChanged([
    image.paint({ x: 0, y: 0, width: Math.ceil(width / 2), height: 3 }, (x) => x * seed * 7919),
  ])
  server.setColours(3)
  server.receive(Uint8Array.of(251, 0, 0, 90, 0, 90, 0, 0), 0)
  const larger = screen(width + 9, height + 5)
  patchwork(larger, seed + 1)
  server.screenStarted(larger)
  server.screenChanged([whole(larger)])
  server.close()
  return joined(...said)
}

const inPieces = (bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] => {
  const pieces: Uint8Array[] = []
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return pieces
}

describe('our own server', () => {
  it('passes unchanged, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(1000),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(
          NOVNC,
          NOVNC.filter((encoding) => encoding !== 7),
          [0],
          [7, -239, -223],
        ),
        (width, height, seed, sizes, listed) => {
          const said = ourServer(width, height, seed, listed)
          const shown: Uint8Array[] = []
          const broken: string[] = []
          const picture = createExpertPicture({
            show: (bytes) => shown.push(bytes),
            broken: (why) => broken.push(why),
          })
          picture.answered()
          for (const piece of inPieces(said, sizes)) picture.fromNovice(piece)
          expect(broken).toEqual([])
          expect(Buffer.compare(Buffer.concat(shown), said)).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('our photographs', () => {
  it('pass as our encoder makes them, in every size and quality', async () => {
    const encode = await loadJpegEncoder()
    const stream = createServerStream()
    expect(stream.push(ourBeginning)).toBeUndefined()
    const sizes = [
      [64, 64, 40],
      [511, 3, 80],
      [17, 300, 95],
    ] as const
    for (const [width, height, quality] of sizes) {
      const pixels = new Uint8Array(width * height * 4).map((_, i) => (i * 7919) >> 3)
      const jpeg = encode(pixels, width, height, quality)
      const length = [(jpeg.length & 127) | 128, ((jpeg.length >> 7) & 127) | 128, jpeg.length >> 14]
      const head = [
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        width >> 8,
        width & 255,
        height >> 8,
        height & 255,
        0,
        0,
        0,
        7,
        0x90,
      ]
      expect(stream.push(Uint8Array.of(...head, ...length))).toBeUndefined()
      expect(stream.push(jpeg)).toBeUndefined()
    }
    // The last one was passed over to its end: another message begins.
    expect(stream.push(Uint8Array.of(150, 2))).toBe('message 2')
  })
})

/** A version, no security, and a screen of 512x512. */
const ourBeginning = joined(
  Buffer.from('RFB 003.008\n\u0001\u0001\0\0\0\0', 'latin1'),
  Uint8Array.of(2, 0, 2, 0, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0, 0, 0, 0, 0),
)

describe('a novice whose picture is larger than the viewer is fast', () => {
  it('says its version and no more before the viewer is there', () => {
    const broken: string[] = []
    let shown = 0
    const picture = createExpertPicture({
      show: ({ byteLength }) => (shown += byteLength),
      broken: (reason) => broken.push(reason),
    })
    picture.fromNovice(ourBeginning.subarray(0, 12))
    expect(broken).toEqual([])
    picture.fromNovice(ourBeginning.subarray(12, 13))
    expect(broken).toEqual(['more picture than the viewer takes in'])
    expect(shown).toBe(12)
  })

  it('is stopped when it sends more than the viewer takes in, and not before', () => {
    expect(MOST_WAITING).toBe(64 * 1024 * 1024)
    const broken: string[] = []
    let shown = 0
    const picture = createExpertPicture({
      show: ({ byteLength }) => (shown += byteLength),
      broken: (reason) => broken.push(reason),
    })
    picture.answered()
    picture.fromNovice(ourBeginning)
    // One update: a screen of 512x512 as it is.
    const update = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0)
    const full = joined(update, new Uint8Array(512 * 512 * 4))
    const steps = Math.floor((4 * MOST_WAITING) / full.length)
    // A viewer that tells how far it has come may go on for ever …
    for (let i = 0, told = 0; i < steps; i += 1) {
      picture.fromNovice(full)
      for (; told + PICTURE_STEP <= shown; told += PICTURE_STEP) picture.takenIn()
    }
    expect(broken).toEqual([])
    // … and what is not taken in is bounded.
    for (let i = 0; i < steps && broken.length === 0; i += 1) picture.fromNovice(full)
    expect(broken).toEqual(['more picture than the viewer takes in'])
  })
})
