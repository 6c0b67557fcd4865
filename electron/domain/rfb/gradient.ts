// Domain. What Tight's gradient filter sends of pixels (rfbproto, "Tight Encoding"): each byte as what it differs from what the
// pixels to the left, above and in between let expect. In a photograph that is little, and zlib makes it a third smaller.

/**
 * In place: `bytes` are rows of `width` pixels, three bytes each. Outside of them everything is 0, which leaves the first row
 * with its left neighbours and the first column with those above.
 */
export function toGradient(bytes: Uint8Array, width: number): void {
  const row = width * 3
  // Backwards: the neighbours are still as they were.
  for (let at = bytes.length - 1; at >= 0; at--) {
    const hasLeft = at % row >= 3
    const left = hasLeft ? (bytes[at - 3] ?? 0) : 0
    const above = at >= row ? (bytes[at - row] ?? 0) : 0
    const between = hasLeft && at >= row ? (bytes[at - row - 3] ?? 0) : 0
    const expected = Math.max(0, Math.min(255, left + above - between))
    bytes[at] = (bytes[at] ?? 0) - expected
  }
}
