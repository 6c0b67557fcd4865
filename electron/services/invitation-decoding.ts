// Services. From an invitation's bytes to its text. The XML label is never asked: Windows writes "Unicode" on 8-bit
// files too. Byte order mark and NUL pattern decide.

/**
 * Decodes UTF-16 of either order, UTF-8 with or without a mark, and Windows-1252 where it is not UTF-8.
 * Undefined when the bytes are no text in the encoding they claim.
 */
export function decodeInvitation(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return strictly('utf-16le', bytes.subarray(2))
  if (first === 0xfe && second === 0xff) return strictly('utf-16le', swapped(bytes.subarray(2)))
  if (first === 0xef && second === 0xbb && third === 0xbf) return strictly('utf-8', bytes.subarray(3))
  const order = nulPattern(bytes)
  if (order === 'little') return strictly('utf-16le', bytes)
  if (order === 'big') return strictly('utf-16le', swapped(bytes))
  return strictly('utf-8', bytes) ?? windows1252(bytes)
}

function strictly(encoding: 'utf-8' | 'utf-16le', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) return undefined
    throw cause
  }
}

/** An invitation begins with markup in ASCII: in UTF-16 every second byte of it is NUL. */
function nulPattern(bytes: Uint8Array): 'little' | 'big' | undefined {
  const start = bytes.subarray(0, 16)
  if (start.length < 4) return undefined
  const isNul = (value: number, index: number, parity: number) => index % 2 === parity && value === 0
  const even = start.filter((value, index) => isNul(value, index, 0)).length
  const odd = start.filter((value, index) => isNul(value, index, 1)).length
  const half = Math.floor(start.length / 2)
  if (odd === half && even === 0) return 'little'
  return even >= half && odd === 0 ? 'big' : undefined
}

/** The runtime that ships may have no UTF-16BE decoder; an odd last byte stays and fails in the strict decoder. */
function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => bytes[index ^ 1] ?? byte)
}

/** 0x80 to 0x9F of Windows-1252 (WHATWG Encoding, index windows-1252); all other bytes are their own code point. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** By hand: runtimes differ in this decoder, and it cannot fail. */
function windows1252(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => {
    const high = byte >= 0x80 && byte <= 0x9f ? HIGH[byte - 0x80] : undefined
    return high ?? String.fromCharCode(byte)
  })
  return characters.join('')
}
