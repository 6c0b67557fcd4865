// Services, native. One job: reads rectangles of the root window, through shared memory where the server can.

import type { Rect } from '../../../shared/screen.ts'
import type { X11Connection } from './x11-connection.ts'
import { Z_PIXMAP, getImage, pair, request } from './x11-requests.ts'

export type PixelReader = {
  readonly shared: boolean
  /** Copies the pixels of `area` into `into`, rows packed; false when the area is not on the screen (any more). */
  readonly read: (area: Rect, into: Uint8Array) => boolean
  readonly close: () => void
}

// MIT-SHM, minor opcodes.
const QUERY_VERSION = 0
const ATTACH = 1
const DETACH = 2
const GET_IMAGE = 4

const REPLY_HEADER_BYTES = 32

/** `bytes`: of the largest area that will be read. A display over the network has no shared memory: it sends the pixels. */
export function openPixelReader(connection: X11Connection, bytes: number): PixelReader {
  return openShared(connection, bytes) ?? openPlain(connection)
}

function openShared(connection: X11Connection, bytes: number): PixelReader | null {
  const { library, screen } = connection
  const extension = connection.extension('MIT-SHM')
  if (extension === null || connection.ask(request(extension.opcode, QUERY_VERSION)) === null) return null
  const memory = library.shareMemory(bytes)
  if (memory === null) return null
  const segment = connection.newId()
  const attached = connection.attempt(request(extension.opcode, ATTACH, segment, memory.id, 0))
  // Both sides are attached, or will never be: marked now, it cannot outlive a crash of either.
  library.markForRemoval(memory.id)
  if (!attached) {
    library.detach(memory.address)
    return null
  }
  return {
    shared: true,
    read: ({ x, y, width, height }, into) => {
      const ask = request(
        extension.opcode,
        GET_IMAGE,
        screen.root,
        pair(x, y),
        pair(width, height),
        0xffffffff,
        Z_PIXMAP,
        segment,
        0,
      )
      const done = connection.askInPlace(ask, () => library.copyOut(into, memory.address, width * height * 4))
      return done !== null
    },
    close: () => {
      connection.send(request(extension.opcode, DETACH, segment))
      library.detach(memory.address)
    },
  }
}

function openPlain(connection: X11Connection): PixelReader {
  return {
    shared: false,
    read: ({ x, y, width, height }, into) => {
      const ask = getImage(connection.screen.root, x, y, width, height)
      const copy = (reply: bigint) =>
        connection.library.copyOut(into, reply + BigInt(REPLY_HEADER_BYTES), width * height * 4)
      return connection.askInPlace(ask, copy) !== null
    },
    close: () => undefined,
  }
}
