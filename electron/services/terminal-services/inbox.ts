// Services. The receiving half of a link, whatever carries its bytes: frames, their one listener, the end.

import {
  createFrameReader,
  LIMIT_AFTER_ADMISSION,
  LIMIT_BEFORE_ADMISSION,
} from '../../domain/session/frames.ts'
import type { CloseReason, FrameListener } from './link.ts'

/** Most that may wait while nobody listens, in bytes, before and after admission. */
const WAITING_BEFORE_ADMISSION = 64 * 1024
const WAITING_AFTER_ADMISSION = 8 * 1024 * 1024

export type Inbox = {
  receive(chunk: Uint8Array): void
  /** Tells the end, once. Frames that came before a loss can still be read; after the other ends nothing is. */
  end(why: CloseReason): void
  /** No frame is handed on any more, though the end is still to come. */
  silence(): void
  admit(): void
  onFrame(listener: FrameListener | undefined): void
  onClose(listener: (why: CloseReason) => void): void
}

/** `onBroken` is called once after the listeners have heard `broken`. */
export function createInbox(onBroken: () => void): Inbox {
  const reader = createFrameReader({ limit: LIMIT_BEFORE_ADMISSION })
  const closeListeners: ((why: CloseReason) => void)[] = []
  let mostWaiting = WAITING_BEFORE_ADMISSION
  let listener: FrameListener | undefined
  let ended: CloseReason | undefined
  let silent = false
  let pumping = false

  const end = (why: CloseReason) => {
    if (ended !== undefined) return
    ended = why
    if (why !== 'lost') silent = true
    for (const tell of closeListeners) tell(why)
  }

  const fail = () => {
    if (ended !== undefined) return
    end('broken')
    onBroken()
  }

  const pump = () => {
    if (pumping) return
    pumping = true
    try {
      while (listener !== undefined && !silent) {
        const frame = reader.next()
        if (frame === undefined) break
        if (typeof frame === 'string') {
          silent = true
          fail()
        } else listener(frame.channel, frame.payload)
      }
    } finally {
      pumping = false
    }
  }

  return {
    receive: (chunk) => {
      if (silent) return
      reader.feed(chunk)
      pump()
      // SECURITY: a peer cannot fill the memory of a computer that does not listen to it.
      if (reader.unread() > mostWaiting) fail()
    },
    end,
    silence: () => {
      silent = true
    },
    admit: () => {
      mostWaiting = WAITING_AFTER_ADMISSION
      reader.raiseLimit(LIMIT_AFTER_ADMISSION)
    },
    onFrame: (next) => {
      listener = next
      if (next !== undefined) queueMicrotask(pump)
    },
    onClose: (tell) => {
      closeListeners.push(tell)
      if (ended === undefined) return
      const why = ended
      queueMicrotask(() => tell(why))
    },
  }
}
