// Domain. What an RFB client says (RFC 6143, sections 7.1, 7.3, 7.5; rfbproto for the extensions): the shapes of its
// messages, their lengths and how one whole message is read. The stream around them: client-stream.ts.

import type { Rect } from '../../../shared/screen.ts'
import { FENCE_PAYLOAD_MAX, clientTypes } from './encodings.ts'
import { readPixelFormat, type PixelFormat } from './pixel-format.ts'

export type RfbVersion = '3.3' | '3.7' | '3.8'

export type ClientSays =
  | { readonly kind: 'version'; readonly version: RfbVersion }
  | { readonly kind: 'security-type'; readonly type: number }
  | { readonly kind: 'client-init' }
  | { readonly kind: 'set-pixel-format'; readonly format: PixelFormat }
  | { readonly kind: 'set-encodings'; readonly encodings: readonly number[] }
  | { readonly kind: 'update-request'; readonly incremental: boolean; readonly area: Rect }
  /** `scancode`: XT set 1, extended keys as 0xe0xx; 0 where the client sent none. */
  | { readonly kind: 'key'; readonly down: boolean; readonly keysym: number; readonly scancode: number }
  /** `buttons`: bit 0 left … bit 6 wheel right, bit 7 back, bit 8 forward. */
  | { readonly kind: 'pointer'; readonly x: number; readonly y: number; readonly buttons: number }
  /** The clipboard is not shared: the text is not even kept. */
  | { readonly kind: 'cut-text' }
  | { readonly kind: 'continuous-updates'; readonly enable: boolean; readonly area: Rect }
  | { readonly kind: 'fence'; readonly flags: number; readonly payload: Uint8Array }
  | { readonly kind: 'set-desktop-size' }

/** `bytes`: the whole message as it came, nothing before and nothing after it. */
export type ClientMessage = ClientSays & { readonly bytes: Uint8Array }

// SECURITY: nothing that a client announces may make us wait for, or hold, more than this.
export const MAX_ENCODINGS = 1024
export const MAX_CUT_TEXT = 256 * 1024

/** The message's length; 'more' while the bytes do not tell yet; 'broken' when they never will. */
export type Length = number | 'more' | 'broken'

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const versions: Readonly<Record<string, RfbVersion>> = {
  'RFB 003.003\n': '3.3',
  'RFB 003.007\n': '3.7',
  'RFB 003.008\n': '3.8',
}

/** `bytes`: the 12 bytes of a ProtocolVersion. */
export function readVersion(bytes: Uint8Array): RfbVersion | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 12))
  return Object.hasOwn(versions, text) ? versions[text] : undefined
}

function cutTextLength(view: DataView): Length {
  if (view.byteLength < 8) return 'more'
  // A negative length marks the extended clipboard; its size is the same number without the sign.
  const size = Math.abs(view.getInt32(4))
  return size > MAX_CUT_TEXT ? 'broken' : 8 + size
}

function encodingsLength(view: DataView): Length {
  if (view.byteLength < 4) return 'more'
  const count = view.getUint16(2)
  return count > MAX_ENCODINGS ? 'broken' : 4 + 4 * count
}

function fenceLength(view: DataView): Length {
  if (view.byteLength < 9) return 'more'
  const size = view.getUint8(8)
  return size > FENCE_PAYLOAD_MAX ? 'broken' : 9 + size
}

/**
 * How long the message is that begins at `bytes[0]` (at least one byte).
 * `extendedMouse`: bit 7 of a pointer event's mask marks the longer form (rfbproto, pseudo-encoding -316).
 */
export function messageLength(bytes: Uint8Array, extendedMouse: boolean): Length {
  const view = viewOf(bytes)
  switch (bytes[0]) {
    case clientTypes.setPixelFormat:
      return 20
    case clientTypes.setEncodings:
      return encodingsLength(view)
    case clientTypes.updateRequest:
      return 10
    case clientTypes.key:
      return 8
    case clientTypes.pointer:
      if (bytes.length < 2) return 'more'
      return extendedMouse && view.getUint8(1) >= 0x80 ? 7 : 6
    case clientTypes.cutText:
      return cutTextLength(view)
    case clientTypes.continuousUpdates:
      return 10
    case clientTypes.fence:
      return fenceLength(view)
    case clientTypes.setDesktopSize:
      return bytes.length < 8 ? 'more' : 8 + 16 * view.getUint8(6)
    case clientTypes.qemu:
      if (bytes.length < 2) return 'more'
      return view.getUint8(1) === 0 ? 12 : 'broken'
    default:
      return 'broken'
  }
}

const rectAt = (view: DataView, at: number): Rect => ({
  x: view.getUint16(at),
  y: view.getUint16(at + 2),
  width: view.getUint16(at + 4),
  height: view.getUint16(at + 6),
})

/** QEMU writes an extended key as one byte with the top bit set; some viewers send 0xe0xx as it is. */
function scancodeOf(code: number): number {
  if (code < 0x80) return code
  if (code <= 0xff) return 0xe000 | (code & 0x7f)
  return code >= 0xe001 && code <= 0xe0ff ? code : 0
}

/** `bytes`: one whole message, as long as `messageLength` said. Undefined: its content is against the rules. */
export function readMessage(bytes: Uint8Array): ClientSays | undefined {
  const view = viewOf(bytes)
  switch (bytes[0]) {
    case clientTypes.setPixelFormat: {
      const format = readPixelFormat(bytes.subarray(4, 20))
      return format && { kind: 'set-pixel-format', format }
    }
    case clientTypes.setEncodings:
      return {
        kind: 'set-encodings',
        encodings: Array.from({ length: view.getUint16(2) }, (_, i) => view.getInt32(4 + 4 * i)),
      }
    case clientTypes.updateRequest:
      return { kind: 'update-request', incremental: view.getUint8(1) !== 0, area: rectAt(view, 2) }
    case clientTypes.key:
      return { kind: 'key', down: view.getUint8(1) !== 0, keysym: view.getUint32(4), scancode: 0 }
    case clientTypes.pointer: {
      const low = view.getUint8(1)
      const buttons = bytes.length === 7 ? (low & 0x7f) | (view.getUint8(6) << 7) : low
      return { kind: 'pointer', x: view.getUint16(2), y: view.getUint16(4), buttons }
    }
    case clientTypes.cutText:
      return { kind: 'cut-text' }
    case clientTypes.continuousUpdates:
      return { kind: 'continuous-updates', enable: view.getUint8(1) !== 0, area: rectAt(view, 2) }
    case clientTypes.fence:
      return { kind: 'fence', flags: view.getUint32(4), payload: bytes.slice(9) }
    case clientTypes.setDesktopSize:
      return { kind: 'set-desktop-size' }
    case clientTypes.qemu:
      return {
        kind: 'key',
        down: view.getUint16(2) !== 0,
        keysym: view.getUint32(4),
        scancode: scancodeOf(view.getUint32(8)),
      }
    default:
      return undefined
  }
}
