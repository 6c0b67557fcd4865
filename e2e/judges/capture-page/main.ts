// Test page. Our capture page with a bridge over a WebSocket: commands as text, bytes as bytes.

import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../../shared/ipc/bridge.ts'
import { CapturePage } from '../../../renderer/capture/capture-page.tsx'

declare global {
  // An interface, because only an interface can add to the DOM's own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    tracks: MediaStreamTrack[]
  }
}

const socket = new WebSocket(`ws://${location.host}/bytes`)
const tell = (message: unknown) => socket.send(JSON.stringify(message))

const assist: Pick<Bridge, 'sendBytes'> & { command(name: string, input: unknown): Promise<unknown> } = {
  sendBytes: (bytes) => socket.send(new Uint8Array(bytes)),
  command: (name, input) => {
    tell({ name, input })
    return Promise.resolve({ ok: true, value: undefined })
  },
}
Object.assign(window, { assist })

// Every track that was ever granted, and how often each is asked for frames, as the test sees it.
window.tracks = []
const devices = navigator.mediaDevices
const getDisplayMedia = devices.getDisplayMedia.bind(devices)
devices.getDisplayMedia = async (options) => {
  const stream = await getDisplayMedia(options)
  for (const track of stream.getVideoTracks()) {
    window.tracks.push(track)
    const applyConstraints = track.applyConstraints.bind(track)
    track.applyConstraints = async (constraints) => {
      await applyConstraints(constraints)
      tell({ pace: track.getSettings().frameRate })
    }
  }
  return stream
}

const root = createRoot(document.getElementById('root') ?? document.body)
socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const { running } = JSON.parse(data) as { running: boolean }
  root.render(createElement(StrictMode, null, createElement(CapturePage, { running })))
})
