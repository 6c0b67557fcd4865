// Renderer, session. Takes the quality level out of noVNC's list of encodings: without it a Tight server sends no JPEG.

const SET_ENCODINGS = 2
const HEADER = 4
/** Pseudo-encodings "JPEG quality level 0" to "9" (IANA RFB registry). */
const QUALITY_LOWEST = -32
const QUALITY_HIGHEST = -23

/**
 * A copy of one client message, fit to be sent while noVNC reuses its buffer. noVNC always names a quality level
 * and has no setting for "lossless"; text must stay exact, so SetEncodings (RFC 6143, 7.5.2) goes without it.
 */
export function askForLossless(message: Uint8Array): Uint8Array {
  if (message[0] !== SET_ENCODINGS || message.byteLength < HEADER) return message.slice()
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const count = view.getUint16(2)
  if (message.byteLength !== HEADER + count * 4) return message.slice()

  const encodings = Array.from({ length: count }, (_, index) => view.getInt32(HEADER + index * 4))
  const kept = encodings.filter((encoding) => encoding < QUALITY_LOWEST || encoding > QUALITY_HIGHEST)
  const reply = new DataView(new ArrayBuffer(HEADER + kept.length * 4))
  reply.setUint8(0, SET_ENCODINGS)
  reply.setUint16(2, kept.length)
  kept.forEach((encoding, index) => reply.setInt32(HEADER + index * 4, encoding))
  return new Uint8Array(reply.buffer)
}
