// A viewer whose handshake is played ahead, against our real server: it sees what a viewer sees that comes later.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodings } from '../../domain/rfb/encodings.ts'
import { ownFormat } from '../../domain/rfb/pixel-format.ts'
import { createRfbServer } from '../rfb-server/create-rfb-server.ts'
import { clientSays, createTestClient } from '../rfb-server/test-client.ts'
import { colours, eightBits, patchwork, screen, whole } from '../rfb-server/test-rig.ts'
import { createExpertViewer } from './expert-viewer.ts'
import { GRANT_BYTES } from './screen-share.ts'

const NOTHING = new Uint8Array(0)
const key = Uint8Array.of(4, 1, 0, 0, 0, 0, 0, 0x61)

/** The page, the expert's main process and the novice's server, in one thread. */
function stage(cut: number, size = { width: 90, height: 40 }) {
  const image = screen(size.width, size.height)
  patchwork(image, 7)
  const client = createTestClient(ownFormat)
  const told: string[] = []
  const sent: Uint8Array[] = []
  const injected: number[] = []
  const broken: string[] = []
  const early: Uint8Array[] = []
  let listens = false
  let admitted = false
  const waiting: Uint8Array[] = []

  const viewer = createExpertViewer({
    // As the shell does it: what comes before the page listens waits for it.
    show: (bytes) => (listens ? read(bytes) : early.push(bytes)),
    send: (frame) => {
      sent.push(frame)
      const grant = new DataView(frame.buffer, frame.byteOffset).getUint32(0)
      later(() => server.receive(frame.subarray(GRANT_BYTES), grant))
    },
    escaped: () => undefined,
    broken: (whose, why) => broken.push(`${whose}: ${why}`),
  })

  const read = (bytes: Uint8Array) => {
    for (const heard of client.push(bytes)) {
      told.push(heard.kind)
      answer(heard.kind)
    }
  }

  const tasks: (() => void)[] = []
  let working = false
  /** One after the other, as IPC and sockets bring things. */
  const later = (task: () => void) => {
    tasks.push(task)
    if (working) return
    working = true
    for (let next = tasks.shift(); next !== undefined; next = tasks.shift()) next()
    working = false
  }
  const inPieces = (bytes: Uint8Array, take: (piece: Uint8Array) => void) => {
    for (let at = 0; at < bytes.length; at += cut) later(() => take(bytes.slice(at, at + cut)))
  }
  const say = (bytes: Uint8Array) => inPieces(bytes, (piece) => viewer.said(piece))
  const answer = (kind: string) => {
    if (kind === 'version') say(clientSays.hello)
    if (kind !== 'init') return
    say(clientSays.pixelFormat(ownFormat))
    say(clientSays.encodings(encodings.tight, encodings.desktopSize))
    const { width, height } = client.picture()
    say(clientSays.request(false, { x: 0, y: 0, width, height }))
  }

  const toExpert = (bytes: Uint8Array) => {
    if (!admitted) waiting.push(bytes.slice())
    else inPieces(bytes.slice(), (piece) => viewer.fromNovice(piece))
  }
  const server = createRfbServer({
    name: 'Küche',
    send: toExpert,
    queuedBytes: () => 0,
    key: (_, grant) => injected.push(grant),
    pointer: (_, grant) => injected.push(grant),
    afterOthers: (work) => work(),
    timers: { after: () => () => undefined },
    broken: (why) => broken.push(`server: ${why}`),
  })

  return {
    image,
    client,
    told,
    sent,
    injected,
    broken,
    viewer,
    say,
    listen: () => {
      listens = true
      later(() => viewer.said(NOTHING))
      later(() => early.splice(0).forEach(read))
    },
    yes: () => {
      admitted = true
      later(() => {
        viewer.admit()
        waiting.splice(0).forEach(toExpert)
      })
    },
    screenStarts: () => server.screenStarted(image),
    request: () => say(clientSays.request(false, whole(image))),
  }
}

const exact = (pixels: Uint32Array) => [...pixels]

describe('the viewer’s handshake, played ahead', () => {
  it('has ended before the Yes, and not one byte has left', () => {
    const { listen, told, sent } = stage(1000)
    listen()
    expect(told).toEqual(['version', 'security', 'init'])
    expect(sent).toEqual([])
  })

  it('needs one message to the novice and one back until the picture is there', () => {
    const { listen, yes, sent, screenStarts, image, client, told } = stage(1 << 20)
    listen()
    yes()
    expect(sent).toHaveLength(1)
    screenStarts()
    expect(sent).toHaveLength(1)
    expect(told).toEqual(['version', 'security', 'init', 'update', 'update'])
    expect(exact(client.picture().words)).toEqual(colours(image))
  })

  it('[ADM-7] shows the same pixels, whenever each of them comes and wherever bytes are cut', () => {
    const steps = ['listen', 'yes', 'screenStarts'] as const
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 70 }),
      height: fc.integer({ min: 1, max: 40 }),
    })
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...steps], { minLength: 3 }).filter((order) => {
          // The novice's screen is looked at after the Yes (ADM-7).
          return order.indexOf('yes') < order.indexOf('screenStarts')
        }),
        fc.integer({ min: 1, max: 300 }),
        sizes,
        (order, cut, size) => {
          const on = stage(cut, size)
          for (const step of order) on[step]()
          on.request()
          expect(on.broken).toEqual([])
          expect(exact(on.client.picture().words)).toEqual(colours(on.image))
        },
      ),
    )
  })

  it('[CTL-4] keeps no input for later: what is typed before the Yes is never said', () => {
    const { listen, viewer, say, yes, screenStarts, injected, sent } = stage(1000)
    listen()
    viewer.useGrant(1)
    say(key)
    yes()
    screenStarts()
    expect(injected).toEqual([])
    say(key)
    expect(injected).toEqual([1])
    expect(sent[0]?.subarray(0, GRANT_BYTES)).toEqual(new Uint8Array(GRANT_BYTES))
  })

  it('ends with a page that wants pixels of another size, before the Yes too', () => {
    const { listen, say, broken } = stage(1000)
    listen()
    expect(broken).toEqual([])
    say(clientSays.pixelFormat(eightBits))
    expect(broken).toEqual(['viewer: the viewer wants pixels that the check of the picture does not know'])
  })

  it('ends with a novice’s server that goes on before it was answered', () => {
    const broken: string[] = []
    const viewer = createExpertViewer({
      show: () => undefined,
      send: () => undefined,
      escaped: () => undefined,
      broken: (whose, why) => broken.push(`${whose}: ${why}`),
    })
    viewer.said(NOTHING)
    viewer.admit()
    viewer.fromNovice(Buffer.from('RFB 003.008\n'))
    expect(broken).toEqual([])
    viewer.fromNovice(Uint8Array.of(1, 1))
    expect(broken).toEqual(['novice: more picture than the viewer takes in'])
  })
})
