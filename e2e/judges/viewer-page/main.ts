// Test page. Our viewer with a bridge whose bytes travel over a WebSocket instead of IPC.

import { createElement, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../../shared/ipc/bridge.ts'
import { ScreenView, type ScreenViewProps } from '../../../renderer/session/screen-view.tsx'

declare global {
  // An interface, because only an interface can add to the DOM's own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    show(props: Partial<ScreenViewProps> | null): void
    mark(): void
    broken: number
  }
}

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
let shown: ScreenViewProps = {
  scale: 'window',
  controlling: false,
  label: 'The screen',
  onBroken: () => window.broken++,
}
window.broken = 0
// The number of rfb-bridge.ts, which is Node's and cannot be imported here.
window.mark = () => socket.send(Uint8Array.of(0xfe))
window.show = (props) => {
  shown = { ...shown, ...props }
  const view = props === null ? null : createElement(StrictMode, null, createElement(ScreenView, shown))
  flushSync(() => root.render(view))
}
socket.addEventListener('open', () => window.show({}))
