// Domain. The gradient filter of the Tight encoding (rfbproto, "Tight Encoding"): of each pixel what its neighbours did not
// tell. A photograph, in which no two pixels are equal, becomes many small numbers, which pack well and fast.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from './picture.ts'

/** Left plus above minus above left, kept within a byte. */
function predicted(left: number, above: number, aboveLeft: number): number {
  const sum = left + above - aboveLeft
  return sum < 0 ? 0 : sum > 255 ? 255 : sum
}

/** Fills `differences`, three bytes a pixel, red, green and blue; outside of `rect` all is 0. */
export function writeDifferences(differences: Uint8Array, { words, width }: Picture, rect: Rect): void {
  let out = 0
  for (let y = 0; y < rect.height; y++) {
    const row = (rect.y + y) * width + rect.x
    // What lies above the first row is outside of the picture or another rectangle's.
    const above = y === 0 ? undefined : row - width
    let left = 0
    let aboveLeft = 0
    for (let x = 0; x < rect.width; x++) {
      const here = words[row + x] ?? 0
      const up = above === undefined ? 0 : (words[above + x] ?? 0)
      differences[out++] =
        (here >>> 16) - predicted((left >>> 16) & 255, (up >>> 16) & 255, (aboveLeft >>> 16) & 255)
      differences[out++] =
        (here >>> 8) - predicted((left >>> 8) & 255, (up >>> 8) & 255, (aboveLeft >>> 8) & 255)
      differences[out++] = here - predicted(left & 255, up & 255, aboveLeft & 255)
      left = here
      aboveLeft = up
    }
  }
}
