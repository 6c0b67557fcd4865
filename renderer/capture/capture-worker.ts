// Renderer, capture worker. Reads the screen's frames and hands changed tiles to the page.

import { createFrameTiles } from './frame-tiles.ts'
import { breather, createPace } from './pace.ts'
import type { WorkerOrder, WorkerReport } from './worker-messages.ts'

const report = (message: WorkerReport, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer })

self.onmessage = ({ data }: MessageEvent<WorkerOrder>) => {
  read(data.frames).catch((cause: unknown) => report({ kind: 'failed', reason: String(cause).slice(0, 200) }))
}

async function read(frames: ReadableStream<VideoFrame>): Promise<void> {
  const reader = frames.getReader()
  const tilesOf = createFrameTiles()
  const pace = createPace(performance.now())
  for (;;) {
    const { value: frame, done } = await reader.read()
    if (done) return
    let sent = 0
    try {
      const now = performance.now()
      const { started, messages } = await tilesOf(frame)
      if (started !== undefined) report({ kind: 'started', ...started })
      const framesPerSecond = pace.after(now, messages.length > 0)
      if (framesPerSecond !== undefined) report({ kind: 'pace', framesPerSecond })
      for (const message of messages) {
        sent += message.byteLength
        report({ kind: 'tile', message }, [message.buffer])
      }
    } finally {
      frame.close()
    }
    const pause = breather(sent)
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
