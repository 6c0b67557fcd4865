// Domain. What our RFB server says (RFC 6143, sections 7.1, 7.3.2, 7.6; rfbproto for the extensions).

import type { Rect } from '../../../shared/screen.ts'
import { createByteSink, type ByteSink } from './byte-sink.ts'
import type { RfbVersion } from './client-messages.ts'
import { encodings, securityNone, serverTypes } from './encodings.ts'
import { ownFormat, writePixelFormat } from './pixel-format.ts'

const built = (fill: (sink: ByteSink) => void): Uint8Array => {
  const sink = createByteSink()
  fill(sink)
  return sink.take()
}

export const serverVersion = (): Uint8Array =>
  Uint8Array.from('RFB 003.008\n', (letter) => letter.charCodeAt(0))

/** The only security type is None: TLS and the session's logon are around us. */
export const securityOffer = (version: RfbVersion): Uint8Array =>
  version === '3.3' ? Uint8Array.of(0, 0, 0, securityNone) : Uint8Array.of(1, securityNone)

/** Only version 3.8 reports success after None. */
export const securityResult = (version: RfbVersion): Uint8Array => new Uint8Array(version === '3.8' ? 4 : 0)

/** `name`: UTF-8. */
export const serverInit = (width: number, height: number, name: Uint8Array): Uint8Array =>
  built((sink) => {
    sink.u16(width)
    sink.u16(height)
    writePixelFormat(sink, ownFormat)
    sink.u32(name.length)
    sink.bytes(name)
  })

/** `payload`: at most 64 bytes. */
export const fence = (flags: number, payload: Uint8Array): Uint8Array =>
  built((sink) => {
    sink.u32(serverTypes.fence << 24)
    sink.u32(flags)
    sink.u8(payload.length)
    sink.bytes(payload)
  })

/** Also the announcement that continuous updates are supported. */
export const endOfContinuousUpdates = (): Uint8Array => Uint8Array.of(serverTypes.endOfContinuousUpdates)

export function writeRectHeader(sink: ByteSink, rect: Rect, encoding: number): void {
  sink.u16(rect.x)
  sink.u16(rect.y)
  sink.u16(rect.width)
  sink.u16(rect.height)
  sink.u32(encoding)
}

/** A pseudo rectangle without content. */
export const writeMark = (sink: ByteSink, encoding: number): void =>
  writeRectHeader(sink, { x: 0, y: 0, width: 0, height: 0 }, encoding)

/** `source`: where the pixels are now, in the client's picture as it stands. */
export function writeCopyRect(
  sink: ByteSink,
  rect: Rect,
  source: { readonly x: number; readonly y: number },
): void {
  writeRectHeader(sink, rect, encodings.copyRect)
  sink.u16(source.x)
  sink.u16(source.y)
}

/** `reason`: 0 the server changed, 1 this client asked; `status`: 0 done, 1 prohibited. */
export function writeExtendedDesktopSize(
  sink: ByteSink,
  size: { readonly width: number; readonly height: number },
  reason: 0 | 1,
  status: 0 | 1,
): void {
  const { width, height } = size
  writeRectHeader(sink, { x: reason, y: status, width, height }, encodings.extendedDesktopSize)
  sink.u32(1 << 24)
  writeScreen(sink, width, height)
}

function writeScreen(sink: ByteSink, width: number, height: number): void {
  sink.u32(0)
  sink.u32(0)
  sink.u16(width)
  sink.u16(height)
  sink.u32(0)
}

/** A FramebufferUpdate whose rectangles `fill` writes; it returns how many. Empty when there are none. */
export function update(sink: ByteSink, fill: (sink: ByteSink) => number): Uint8Array {
  sink.u32(serverTypes.update << 24)
  const rects = fill(sink)
  sink.patchU16(2, rects)
  const bytes = sink.take()
  return rects === 0 ? bytes.subarray(0, 0) : bytes
}
