// Renderer, capture window. Asks Chromium for the screen, lets the worker cut it into tiles, hands them to main.

import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { Input } from '../../shared/ipc/contract.ts'
import { FULL_PACE } from './pace.ts'
import type { WorkerOrder, WorkerReport } from './worker-messages.ts'

export type ScreenCapturePorts = {
  sendBytes: Bridge['sendBytes']
  /** Resolves when main has heard. */
  report(input: Input<'reportCapture'>): Promise<unknown>
}

/** Without an ideal size Chromium scales the screen down to 1280 x 720; it never scales up. */
const SCREEN = { width: { ideal: 16384 }, height: { ideal: 16384 }, cursor: 'always' }

/** Captures until the returned function is called; a failure is reported once and ends it (spec: ADM-7, SES-4). */
export function startScreenCapture(ports: ScreenCapturePorts): () => void {
  let track: MediaStreamTrack | undefined
  let worker: Worker | undefined
  let stopped = false
  const isStopped = () => stopped

  const stop = () => {
    stopped = true
    track?.stop()
    worker?.terminate()
  }

  const fail = (reason: string) => {
    if (stopped) return
    stop()
    void ports.report({ kind: 'failed', reason: reason.slice(0, 200) })
  }

  const start = async () => {
    // React's strict mode starts twice; the first start is stopped before it asks anybody for a screen.
    await Promise.resolve()
    if (isStopped()) return
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { ...SCREEN, frameRate: FULL_PACE },
      audio: false,
    })
    const [granted] = stream.getVideoTracks()
    if (granted === undefined) throw new Error('no video track')
    track = granted
    if (isStopped()) {
      granted.stop()
      return
    }
    granted.onended = () => fail('the screen is not shared any more')
    worker = new Worker(new URL('./capture-worker.ts', import.meta.url), { type: 'module' })
    const hear = listenTo(granted, ports, fail)
    worker.onmessage = ({ data }: MessageEvent<WorkerReport>) => {
      if (!stopped) hear(data)
    }
    worker.onerror = ({ message }) => fail(message)
    // One frame waits at most: an old one is worth nothing.
    const { readable } = new MediaStreamTrackProcessor({ track: granted, maxBufferSize: 1 })
    worker.postMessage({ frames: readable } satisfies WorkerOrder, [readable])
  }

  start().catch((cause: unknown) => fail(String(cause)))
  return stop
}

function listenTo(track: MediaStreamTrack, ports: ScreenCapturePorts, fail: (reason: string) => void) {
  // Tiles wait until main has heard that their picture begins: commands and bytes travel on different channels.
  let held: Uint8Array[] | undefined
  let starts = 0

  const announce = async (width: number, height: number) => {
    const mine = ++starts
    held = []
    await ports.report({ kind: 'started', width, height })
    if (mine !== starts) return
    const tiles = held
    held = undefined
    for (const tile of tiles) ports.sendBytes(tile)
  }

  return (message: WorkerReport): void => {
    switch (message.kind) {
      case 'started':
        announce(message.width, message.height).catch((cause: unknown) => fail(String(cause)))
        return
      case 'tile':
        if (held === undefined) ports.sendBytes(message.message)
        else held.push(message.message)
        return
      case 'pace':
        track
          .applyConstraints({ ...SCREEN, frameRate: message.framesPerSecond })
          .catch((cause: unknown) => fail(String(cause)))
        return
      case 'failed':
        fail(message.reason)
        return
    }
  }
}
