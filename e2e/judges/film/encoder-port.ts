// Tests. Main's port to the encoder window: our page in a real Chromium, its bytes over a WebSocket.

import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import type { EncoderWindowPort } from '../../../electron/services/video/page-encoder.ts'
import { launchChromium } from '../browser.ts'
import { servePage } from '../page-server.ts'

export type EncoderPages = {
  openWindow(): EncoderWindowPort
  stop(): Promise<void>
}

/** Chromium runs already when the first window is asked for. */
export async function startEncoderPages(): Promise<EncoderPages> {
  const pages = await servePage(join(import.meta.dirname, '..', 'encoder-page'))
  const browser = await launchChromium({ headless: true })
  const sockets = new WebSocketServer({ server: pages.server })

  const openWindow = (): EncoderWindowPort => {
    let hear: (message: Uint8Array) => void = () => undefined
    let gone: () => void = () => undefined
    let send: (message: Uint8Array) => void = () => undefined
    sockets.once('connection', (socket) => {
      send = (message) => socket.send(message)
      socket.on('message', (data) => hear(new Uint8Array(data as Buffer)))
      socket.on('close', () => gone())
    })
    const opened = browser.newPage()
    opened.then((page) => page.goto(pages.origin)).catch(() => gone())
    return {
      send: (message) => send(message),
      onBytes: (listener) => {
        hear = listener
      },
      onGone: (listener) => {
        gone = listener
      },
      close: () => void opened.then((page) => page.close()).catch(() => undefined),
    }
  }

  return {
    openWindow,
    stop: async () => {
      sockets.clients.forEach((socket) => socket.terminate())
      sockets.close()
      await browser.close()
      pages.stop()
    },
  }
}
