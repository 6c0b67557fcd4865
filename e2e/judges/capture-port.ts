// Tests. Main's port to the capture window, over the WebSocket of the test page.

import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CaptureReport, ChromiumCapturePort } from '../../electron/services/capture/chromium-capture.ts'
import { inputs } from '../../shared/ipc/contract.ts'

export type CapturePagePort = {
  readonly port: ChromiumCapturePort
  /** The page's WebSocket is there. */
  connected(): Promise<unknown>
  /** Resolves when the page's track runs at this many frames a second. */
  paceIs(framesPerSecond: number): Promise<void>
  stop(): void
}

export function serveCapturePort(server: Server): CapturePagePort {
  const events = new EventEmitter()
  const sockets = new WebSocketServer({ server })
  let page: WebSocket | undefined
  let current: number | undefined
  const arrived = once(sockets, 'connection')
  sockets.on('connection', (socket) => {
    page = socket
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        events.emit('bytes', new Uint8Array(data as Buffer))
        return
      }
      const { pace, input } = JSON.parse((data as Buffer).toString()) as { pace?: number; input?: unknown }
      if (pace === undefined) events.emit('report', inputs.reportCapture.parse(input))
      else events.emit('pace', (current = pace))
    })
    socket.on('close', () => events.emit('gone', 'closed'))
  })
  return {
    connected: () => arrived,
    paceIs: async (framesPerSecond) => {
      while (current !== framesPerSecond) await once(events, 'pace')
    },
    port: {
      show: (running) => page?.send(JSON.stringify({ running })),
      onReport: (listener) => void events.on('report', (report: CaptureReport) => listener(report)),
      onBytes: (listener) => void events.on('bytes', (bytes: Uint8Array) => listener(bytes)),
      onGone: (listener) => void events.on('gone', (reason: string) => listener(reason)),
      close: () => page?.send(JSON.stringify({ running: false })),
    },
    stop: () => {
      sockets.clients.forEach((socket) => socket.terminate())
      sockets.close()
    },
  }
}
