// Test page. Our viewer with a bridge whose bytes travel over a WebSocket instead of IPC.

import { createElement, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { ScreenView, type ScreenViewProps } from '../../../renderer/session/screen-view.tsx'
import { socket } from '../page-bridge.ts'

declare global {
  // An interface, because only an interface can add to the DOM's own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    show(props: Partial<ScreenViewProps> | null): void
    mark(): void
    broken: number
  }
}

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
