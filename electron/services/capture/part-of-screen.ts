// Services. One screen out of several: what a capture of all of them tells, cut to the part that the novice chose.
// SECURITY: whoever shows the part has a copy of the part and nothing else; the rest never gets there.

import type { Rect } from '../../../shared/screen.ts'
import type { CaptureSink, ScreenImage } from './capture.ts'

/**
 * A sink that hears of the whole screen and tells `sink` of `part`. When a new image does not hold all of the part (the
 * monitor is gone) the capture is lost: no other place is shown instead.
 */
export function partOfScreen(sink: CaptureSink, part: Rect): CaptureSink {
  let whole: ScreenImage | undefined
  let copy: ScreenImage | undefined

  const take = (rect: Rect) => {
    if (!whole || !copy) return
    for (let row = 0; row < rect.height; row++) {
      const from = ((part.y + rect.y + row) * whole.width + part.x + rect.x) * 4
      const to = ((rect.y + row) * part.width + rect.x) * 4
      copy.pixels.set(whole.pixels.subarray(from, from + rect.width * 4), to)
    }
  }

  return {
    ...sink,
    started: (image) => {
      const fits =
        part.x >= 0 &&
        part.y >= 0 &&
        part.x + part.width <= image.width &&
        part.y + part.height <= image.height
      if (!fits) {
        whole = copy = undefined
        sink.lost('the chosen screen is gone')
        return
      }
      whole = image
      copy = { width: part.width, height: part.height, pixels: new Uint8Array(part.width * part.height * 4) }
      take({ x: 0, y: 0, width: part.width, height: part.height })
      sink.started(copy)
    },
    changed: (rects) => {
      const inside = rects.flatMap((rect) => within(rect, part))
      inside.forEach(take)
      if (copy && inside.length > 0) sink.changed(inside)
    },
    pointer: (x, y) => sink.pointer(x - part.x, y - part.y),
  }
}

/** The overlap in coordinates of the part, or nothing. */
function within(rect: Rect, part: Rect): readonly Rect[] {
  const x = Math.max(rect.x, part.x)
  const y = Math.max(rect.y, part.y)
  const width = Math.min(rect.x + rect.width, part.x + part.width) - x
  const height = Math.min(rect.y + rect.height, part.y + part.height) - y
  return width > 0 && height > 0 ? [{ x: x - part.x, y: y - part.y, width, height }] : []
}
