// Services. One picture of the screen, put together from the capture window's tiles.

import { readTile } from '../../../shared/ipc/tiles.ts'
import type { Rect } from '../../../shared/screen.ts'
import type { ScreenImage } from './capture.ts'

export type TileImage = {
  /** Draws one tile message. False, and nothing drawn, when it is malformed or leaves the picture. */
  put(message: Uint8Array): boolean
  /** Nothing is told any more. */
  close(): void
}

export type TileImageSink = {
  /** Once: every pixel is valid now. */
  complete(image: ScreenImage): void
  /** What changed since, gathered over one turn of the event loop. */
  changed(rects: readonly Rect[]): void
}

/** Somewhat more than 8K: 144 MB. SECURITY: a page cannot make main allocate without bound. */
const MAX_PIXELS = 36_000_000

/** undefined when the picture would be larger than 36 million pixels. */
export function createTileImage(width: number, height: number, sink: TileImageSink): TileImage | undefined {
  if (width * height > MAX_PIXELS) return undefined
  const image: ScreenImage = { width, height, pixels: new Uint8Array(width * height * 4) }
  let missing: Missing | undefined = createMissing(width, height)
  let changed: Rect[] = []
  let closed = false

  const tell = () => {
    const rects = changed
    changed = []
    if (!closed) sink.changed(rects)
  }

  return {
    put: (message) => {
      const tile = readTile(message)
      if (tile === undefined || !isInside(tile.rect, image)) return false
      draw(image, tile.rect, tile.pixels)
      if (missing === undefined) {
        if (changed.push(tile.rect) === 1) setImmediate(tell)
      } else if (missing.without(tile.rect) === 0) {
        missing = undefined
        sink.complete(image)
      }
      return true
    },
    close: () => {
      closed = true
    },
  }
}

const isInside = ({ x, y, width, height }: Rect, image: ScreenImage): boolean =>
  width > 0 && height > 0 && x + width <= image.width && y + height <= image.height

function draw(image: ScreenImage, rect: Rect, pixels: Uint8Array): void {
  const row = rect.width * 4
  for (let line = 0; line < rect.height; line++) {
    const target = ((rect.y + line) * image.width + rect.x) * 4
    image.pixels.set(pixels.subarray(line * row, (line + 1) * row), target)
  }
}

type Missing = { without(rect: Rect): number }

/** Counts the pixels that no tile has covered yet. */
function createMissing(width: number, height: number): Missing {
  const covered = new Uint8Array(width * height)
  let count = width * height
  return {
    without: (rect) => {
      for (let y = rect.y; y < rect.y + rect.height; y++) {
        const start = y * width + rect.x
        for (let at = start; at < start + rect.width; at++) if (covered[at] === 0) count--
        covered.fill(1, start, start + rect.width)
      }
      return count
    },
  }
}
