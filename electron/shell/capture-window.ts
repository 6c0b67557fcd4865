// Shell. The hidden window in which Chromium captures the screen; it exists only while a capture runs (ADM-7).

import { desktopCapturer, session } from 'electron/main'
import type { Parsed } from '../../shared/ipc/contract.ts'
import type { CaptureView } from '../../shared/ipc/views.ts'
import type { ChromiumCapturePort } from '../services/capture/chromium-capture.ts'

type Report = Parsed<'reportCapture'>

export type CaptureWindow = {
  readonly port: ChromiumCapturePort
  /** What `windows.show` is given; undefined: no such window. */
  view(): CaptureView | undefined
  reported(report: Report): void
  received(bytes: Uint8Array): void
}

export function createCaptureWindow(changed: () => void): CaptureWindow {
  let running = false
  let onReport: (report: Report) => void = () => undefined
  let onBytes: (bytes: Uint8Array) => void = () => undefined
  const set = (wanted: boolean) => {
    running = wanted
    changed()
  }
  return {
    port: {
      show: set,
      onReport: (listener) => {
        onReport = listener
      },
      onBytes: (listener) => {
        onBytes = listener
      },
      close: () => set(false),
    },
    view: () => (running ? { role: 'capture', running } : undefined),
    reported: (report) => onReport(report),
    received: (bytes) => onBytes(bytes),
  }
}

/** Which screen `getDisplayMedia` gets: the first one, without a question, and only while a capture runs. */
export function answerDisplayRequests(isRunning: () => boolean): void {
  session.defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
    if (!isRunning()) {
      answer({})
      return
    }
    void desktopCapturer
      .getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } })
      .then(([screen]) => {
        answer(screen ? { video: screen } : {})
      })
  })
}
