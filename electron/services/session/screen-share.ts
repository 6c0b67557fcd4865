// Services. The novice's side of the picture: capture into the RFB server, the expert's input through the gate.
// Started by the novice's Yes and by nothing else (ADM-7). Paused, it shows one blurred still and captures nothing (SES-2).

import { blurred } from '../../domain/rfb/blurred.ts'
import type { Rect } from '../../../shared/screen.ts'
import type { Colours, LineSpeed } from '../../../shared/session.ts'
import type { Capture, CaptureSink, RunningCapture, ScreenImage } from '../capture/capture.ts'
import { partOfScreen } from '../capture/part-of-screen.ts'
import type { Gate } from '../injector/gate.ts'
import type { Clock, Timers } from '../ports.ts'
import { createRfbServer } from '../rfb-server/create-rfb-server.ts'
import { loadJpegEncoder } from '../rfb-server/jpeg-encoder.ts'
import type { OpenVideoEncoder } from '../rfb-server/video.ts'
import type { PictureWish } from './novice-facts.ts'
import { createPortions } from './portions.ts'

type Ports = {
  readonly clock?: Clock
  readonly timers?: Timers
  readonly capture: Capture
  readonly video?: OpenVideoEncoder
  readonly gate: Gate
  /** The last grant that was given; 0: none so far. */
  grantsGiven(): number
  readonly name: string
  send(bytes: Uint8Array): void
  queuedBytes(): number
  broken(why: string): void
  lost(reason: string): void
  /** Asked before a picture of the chosen part is shown: false when its monitor is gone, whatever lies there now. */
  readonly isPartThere?: () => boolean
  /** A picture of this size is shown from now on; a monitor may have come or gone. */
  readonly started?: () => void
}

export type ScreenShare = {
  /** One frame of the expert's: its grant number, then whole RFB messages (CTL-4). */
  receive(frame: Uint8Array): void
  drained(): void
  setControlled(controlled: boolean): void
  /** How the expert wants the picture on a thin line. */
  wish(wish: PictureWish): void
  /** When it returns, no live pixel leaves any more and the capture has ended. */
  pause(): void
  resume(): void
  /** Only this part of the screen from now on; null: all of it. Nothing of the rest leaves any more. */
  choose(part: Rect | null): void
  stop(): void
}

/** Bytes of the grant number in front of every frame of the expert's RFB channel. */
export const GRANT_BYTES = 4

/** Bytes of the picture a second; a tenth of the line is left to headers and to everything else. */
const LIMITS = {
  automatic: undefined,
  '256k': 28_800,
  '1m': 112_500,
  '10m': 1_125_000,
} as const satisfies Record<LineSpeed, number | undefined>

const BITS = { all: 8, many: 5, few: 3 } as const satisfies Record<Colours, number>

export function shareScreen(ports: Ports): ScreenShare {
  const { gate } = ports

  /**
   * SECURITY: an honest program says nothing under a number it was never given, so that is forged, and ends the session
   * (CTL-4). One that was given and is over is what was on its way when the novice pressed ESC: the gate drops it.
   */
  function wasGiven(grant: number): boolean {
    const given = grant >= 1 && grant <= ports.grantsGiven()
    if (!given) ports.broken(`input under grant ${grant}, which was never given`)
    return given
  }

  const server = createRfbServer({
    name: ports.name,
    send: ports.send,
    queuedBytes: ports.queuedBytes,
    key: (event, grant) => {
      if (wasGiven(grant)) gate.key(event, grant)
    },
    pointer: (event, grant) => {
      if (wasGiven(grant)) gate.pointer(event, grant)
    },
    broken: ports.broken,
    jpeg: loadJpegEncoder,
    ...(ports.video && { video: ports.video }),
    ...(ports.clock && { clock: ports.clock }),
    ...(ports.timers && { timers: ports.timers }),
  })
  const portions = createPortions({
    take: (bytes, grant) => server.receive(bytes, grant),
    flooded: () => ports.broken('more input than can be worked off'),
  })
  let stopped = false
  /** Counts starts and ends: what an earlier capture still has to say is not heard. */
  let round = 0
  let running: RunningCapture | undefined
  let shown: ScreenImage | undefined
  let paused = false
  let part: Rect | null = null

  const sinkOf = (own: number): CaptureSink => {
    const current = () => own === round
    return {
      started: (image) => {
        if (!current()) return
        // SECURITY: what the novice did not choose is never shown, not for one picture.
        if (part !== null && ports.isPartThere?.() === false) {
          endCapture()
          ports.lost('the chosen screen is gone')
          return
        }
        shown = image
        gate.setScreen(image.width, image.height, part?.x, part?.y)
        server.screenStarted(image)
        ports.started?.()
      },
      changed: (rects) => {
        if (current()) server.screenChanged(rects)
      },
      cursor: (shape) => {
        if (current()) server.cursorChanged(shape)
      },
      pointer: (x, y) => {
        if (current()) server.pointerMoved(x, y)
      },
      lost: (reason) => {
        if (current()) ports.lost(reason)
      },
    }
  }

  const begin = async (own: number) => {
    if (own !== round) return
    const sink = sinkOf(own)
    const started = await ports.capture.start(part === null ? sink : partOfScreen(sink, part))
    if (!started.ok) {
      if (own === round) ports.lost(started.error.reason)
    } else if (own !== round) started.value.stop()
    else running = started.value
  }

  // The first look at the screen blocks for 10 to 40 ms; the Yes is on its way to the expert meanwhile.
  const capture = () => {
    round += 1
    const own = round
    setImmediate(() => {
      begin(own).catch((cause: unknown) => {
        if (own === round) ports.lost(String(cause))
      })
    })
  }

  const endCapture = () => {
    round += 1
    running?.stop()
    running = undefined
  }

  capture()

  return {
    receive: (frame) => {
      if (stopped) return
      if (frame.byteLength < GRANT_BYTES) {
        ports.broken('a frame without its grant number')
        return
      }
      const grant = new DataView(frame.buffer, frame.byteOffset, GRANT_BYTES).getUint32(0)
      portions.push(frame.subarray(GRANT_BYTES), grant)
    },
    drained: () => server.drained(),
    setControlled: (controlled) => server.setControlled(controlled),
    wish: (wish) => {
      if (wish.type === 'colours') server.setColours(BITS[wish.colours])
      else server.setLimit(LIMITS[wish.speed])
    },
    pause: () => {
      paused = true
      endCapture()
      // Without the pointer: where it is and what it looks like tells of what is under it.
      if (shown) server.showStill(blurred(shown))
      shown = undefined
    },
    resume: () => {
      paused = false
      if (!stopped) capture()
    },
    choose: (chosen) => {
      part = chosen
      if (stopped || paused) return
      endCapture()
      capture()
    },
    stop: () => {
      stopped = true
      shown = undefined
      portions.stop()
      server.close()
      endCapture()
    },
  }
}
