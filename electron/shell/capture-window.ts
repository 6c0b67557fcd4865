// Shell. The hidden window in which Chromium captures the screen; it exists only while a capture runs (ADM-7).

import { desktopCapturer, session } from 'electron/main'
import type { CaptureView } from '../../shared/ipc/views.ts'
import type { CaptureReport, ChromiumCapturePort } from '../services/capture/chromium-capture.ts'

export type CaptureWindow = {
  open(): ChromiumCapturePort
  /** What `windows.show` is given; undefined: no such window. */
  view(): CaptureView | undefined
  reported(report: CaptureReport): void
  received(bytes: Uint8Array): void
  gone(): void
}

type Listeners = {
  report: (report: CaptureReport) => void
  bytes: (message: Uint8Array) => void
  gone: (reason: string) => void
}

export function createCaptureWindow(changed: () => void): CaptureWindow {
  let shown: CaptureView | undefined
  let listeners: Listeners | undefined

  function show(view: CaptureView | undefined) {
    shown = view
    changed()
  }

  function open(): ChromiumCapturePort {
    const own: Listeners = { report: () => undefined, bytes: () => undefined, gone: () => undefined }
    listeners = own
    return {
      show: (running) => show({ role: 'capture', running }),
      onReport: (listener) => {
        own.report = listener
      },
      onBytes: (listener) => {
        own.bytes = listener
      },
      onGone: (listener) => {
        own.gone = listener
      },
      close: () => {
        if (listeners !== own) return
        listeners = undefined
        show(undefined)
      },
    }
  }

  return {
    open,
    view: () => shown,
    reported: (report) => listeners?.report(report),
    received: (bytes) => listeners?.bytes(bytes),
    gone: () => listeners?.gone('the capture window is gone'),
  }
}

/** Which screen `getDisplayMedia` gets: the first one, without a question, and only while a capture runs. */
export function answerDisplayRequests(isRunning: () => boolean): void {
  session.defaultSession.setDisplayMediaRequestHandler((_request, answer) => {
    // null refuses; Electron throws at an answer without the picture that was asked for.
    if (!isRunning()) {
      answer(null)
      return
    }
    desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } }).then(
      ([screen]) => answer(screen ? { video: screen } : null),
      () => answer(null),
    )
  })
}
