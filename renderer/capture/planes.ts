// Renderer, capture. Where the bytes of a video frame lie, so that two frames can be compared as they were delivered.

/** One tile is TILE x TILE pixels. */
export const TILE = 64
/** Rows begin at multiples of this, so that they can be compared as 32-bit words. */
const ALIGNMENT = TILE

/** Byte offset and stride, rows, and the bytes and rows of one tile. */
export type Plane = {
  readonly offset: number
  readonly stride: number
  readonly rows: number
  readonly tileBytes: number
  readonly tileRows: number
}

/** Bytes in one row of a tile, and rows of one tile, for each plane. */
const SHAPES: Readonly<Record<string, readonly (readonly [tileBytes: number, tileRows: number])[]>> = {
  I420: [
    [TILE, TILE],
    [TILE / 2, TILE / 2],
    [TILE / 2, TILE / 2],
  ],
  NV12: [
    [TILE, TILE],
    [TILE, TILE / 2],
  ],
  BGRX: [[TILE * 4, TILE]],
}

/** The format to ask `copyTo` for: the frame's own where we know its planes, else BGRX, which Chromium makes of any. */
export const comparableFormat = (format: string | null): 'I420' | 'NV12' | 'BGRX' =>
  format === 'I420' || format === 'NV12' ? format : 'BGRX'

/** The planes of a frame of this size one after another, rows padded to whole tiles; `size` in bytes. */
export function layOut(
  format: 'I420' | 'NV12' | 'BGRX',
  width: number,
  height: number,
): { readonly planes: readonly Plane[]; readonly size: number } {
  const planes: Plane[] = []
  let size = 0
  for (const [tileBytes, tileRows] of SHAPES[format] ?? []) {
    const stride = roundUp(Math.ceil(width / TILE) * tileBytes, ALIGNMENT)
    const rows = Math.ceil((height * tileRows) / TILE)
    planes.push({ offset: size, stride, rows, tileBytes, tileRows })
    size += stride * rows
  }
  return { planes, size }
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit
