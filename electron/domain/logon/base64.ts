// Domain. Base64 (RFC 4648) as the logon's messages carry bytes: padded, canonical, nothing else accepted.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const used = Math.min(3, bytes.length - at) + 1
    for (let digit = 0; digit < 4; digit += 1) {
      text += digit < used ? ALPHABET.charAt((group >> (18 - 6 * digit)) & 63) : '='
    }
  }
  return text
}

/** `undefined` for everything `toBase64` would not have written. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!SHAPE.test(text)) return undefined
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const digit of digits) {
    held = ((held << 6) | ALPHABET.indexOf(digit)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (held >> bits) & 255
    at += 1
  }
  // Bits left over that are not zero would give one value two spellings.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
