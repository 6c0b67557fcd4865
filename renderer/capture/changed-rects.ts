// Renderer, capture. Which parts of the screen differ between two frames, as few rectangles.

import type { Rect } from '../../shared/screen.ts'
import { TILE, type Plane } from './planes.ts'

/** A rectangle is at most this many tiles wide: 256 x 64 pixels, one IPC message of 64 KiB. */
const TILES_PER_RECT = 4

/** Two frames in the layout of `planes`. */
export type FramePair = {
  readonly planes: readonly Plane[]
  readonly now: Int32Array
  readonly before: Int32Array
}

/** The rectangles of changed tiles, cut at the picture's edge. `pair` undefined: the whole picture. */
export function changedRects(width: number, height: number, pair: FramePair | undefined): readonly Rect[] {
  const columns = Math.ceil(width / TILE)
  const rows = Math.ceil(height / TILE)
  const rects: Rect[] = []
  for (let row = 0; row < rows; row++) {
    let first = -1
    const end = (column: number) => {
      if (first >= 0) rects.push(cut(first, row, column - first, width, height))
      first = -1
    }
    for (let column = 0; column < columns; column++) {
      if (pair !== undefined && !tileDiffers(pair, column, row)) end(column)
      else if (first < 0) first = column
      if (first >= 0 && column + 1 - first === TILES_PER_RECT) end(column + 1)
    }
    end(columns)
  }
  return rects
}

const cut = (column: number, row: number, count: number, width: number, height: number): Rect => {
  const [x, y] = [column * TILE, row * TILE]
  return { x, y, width: Math.min(count * TILE, width - x), height: Math.min(TILE, height - y) }
}

function tileDiffers({ planes, now, before }: FramePair, column: number, row: number): boolean {
  for (const { offset, stride, rows, tileBytes, tileRows } of planes) {
    const words = tileBytes / 4
    const last = Math.min((row + 1) * tileRows, rows)
    for (let line = row * tileRows; line < last; line++) {
      const start = (offset + line * stride + column * tileBytes) / 4
      for (let word = start; word < start + words; word++) if (now[word] !== before[word]) return true
    }
  }
  return false
}
