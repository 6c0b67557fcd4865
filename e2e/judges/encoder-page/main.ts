// Test page. Our encoder page with a bridge whose bytes travel over a WebSocket instead of IPC.

import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { EncoderPage } from '../../../renderer/encoder/encoder-page.tsx'
import { socket } from '../page-bridge.ts'

const root = createRoot(document.getElementById('root') ?? document.body)
socket.addEventListener('open', () => root.render(createElement(EncoderPage)))
