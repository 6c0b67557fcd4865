// Fuzzing. RFB in both directions: a hostile expert against our server, a hostile novice against the check before the viewer.

import fc from 'fast-check'
import { clientTypes, encodings, serverTypes } from '../../../electron/domain/rfb/encodings.ts'
import { createClientStream } from '../../../electron/domain/rfb/client-stream.ts'
import { ownFormat } from '../../../electron/domain/rfb/pixel-format.ts'
import { createServerStream } from '../../../electron/domain/rfb/server-stream.ts'
import { createRfbServer } from '../../../electron/services/rfb-server/create-rfb-server.ts'
import { clientSays } from '../../../electron/services/rfb-server/test-client.ts'
import { screen, patchwork, whole } from '../../../electron/services/rfb-server/test-rig.ts'
import { insist, type Target } from '../target.ts'

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const AREA = { x: 0, y: 0, width: 64, height: 48 }
const LISTED = [1, 7, 0, -223, -239, -258, -308, -312, -313, -316, 0x574d5664]

const expertSays = joined(
  clientSays.hello,
  clientSays.encodings(...LISTED),
  clientSays.request(false, AREA),
  clientSays.continuous(true, AREA),
  clientSays.fence(0x80000001, [1, 2, 3]),
  Uint8Array.of(5, 1, 0, 9, 0, 9, 4, 1, 0, 0, 0, 0, 0, 0x61, 6, 0, 0, 0, 0, 0, 0, 2, 65, 66),
)

const u16 = fc.constantFrom(0, 1, 16, 48, 64, 65, 0x7fff, 0xffff)
const bytesOf = (...numbers: readonly number[]) => numbers.flatMap((value) => [value >>> 8, value & 255])
const area = fc.tuple(u16, u16, u16, u16).map(([x, y, width, height]) => ({ x, y, width, height }))
const clientMessage = fc.oneof(
  fc.tuple(fc.boolean(), area).map(([enable, at]) => clientSays.continuous(enable, at)),
  fc.tuple(fc.boolean(), area).map(([incremental, at]) => clientSays.request(incremental, at)),
  fc
    .tuple(fc.constantFrom(...Object.values(clientTypes)), fc.uint8Array({ maxLength: 24 }))
    .map(([type, rest]) => joined(Uint8Array.of(type), rest)),
  fc
    .array(fc.constantFrom(...Object.values(encodings)), { maxLength: 12 })
    .map((list) => clientSays.encodings(...list)),
  fc
    .constantFrom(8, 16, 32)
    .map((bits) =>
      clientSays.pixelFormat({ ...ownFormat, bitsPerPixel: bits === 8 ? 8 : bits === 16 ? 16 : 32 }),
    ),
)

/** The same stream in one piece and in small ones must be understood as the same. */
const cutAnywhere = (input: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(input.length / size) }, (_, i) => input.subarray(i * size, (i + 1) * size))

export const clientStream: Target = {
  name: 'rfb-client-stream',
  seeds: [expertSays],
  made: fc.array(clientMessage, { maxLength: 12 }).map((list) => joined(clientSays.hello, ...list)),
  memory: { always: 64 * 1024, perByte: 64 },
  shortRun: 1000,
  run: (input) => {
    const [one, many] = [createClientStream(), createClientStream()]
    const read = one.push(input)
    const inPieces = cutAnywhere(input, 3).map((piece) => many.push(piece))
    const length = read.messages.reduce((sum, { bytes }) => sum + bytes.length, 0)
    insist(length <= input.length, 'more came out than went in')
    const kinds = read.messages.map(({ kind }) => kind)
    insist(
      JSON.stringify(kinds) ===
        JSON.stringify(inPieces.flatMap(({ messages }) => messages.map(({ kind }) => kind))),
      'understood differently when it comes in pieces',
    )
    return `${[...new Set(kinds)].sort().join(' ')} ${read.broken ?? ''}`
  },
}

