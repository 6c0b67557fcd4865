// Renderer, capture window. A hidden page: captures the screen while main says so and shows nothing.

import { useEffect } from 'react'
import { send } from '../store/command.ts'
import { startScreenCapture } from './screen-capture.ts'

/** [ADM-7] Nothing is captured before `running`, nor after. */
export function CapturePage({ running }: { readonly running: boolean }) {
  useEffect(() => {
    if (!running) return undefined
    return startScreenCapture({
      sendBytes: (bytes) => window.assist.sendBytes(bytes),
      report: (input) => send('reportCapture', input),
    })
  }, [running])
  return null
}
