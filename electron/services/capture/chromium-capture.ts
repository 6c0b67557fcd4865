// Services. Chromium's screen capture: a hidden window sends tiles, this side puts the picture together.
// Chromium draws the mouse pointer into its frames, so neither `cursor` nor `pointer` is ever told.

import { ok, err } from '../../../shared/result.ts'
import type { Timers } from '../ports.ts'
import type { Capture } from './capture.ts'
import { createTileImage, type TileImage } from './chromium-tile-image.ts'

export type CaptureReport =
  | { readonly kind: 'started'; readonly width: number; readonly height: number }
  | { readonly kind: 'failed'; readonly reason: string }

/** One hidden window with the role `capture`. No listener is called after `close()`. */
export type ChromiumCapturePort = {
  /** Publishes the window's view: whether it captures. */
  show(running: boolean): void
  /** The window's `reportCapture` commands. */
  onReport(listener: (report: CaptureReport) => void): void
  /** The window's messages on the BYTES channel, in order (shared/ipc/tiles.ts). */
  onBytes(listener: (message: Uint8Array) => void): void
  /** The window is gone, and not by `close()`: crashed, or closed by the system. */
  onGone?(listener: (reason: string) => void): void
  close(): void
}

export type ChromiumCapturePorts = {
  openWindow(): ChromiumCapturePort
  readonly timers: Timers
}

const START_LIMIT_MS = 10_000

/**
 * A capture that opens its window at `start` and closes it at `stop` (ADM-7: no window, no capture). `start` answers when
 * the first picture is whole, or with a reason when it failed or took more than 10 s.
 */
export function createChromiumCapture({ openWindow, timers }: ChromiumCapturePorts): Capture {
  return {
    kind: 'chromium',
    start: (sink) =>
      new Promise((resolve) => {
        const window = openWindow()
        let phase: 'starting' | 'running' | 'over' = 'starting'
        let image: TileImage | undefined

        const end = () => {
          phase = 'over'
          image?.close()
          cancelLimit()
          window.close()
        }
        const fail = (reason: string) => {
          if (phase === 'over') return
          const wasRunning = phase === 'running'
          end()
          if (wasRunning) sink.lost(reason)
          else resolve(err({ reason }))
        }
        const stop = () => {
          if (phase !== 'over') end()
        }
        const cancelLimit = timers.after(START_LIMIT_MS, () => fail('no picture within 10 seconds'))

        const begin = (width: number, height: number) => {
          image?.close()
          const begun = createTileImage(width, height, {
            complete: (whole) => {
              sink.started(whole)
              if (phase !== 'starting') return
              phase = 'running'
              cancelLimit()
              resolve(ok({ stop }))
            },
            changed: (rects) => sink.changed(rects),
          })
          if (begun === undefined) fail(`a screen of ${width} x ${height} is too large`)
          else image = begun
        }

        window.onReport((report) => {
          if (phase === 'over') return
          if (report.kind === 'failed') fail(report.reason)
          else begin(report.width, report.height)
        })
        window.onBytes((message) => {
          if (phase === 'over') return
          // SECURITY: pages are not trusted: a tile without a picture, or outside of it, ends the capture.
          if (image?.put(message) !== true) fail('a tile that is not part of the picture')
        })
        window.onGone?.((reason) => fail(reason))
        window.show(true)
      }),
  }
}
