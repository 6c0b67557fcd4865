// Domain, tests only. Tight's gradient filter the other way round, written down from rfbproto and not from our encoder.

/** `sent`: rows of `width` pixels, three bytes each. */
export function fromGradient(sent: Uint8Array, width: number): Uint8Array {
  const pixels = new Uint8Array(sent.length)
  const at = (x: number, y: number, channel: number) =>
    x < 0 || y < 0 ? 0 : (pixels[(y * width + x) * 3 + channel] ?? 0)
  for (let index = 0; index < sent.length; index++) {
    const [x, y, channel] = [Math.floor(index / 3) % width, Math.floor(index / 3 / width), index % 3]
    const predicted = at(x - 1, y, channel) + at(x, y - 1, channel) - at(x - 1, y - 1, channel)
    pixels[index] = (sent[index] ?? 0) + Math.min(255, Math.max(0, predicted))
  }
  return pixels
}
