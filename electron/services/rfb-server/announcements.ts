// Services. What the client is told besides pixels, as pseudo rectangles of the next update: which extensions we
// understand, the size of the screen, the shape of the pointer.

import type { ByteSink } from '../../domain/rfb/byte-sink.ts'
import { noCursor, writeCursor, type Cursor } from '../../domain/rfb/cursor.ts'
import { encodings } from '../../domain/rfb/encodings.ts'
import { writeExtendedDesktopSize, writeMark } from '../../domain/rfb/server-messages.ts'
import type { ClientWishes } from './client-wishes.ts'
import type { Size } from './screen-feed.ts'

export type Announcements = {
  /** Undefined: the pointer is part of the picture and the client shows none of its own. */
  cursor(shape: Cursor | undefined): void
  /** The client asked for another size of the screen; it is told that this is not for it to decide. */
  refuseResize(): void
  /** Writes what the client has not been told yet; returns the number of rectangles. */
  write(sink: ByteSink, wishes: ClientWishes, size: Size): number
}

export function createAnnouncements(): Announcements {
  const told = new Set<number>()
  let cursor: Cursor = noCursor
  let toldCursor: Cursor | undefined
  let refusals = 0

  const once = (wishes: ClientWishes, encoding: number, write: () => void): number => {
    if (!wishes.lists(encoding) || told.has(encoding)) return 0
    told.add(encoding)
    write()
    return 1
  }

  return {
    cursor: (shape) => {
      cursor = shape ?? noCursor
    },
    refuseResize: () => {
      refusals = 1
    },
    write: (sink, wishes, size) => {
      let count = 0
      for (const encoding of [encodings.extendedKeys, encodings.extendedMouseButtons]) {
        count += once(wishes, encoding, () => writeMark(sink, encoding))
      }
      count += once(wishes, encodings.extendedDesktopSize, () => writeExtendedDesktopSize(sink, size, 0, 0))
      if (refusals > 0) {
        writeExtendedDesktopSize(sink, size, 1, 1)
        count += refusals
        refusals = 0
      }
      if (wishes.cursor !== undefined && toldCursor !== cursor) {
        writeCursor(sink, cursor, wishes.cursor, wishes.pixelTo)
        toldCursor = cursor
        count++
      }
      return count
    },
  }
}
