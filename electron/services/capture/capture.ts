// Services. The port through which pixels come in; x11-capture.ts and chromium-capture.ts stand behind it.
// Nothing runs before the novice's Yes (ADM-7): starting is an effect of the state machine.

import type { Rect } from '../../../shared/screen.ts'
import type { Result } from '../../../shared/result.ts'

/** The whole screen, 4 bytes a pixel (B, G, R, unused), rows without padding. The capture writes, the RFB server reads. */
export type ScreenImage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

/** `pixels`: 4 bytes a pixel B, G, R, alpha (not premultiplied). */
export type CursorShape = {
  readonly width: number
  readonly height: number
  readonly hotX: number
  readonly hotY: number
  readonly pixels: Uint8Array
}

export type CaptureSink = {
  /** Before the first `changed`, and whenever the size of the screen changes: all pixels of the new image are valid. */
  started(image: ScreenImage): void
  changed(rects: readonly Rect[]): void
  /** The shape of the mouse pointer, where the capture knows it; the image itself then holds no pointer. */
  cursor(shape: CursorShape): void
  /** Where the novice's pointer is. */
  pointer(x: number, y: number): void
  /** The capture ended by itself. */
  lost(reason: string): void
}

export type RunningCapture = { stop(): void }

export type Capture = {
  readonly kind: 'x11' | 'chromium'
  start(sink: CaptureSink): Promise<Result<RunningCapture, { readonly reason: string }>>
}
