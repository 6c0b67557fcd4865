// Services. What the expert's viewer wants to say, message by message: pointer and keys pass only with a grant, ESC never.
// One frame of the session holds whole messages and is never cut, because each begins with its grant (CTL-4).

import { createClientStream } from '../../domain/rfb/client-stream.ts'
import type { ClientMessage } from '../../domain/rfb/client-messages.ts'
import { ownFormat } from '../../domain/rfb/pixel-format.ts'
import { GRANT_BYTES } from './screen-share.ts'

export type ExpertInput = {
  /** Bytes as the viewer wrote them, cut anywhere. */
  fromViewer(bytes: Uint8Array): void
  /** 0: no grant; pointer and keys stay here (CTL-4). */
  useGrant(grant: number): void
}

type Ports = {
  /** One frame: the grant number (4 bytes, big-endian), then whole RFB messages. */
  send(frame: Uint8Array): void
  /** CTL-6: the expert pressed ESC while controlling. */
  escaped(): void
  broken(why: string): void
}

/** Far more than a viewer says at once; the longest message, SetEncodings, has 4 KiB. */
const MESSAGES_PER_FRAME = 8

const ESCAPE_KEYSYM = 0xff1b
const ESCAPE_SCANCODE = 0x01

export function createExpertInput({ send, escaped, broken }: Ports): ExpertInput {
  const stream = createClientStream()
  let grant = 0

  /** SECURITY: the novice's computer checks all of this again; here it spares the wire and tells the expert's ESC. */
  function passes(message: ClientMessage): boolean {
    // The clipboard is not shared: what the expert copied stays on the expert's computer.
    if (message.kind === 'cut-text') return false
    if (message.kind === 'pointer') return grant > 0
    if (message.kind !== 'key') return true
    if (grant === 0) return false
    if (message.keysym !== ESCAPE_KEYSYM && message.scancode !== ESCAPE_SCANCODE) return true
    if (message.down) escaped()
    return false
  }

  return {
    useGrant: (given) => {
      grant = given
    },
    fromViewer: (bytes) => {
      const read = stream.push(bytes)
      if (read.messages.some(isOtherFormat)) {
        broken('the viewer wants pixels that the check of the picture does not know')
        return
      }
      const passing = read.messages.filter(passes)
      for (let at = 0; at < passing.length; at += MESSAGES_PER_FRAME)
        send(frameOf(grant, passing.slice(at, at + MESSAGES_PER_FRAME)))
      if (read.broken !== undefined) broken(read.broken)
    },
  }
}

/** SECURITY: noVNC takes 8 bits a pixel when the novice's computer calls itself by a certain name; lengths would no longer fit. */
const isOtherFormat = (message: ClientMessage): boolean =>
  message.kind === 'set-pixel-format' &&
  (message.format.bitsPerPixel !== ownFormat.bitsPerPixel || message.format.depth !== ownFormat.depth)

function frameOf(grant: number, messages: readonly ClientMessage[]): Uint8Array {
  const size = messages.reduce((sum, { bytes }) => sum + bytes.byteLength, GRANT_BYTES)
  const frame = new Uint8Array(size)
  new DataView(frame.buffer).setUint32(0, grant)
  let at = GRANT_BYTES
  for (const { bytes } of messages) {
    frame.set(bytes, at)
    at += bytes.byteLength
  }
  return frame
}
