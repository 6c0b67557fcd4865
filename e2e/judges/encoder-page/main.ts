// Test page. Our encoder page with a bridge whose bytes travel over a WebSocket instead of IPC.

import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../../shared/ipc/bridge.ts'
import { EncoderPage } from '../../../renderer/encoder/encoder-page.tsx'

const socket = new WebSocket(`ws://${location.host}/bytes`)
socket.binaryType = 'arraybuffer'
const assist: Pick<Bridge, 'sendBytes' | 'onBytes'> = {
  sendBytes: (bytes) => socket.send(new Uint8Array(bytes)),
  onBytes: (listener) => {
    const hear = ({ data }: MessageEvent<ArrayBuffer>) => listener(new Uint8Array(data))
    socket.addEventListener('message', hear)
    return () => socket.removeEventListener('message', hear)
  },
}
Object.assign(window, { assist })
const root = createRoot(document.getElementById('root') ?? document.body)
socket.addEventListener('open', () => root.render(createElement(EncoderPage)))
