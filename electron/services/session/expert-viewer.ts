// Services. Between the viewer's page and the line on the expert's computer: what the viewer says, what it is shown, and the
// handshake of both, which is played ahead while the novice decides (domain/rfb/rehearsal.ts).

import type { ClientMessage } from '../../domain/rfb/client-messages.ts'
import { createClientStream } from '../../domain/rfb/client-stream.ts'
import { ownFormat } from '../../domain/rfb/pixel-format.ts'
import { createRehearsal, type Rehearsal } from '../../domain/rfb/rehearsal.ts'
import { serverVersion } from '../../domain/rfb/server-messages.ts'
import { createExpertInput, inputFrame } from './expert-input.ts'
import { createExpertPicture } from './expert-picture.ts'

export type ExpertViewer = {
  /** Bytes as the page sent them, cut anywhere; an empty message says how far it has come (shared/ipc/bridge.ts). */
  said(bytes: Uint8Array): void
  /** RFB bytes of the novice's server, after `admit` only. */
  fromNovice(bytes: Uint8Array): void
  /** The novice said Yes: from now on there is somebody to talk to. */
  admit(): void
  /** 0: no grant; pointer and keys stay here (CTL-4). */
  useGrant(grant: number): void
}

type Ports = {
  /** To the viewer's page. */
  show(bytes: Uint8Array): void
  /** One frame: the grant number (4 bytes, big-endian), then whole RFB messages. */
  send(frame: Uint8Array): void
  /** CTL-6: the expert pressed ESC while controlling. */
  escaped(): void
  broken(whose: 'novice' | 'viewer', why: string): void
}

export function createExpertViewer({ show, send, escaped, broken }: Ports): ExpertViewer {
  const stream = createClientStream()
  const input = createExpertInput({ send, escaped })
  let rehearsal: Rehearsal | undefined
  let introduced = false
  let admitted = false
  let listens = false

  const picture = createExpertPicture({
    show: (bytes) => {
      for (const part of rehearsal?.fromServer(bytes) ?? [bytes]) show(part)
    },
    broken: (why) => broken('novice', why),
  })

  /** Who comes before the Yes is answered here; who comes later talks to the novice's server from the start. */
  const begin = () => {
    listens = true
    if (admitted) introduced = true
    else {
      rehearsal = createRehearsal()
      show(serverVersion())
    }
    if (introduced) picture.answered()
  }

  const introduce = () => {
    const introduction = admitted && !introduced ? rehearsal?.introduction() : undefined
    if (introduction === undefined) return
    introduced = true
    picture.answered()
    send(inputFrame(0, introduction))
  }

  const rehearse = (message: ClientMessage) => {
    const answer = rehearsal?.hear(message)
    if (answer !== undefined) show(answer)
    introduce()
  }

  const hear = (messages: readonly ClientMessage[]) => {
    if (messages.some(isOtherFormat))
      broken('viewer', 'the viewer wants pixels that the check of the picture does not know')
    else if (introduced) input.fromViewer(messages)
    else for (const message of messages) rehearse(message)
  }

  return {
    said: (bytes) => {
      if (!listens) begin()
      else if (bytes.byteLength === 0) picture.takenIn()
      const read = stream.push(bytes)
      hear(read.messages)
      if (read.broken !== undefined) broken('viewer', read.broken)
    },
    fromNovice: picture.fromNovice,
    admit: () => {
      admitted = true
      introduce()
    },
    useGrant: input.useGrant,
  }
}

/** SECURITY: noVNC takes 8 bits a pixel when the novice's computer calls itself by a certain name; lengths would no longer fit. */
const isOtherFormat = (message: ClientMessage): boolean =>
  message.kind === 'set-pixel-format' &&
  (message.format.bitsPerPixel !== ownFormat.bitsPerPixel || message.format.depth !== ownFormat.depth)
