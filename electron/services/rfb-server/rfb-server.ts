// Services. The face of the RFB server (RFC 6143 and its registered extensions) that shows the novice's screen.

import type { Rect } from '../../../shared/screen.ts'
import type { ColourBits } from '../../domain/rfb/picture.ts'
import type { CursorShape, ScreenImage } from '../capture/capture.ts'
import type { KeyEvent, PointerEvent } from '../injector/injector.ts'
import type { Clock, Timers } from '../ports.ts'
import type { JpegEncoder } from './jpeg.ts'
import type { OpenVideoEncoder } from './video.ts'

export type RfbServerPorts = {
  readonly name: string
  send(bytes: Uint8Array): void
  /** Bytes sent and not yet taken by the operating system: the update rate follows it. */
  queuedBytes(): number
  /** `grant` is the number that came with the frame (CTL-4); the gate decides. */
  key(event: KeyEvent, grant: number): void
  pointer(event: PointerEvent, grant: number): void
  /** Runs `work` after everything that waits for this thread now; without it, `setImmediate`. */
  readonly afterOthers?: (work: () => void) => void
  readonly clock?: Pick<Clock, 'monotonic'>
  readonly timers?: Timers
  /** For photographs on a thin line; without it every pixel is sent as it is. Called once, when it is needed. */
  readonly jpeg?: () => Promise<JpegEncoder>
  /** For films on a thin line; without it they are photographs. Called when it is needed. */
  readonly video?: OpenVideoEncoder
  /** The client broke the protocol; nothing more is read. */
  broken(why: string): void
}

export type RfbServer = {
  /** Whole RFB client messages of one frame. */
  receive(bytes: Uint8Array, grant: number): void
  /** The transport has taken everything that was queued. */
  drained(): void
  screenStarted(image: ScreenImage): void
  /** As `screenStarted`, without the pointer: from now on nothing but this picture is sent. */
  showStill(image: ScreenImage): void
  screenChanged(rects: readonly Rect[]): void
  cursorChanged(shape: CursorShape): void
  pointerMoved(x: number, y: number): void
  /** How many leading bits of each colour the client gets. */
  setColours(bits: ColourBits): void
  /** Most bytes a second of the picture; undefined: what the line carries. */
  setLimit(bytesPerSecond: number | undefined): void
  /** While the expert controls, the pointer is drawn at the expert's; else it is part of the picture. */
  setControlled(controlled: boolean): void
  close(): void
}
