// Domain. RFB's handshake (RFC 6143, 7.1) played ahead on the expert's computer, while the novice still decides:
//
//   viewer ◄─► rehearsal: version, security, ServerInit of a screen of any size
//   after the Yes: all that the viewer said ─► server, in one go; the server's own handshake ─► the size of the real screen
//
// What our server answers is known before it does (to the version 3.8, which our viewer speaks), and nothing of it is about
// the novice but the size of the screen. So the Yes finds a viewer that is ready, one way there and back from the picture
// instead of five.

import { createByteSink } from './byte-sink.ts'
import type { ClientMessage } from './client-messages.ts'
import { clientTypes, encodings } from './encodings.ts'
import * as say from './server-messages.ts'

type Said = Pick<ClientMessage, 'bytes'>

export type Rehearsal = {
  /** The viewer's next message; returns what it is answered. Input is not kept: nobody looks at anything yet. */
  hear(message: ClientMessage): Uint8Array | undefined
  /** What the server is told; undefined until the viewer has asked for a picture. */
  introduction(): readonly Said[] | undefined
  /** The server's bytes from its first on, cut anywhere and checked (server-stream.ts); returns what the viewer is told. */
  fromServer(bytes: Uint8Array): readonly Uint8Array[]
}

/** A usual shape, so that a window that is shown before the first picture does not jump. */
const STAND_IN = { width: 16, height: 10 }
/** The server clips it to its screen. */
const EVERYTHING = 0xffff
/** Version, security and ServerInit up to the length of the name. */
const HANDSHAKE = 12 + 2 + 4
const NAME_AT = HANDSHAKE + 20

export function createRehearsal(): Rehearsal {
  const said: Said[] = []
  let asked = false
  let beginning: Uint8Array | undefined = new Uint8Array(0)

  // A copy: the bytes may be a part of the chunk they came in.
  const keep = ({ bytes }: Said) => void said.push({ bytes: bytes.slice() })

  return {
    hear: (message) => {
      switch (message.kind) {
        case 'version':
          keep(message)
          return say.securityOffer('3.8')
        case 'security-type':
          keep(message)
          return say.securityResult('3.8')
        case 'client-init':
          keep(message)
          return say.serverInit(STAND_IN.width, STAND_IN.height, new Uint8Array(0))
        case 'set-pixel-format':
        case 'set-encodings':
          keep(message)
          return undefined
        case 'update-request':
          if (!asked) said.push({ bytes: requestEverything() })
          asked = true
          return undefined
        default:
          return undefined
      }
    },
    introduction: () => (asked ? said : undefined),
    fromServer: (bytes) => {
      if (beginning === undefined) return [bytes]
      const all: Uint8Array = new Uint8Array(beginning.length + bytes.length)
      all.set(beginning)
      all.set(bytes, beginning.length)
      beginning = all
      if (all.length < NAME_AT + 4) return []
      const view = new DataView(all.buffer)
      const end = NAME_AT + 4 + view.getUint32(NAME_AT)
      if (all.length < end) return []
      beginning = undefined
      const size = desktopSize(view.getUint16(HANDSHAKE), view.getUint16(HANDSHAKE + 2))
      return all.length === end ? [size] : [size, all.subarray(end)]
    },
  }
}

function requestEverything(): Uint8Array {
  const sink = createByteSink()
  sink.u8(clientTypes.updateRequest)
  sink.u8(0)
  for (const value of [0, 0, EVERYTHING, EVERYTHING]) sink.u16(value)
  return sink.take()
}

const desktopSize = (width: number, height: number): Uint8Array =>
  say.update(createByteSink(), (sink) => {
    say.writeRectHeader(sink, { x: 0, y: 0, width, height }, encodings.desktopSize)
    return 1
  })
