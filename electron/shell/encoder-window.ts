// Shell. The hidden windows in which Chromium encodes films; each exists only while a session with a film on a thin line asks
// for it, and is another one each time: nothing of an earlier picture is left in it.

import type { EncoderView } from '../../shared/ipc/views.ts'
import type { EncoderWindowPort } from '../services/video/page-encoder.ts'

export type EncoderWindows = {
  open(): EncoderWindowPort
  /** What `windows.show` is given, by the id of each window. */
  views(): ReadonlyMap<string, EncoderView>
  received(id: string, bytes: Uint8Array): void
  gone(id: string): void
}

type Ports = {
  /** There is one more, or one less. */
  changed(): void
  send(id: string, bytes: Uint8Array): void
}

type Listeners = { bytes: (message: Uint8Array) => void; gone: () => void }

export function createEncoderWindows({ changed, send }: Ports): EncoderWindows {
  const open = new Map<string, Listeners>()
  let opened = 0

  return {
    open: () => {
      const id = String(++opened)
      const own: Listeners = { bytes: () => undefined, gone: () => undefined }
      open.set(id, own)
      changed()
      return {
        send: (message) => send(id, message),
        onBytes: (listener) => {
          own.bytes = listener
        },
        onGone: (listener) => {
          own.gone = listener
        },
        close: () => {
          if (open.delete(id)) changed()
        },
      }
    },
    views: () => new Map([...open.keys()].map((id) => [id, { role: 'encoder' }])),
    received: (id, bytes) => open.get(id)?.bytes(bytes),
    gone: (id) => {
      const listeners = open.get(id)
      open.delete(id)
      listeners?.gone()
    },
  }
}
