// Services. What the expert's viewer says to the novice's computer: pointer and keys pass only with a grant, ESC never.
// One frame of the session holds whole messages and is never cut, because each begins with its grant (CTL-4).

import type { ClientMessage } from '../../domain/rfb/client-messages.ts'
import { GRANT_BYTES } from './screen-share.ts'

export type ExpertInput = {
  fromViewer(messages: readonly ClientMessage[]): void
  /** 0: no grant; pointer and keys stay here (CTL-4). */
  useGrant(grant: number): void
}

type Ports = {
  /** One frame: the grant number (4 bytes, big-endian), then whole RFB messages. */
  send(frame: Uint8Array): void
  /** CTL-6: the expert pressed ESC while controlling. */
  escaped(): void
}

/** Far more than a viewer says at once; the longest message, SetEncodings, has 4 KiB. */
const MESSAGES_PER_FRAME = 8

const ESCAPE_KEYSYM = 0xff1b
const ESCAPE_SCANCODE = 0x01

export function createExpertInput({ send, escaped }: Ports): ExpertInput {
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
    fromViewer: (messages) => {
      const passing = messages.filter(passes)
      for (let at = 0; at < passing.length; at += MESSAGES_PER_FRAME)
        send(inputFrame(grant, passing.slice(at, at + MESSAGES_PER_FRAME)))
    },
  }
}

/** `messages`: whole RFB messages of the viewer's. */
export function inputFrame(grant: number, messages: readonly { readonly bytes: Uint8Array }[]): Uint8Array {
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
