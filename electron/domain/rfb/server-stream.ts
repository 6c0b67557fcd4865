// Domain. What the novice's server says, checked on its way to the expert's viewer. The heads are read, the pixels are not:
//
//   version ─► security ─► ServerInit ─► messages: an update of rectangles │ end of continuous updates │ a fence
//
// SECURITY: the viewer is a whole program (noVNC) of many decoders, and the novice is not to be trusted. So only what our own
// server sends comes through: four encodings, rectangles inside a screen of a possible size, lengths that fit their pixels.

import type { Rect } from '../../../shared/screen.ts'
import { createByteSink } from './byte-sink.ts'
import { FENCE_PAYLOAD_MAX, securityNone, serverTypes } from './encodings.ts'
import { ownFormat, writePixelFormat } from './pixel-format.ts'
import { broken, createStepReader, look, pass, type Step, type StepReader } from './reading.ts'
import { announcement, isPixels, isPossibleSize, isWithin, pixels, type DesktopSize } from './server-rects.ts'
import { serverVersion } from './server-messages.ts'

const INIT_BYTES = 24
const LONGEST_NAME = 1024
/** An update paints each pixel once, or a few times where something was copied first. */
const PAINTED_OVER = 4
const ALWAYS_PAINTED = 64 * 1024

const formatBytes = (() => {
  const sink = createByteSink()
  writePixelFormat(sink, ownFormat)
  return sink.take()
})()

const isSame = (view: DataView, at: number, bytes: Uint8Array) =>
  bytes.every((byte, i) => view.getUint8(at + i) === byte)

/** A stream that begins with the server's ProtocolVersion. Holds a few bytes at most, whatever it is told. */
export function createServerStream(): StepReader {
  let desktop: DesktopSize = { width: 0, height: 0 }
  /** Pixels that the update may still paint. */
  let paint = 0

  const version = look(12, (view) =>
    isSame(view, 0, serverVersion()) ? look(2, security) : broken('unknown protocol version'),
  )
  const security = (view: DataView): Step =>
    isSame(view, 0, Uint8Array.of(1, securityNone)) ? look(4, result) : broken('another security type')
  const result = (view: DataView): Step =>
    view.getUint32(0) === 0 ? look(INIT_BYTES, init) : broken('RFB’s own security failed')

  const init = (view: DataView): Step => {
    desktop = { width: view.getUint16(0), height: view.getUint16(2) }
    if (!isPossibleSize(desktop)) return broken('a screen of an impossible size')
    if (!isSame(view, 4, formatBytes)) return broken('another pixel format')
    const name = view.getUint32(20)
    return name > LONGEST_NAME ? broken('a name too long') : pass(name, message)
  }

  const message = (): Step =>
    look(1, (view) => {
      switch (view.getUint8(0)) {
        case serverTypes.update:
          return look(3, (head) => {
            paint = PAINTED_OVER * desktop.width * desktop.height + ALWAYS_PAINTED
            return rects(head.getUint16(1))
          })
        case serverTypes.endOfContinuousUpdates:
          return message()
        case serverTypes.fence:
          return look(8, (head) => {
            const size = head.getUint8(7)
            return size > FENCE_PAYLOAD_MAX ? broken('a fence too long') : pass(size, message)
          })
        default:
          return broken(`message ${view.getUint8(0)}`)
      }
    })

  const rects = (left: number): Step =>
    left === 0 ? message() : look(12, (head) => rect(head, () => rects(left - 1)))

  const rect = (head: DataView, then: () => Step): Step => {
    const at: Rect = {
      x: head.getUint16(0),
      y: head.getUint16(2),
      width: head.getUint16(4),
      height: head.getUint16(6),
    }
    const encoding = head.getInt32(8)
    if (!isPixels(encoding)) return announcement(at, encoding, (size) => (desktop = size), then)
    if (!isWithin(at, desktop)) return broken('a rectangle outside the screen')
    paint -= at.width * at.height
    return paint < 0 ? broken('an update without an end') : pixels(at, encoding, desktop, then)
  }

  return createStepReader(version)
}
