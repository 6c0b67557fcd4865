// Services. The novice's screen on its way out: a capture feeds the RFB server, the server feeds the session.
// Started by the novice's Yes and by nothing else (ADM-7).

import type { Capture, RunningCapture } from '../capture/capture.ts'
import type { Gate } from '../injector/gate.ts'
import { createRfbServer } from '../rfb-server/create-rfb-server.ts'

type Ports = {
  readonly capture: Capture
  readonly gate: Gate
  readonly name: string
  send(bytes: Uint8Array): void
  queuedBytes(): number
  broken(why: string): void
  lost(reason: string): void
}

export type ScreenShare = {
  /** One frame of the expert's: its grant number, then whole RFB messages (CTL-4). */
  receive(frame: Uint8Array): void
  drained(): void
  setControlled(controlled: boolean): void
  stop(): void
}

/** Bytes of the grant number in front of every frame of the expert's RFB channel. */
export const GRANT_BYTES = 4

export function shareScreen(ports: Ports): ScreenShare {
  const { gate } = ports
  const server = createRfbServer({
    name: ports.name,
    send: ports.send,
    queuedBytes: ports.queuedBytes,
    key: (event, grant) => gate.key(event, grant),
    pointer: (event, grant) => gate.pointer(event, grant),
    broken: ports.broken,
  })
  let stopped = false
  let running: RunningCapture | undefined

  const start = async () => {
    const started = await ports.capture.start({
      started: (image) => {
        gate.setScreen(image.width, image.height)
        server.screenStarted(image)
      },
      changed: (rects) => server.screenChanged(rects),
      cursor: (shape) => server.cursorChanged(shape),
      pointer: (x, y) => server.pointerMoved(x, y),
      lost: ports.lost,
    })
    if (!started.ok) ports.lost(started.error.reason)
    else if (stopped) started.value.stop()
    else running = started.value
  }
  // The first look at the screen blocks for 10 to 40 ms; the Yes is on its way to the expert meanwhile.
  setImmediate(() => {
    if (!stopped) start().catch((cause: unknown) => ports.lost(String(cause)))
  })

  return {
    receive: (frame) => {
      if (stopped) return
      if (frame.byteLength < GRANT_BYTES) {
        ports.broken('a frame without its grant number')
        return
      }
      const grant = new DataView(frame.buffer, frame.byteOffset, GRANT_BYTES).getUint32(0)
      server.receive(frame.subarray(GRANT_BYTES), grant)
    },
    drained: () => server.drained(),
    setControlled: (controlled) => server.setControlled(controlled),
    stop: () => {
      stopped = true
      server.close()
      running?.stop()
    },
  }
}
