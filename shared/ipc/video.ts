// Both processes. What main and the encoder window say to each other, each message one of bytes, numbers big-endian.
// Main: number (4), width (2), height (2), bits a second (4), pictures a second (1), key (1), strip (1), then B,G,R,X row by row.
// Page: first one byte, whether it can encode; then for each picture its number (4) and the H.264 stream of it, if any.

export const PICTURE_HEADER = 15
const ANSWER_HEADER = 4

export const CAN_ENCODE = 1
export const CANNOT_ENCODE = 0

export type VideoOrder = {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly bitsPerSecond: number
  readonly picturesPerSecond: number
  /** This picture must stand for itself. */
  readonly key: boolean
  /** Which strip of a film: each is a film of its own. */
  readonly strip: number
}

/** A message with room for the pixels behind its header. */
export function beginPicture(order: VideoOrder): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(PICTURE_HEADER + order.width * order.height * 4)
  const view = new DataView(message.buffer)
  view.setUint32(0, order.number)
  view.setUint16(4, order.width)
  view.setUint16(6, order.height)
  view.setUint32(8, order.bitsPerSecond)
  view.setUint8(12, order.picturesPerSecond)
  view.setUint8(13, order.key ? 1 : 0)
  view.setUint8(14, order.strip)
  return message
}

export function readPicture(message: Uint8Array): VideoOrder & { readonly pixels: Uint8Array } {
  const view = new DataView(message.buffer, message.byteOffset, PICTURE_HEADER)
  return {
    number: view.getUint32(0),
    width: view.getUint16(4),
    height: view.getUint16(6),
    bitsPerSecond: view.getUint32(8),
    picturesPerSecond: view.getUint8(12),
    key: view.getUint8(13) === 1,
    strip: view.getUint8(14),
    pixels: message.subarray(PICTURE_HEADER),
  }
}

/** `stream` without bytes: the encoder left this picture out, or failed. */
export function writeAnswer(number: number, stream: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(ANSWER_HEADER + stream.length)
  new DataView(message.buffer).setUint32(0, number)
  message.set(stream, ANSWER_HEADER)
  return message
}

export function readAnswer(
  message: Uint8Array,
): { readonly number: number; readonly stream: Uint8Array } | undefined {
  if (message.length < ANSWER_HEADER) return undefined
  const number = new DataView(message.buffer, message.byteOffset, ANSWER_HEADER).getUint32(0)
  return { number, stream: message.subarray(ANSWER_HEADER) }
}