export const server: Target = {
  name: 'rfb-hostile-expert',
  seeds: [expertSays],
  made: fc.array(clientMessage, { maxLength: 30 }).map((list) => joined(clientSays.hello, ...list)),
  // Sixty-four full pictures of this screen; each message of ten bytes may ask for one.
  memory: { always: 4 * 1024 * 1024, perByte: 16 * 1024 },
  shortRun: 120,
  run: (input) => {
    const image = screen(AREA.width, AREA.height)
    patchwork(image, 3)
    let sent = 0
    let broken = ''
    const events: number[] = []
    const rfb = createRfbServer({
      name: 'Ann',
      send: (bytes) => (sent += bytes.length),
      queuedBytes: () => 0,
      key: ({ keysym }) => events.push(keysym),
      pointer: ({ x, y }) => events.push(x, y),
      afterOthers: (work) => work(),
      timers: { after: () => () => undefined },
      broken: (why) => (broken = why),
    })
    rfb.screenStarted(image)
    for (const piece of cutAnywhere(input, 11)) rfb.receive(piece, 1)
    rfb.screenChanged([image.paint(whole(image), () => 0x123456)])
    rfb.close()
    insist(
      events.every((value) => Number.isInteger(value) && value >= 0),
      'an event that is no number',
    )
    insist(sent <= 64 * 1024 + 4 * 1024 * input.length, `${sent} bytes sent for ${input.length}`)
    return `${broken.replace(/\d+/g, '#')} ${events.length > 0 ? 'input' : ''} ${Math.round(Math.log2(sent + 1))}`
  },
}

const hello = Uint8Array.from('RFB 003.008\n\x01\x01\0\0\0\0', (sign) => sign.charCodeAt(0))
const init = joined(
  Uint8Array.of(0, 64, 0, 48, 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0, 0, 0, 0, 3),
  Buffer.from('Ann'),
)
const rectOf = (
  x: number,
  y: number,
  width: number,
  height: number,
  encoding: number,
  body: readonly number[] = [],
) =>
  Uint8Array.of(
    ...bytesOf(x, y, width, height),
    encoding >> 24,
    (encoding >> 16) & 255,
    (encoding >> 8) & 255,
    encoding & 255,
    ...body,
  )
const updateOf = (...rects: readonly Uint8Array[]) =>
  joined(Uint8Array.of(0, 0, ...bytesOf(rects.length)), ...rects)

const novice = joined(
  hello,
  init,
  Uint8Array.of(serverTypes.endOfContinuousUpdates, serverTypes.fence, 0, 0, 0, 0x80, 0, 0, 1, 2, 9, 9),
  updateOf(
    rectOf(0, 0, 0, 0, encodings.extendedKeys),
    rectOf(0, 0, 64, 48, encodings.extendedDesktopSize, [1, ...new Array<number>(19).fill(0)]),
    rectOf(1, 1, 4, 4, encodings.vmwareCursor, [1, 0, ...new Array<number>(64).fill(5)]),
    rectOf(0, 0, 64, 16, encodings.tight, [0x80, 1, 2, 3]),
    rectOf(0, 16, 8, 8, encodings.tight, [0x50, 1, 1, 0, 0, 0, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8]),
    rectOf(0, 16, 8, 8, encodings.tight, [0x01, 5, 1, 2, 3, 4, 5]),
    rectOf(0, 16, 16, 16, encodings.tight, [0x90, 13, 0xff, 0xd8, 0xff, 0xc0, 0, 9, 8, 0, 16, 0, 16, 0, 0]),
    rectOf(0, 0, 2, 2, encodings.raw, new Array<number>(16).fill(7)),
    rectOf(0, 0, 4, 4, encodings.copyRect, [0, 8, 0, 8]),
  ),
)
const anyRect = fc
  .tuple(
    u16,
    u16,
    u16,
    u16,
    fc.oneof(fc.constantFrom(...Object.values(encodings), -224, -307, 16, 50), fc.integer()),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([x, y, width, height, encoding, body]) => rectOf(x, y, width, height, encoding, [...body]))

export const serverStream: Target = {
  name: 'rfb-hostile-novice',
  seeds: [novice],
  words: ['\u0000\u0000\u0000\u0007', '\xff\xc0', '\xff\xd8'],
  made: fc.array(anyRect, { maxLength: 6 }).map((list) => joined(hello, init, updateOf(...list))),
  // Whatever sizes are announced: nothing is kept.
  memory: { always: 4096, perByte: 0 },
  shortRun: 2500,
  run: (input) => {
    const [one, many] = [createServerStream(), createServerStream()]
    const why = one.push(input)
    const inPieces = cutAnywhere(input, 5).map((piece) => many.push(piece))
    insist(why === inPieces.at(-1), 'judged differently when it comes in pieces')
    return why?.replace(/-?\d+/g, '#') ?? 'passes'
  },
}
