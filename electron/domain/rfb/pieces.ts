// Domain. Cuts a rectangle into pieces that each compress well: large areas of one colour, strips of few colours, and
// the rest. What is found in a strip is already packed for zlib.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from './picture.ts'
import { createColourTable, MAX_COLOURS } from './colour-table.ts'
import { photographsOf } from './photographs.ts'
import { solidAreas } from './solid-areas.ts'

export type Piece =
  | { readonly kind: 'fill'; readonly rect: Rect; readonly colour: number }
  /** `packed`: one bit a pixel (rows padded to bytes) for two colours, else one byte; each an index into `colours`. */
  | {
      readonly kind: 'palette'
      readonly rect: Rect
      readonly colours: Uint32Array
      readonly packed: Uint8Array
    }
  | { readonly kind: 'copy' | 'photo'; readonly rect: Rect }

export type PieceRules = {
  /** The largest palette the client can take. */
  readonly maxColours: number
  /** Photographs may become pieces of their own. */
  readonly photos: boolean
}

/** Below this width a strip of many colours is not cut again in the hope of fewer. */
const MIN_CUT = 128

function packBits(indices: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = (width + 7) >> 3
  const packed = new Uint8Array(rowBytes * height)
  let from = 0
  for (let y = 0; y < height; y++) {
    let at = y * rowBytes
    let byte = 0
    for (let x = 0; x < width; x++) {
      byte = (byte << 1) | (indices[from++] ?? 0)
      if ((x & 7) !== 7) continue
      packed[at++] = byte
      byte = 0
    }
    if ((width & 7) !== 0) packed[at] = byte << (8 - (width & 7))
  }
  return packed
}

const table = createColourTable()

function strip(picture: Picture, rect: Rect, maxColours: number): readonly Piece[] {
  const found = table.count(picture, rect, maxColours)
  if (found !== undefined) {
    const [colour = 0] = found.colours
    if (found.colours.length === 1) return [{ kind: 'fill', rect, colour }]
    const packed =
      found.colours.length === 2 ? packBits(found.indices, rect.width, rect.height) : found.indices.slice()
    return [{ kind: 'palette', rect, colours: found.colours, packed }]
  }
  if (rect.width < 2 * MIN_CUT) return [{ kind: 'copy', rect }]
  const width = rect.width >> 1
  const left = strip(picture, { ...rect, width }, maxColours)
  const right = strip(picture, { ...rect, x: rect.x + width, width: rect.width - width }, maxColours)
  const cutInVain = [...left, ...right].every((piece) => piece.kind === 'copy')
  return cutInVain ? [{ kind: 'copy', rect }] : [...left, ...right]
}

const ALL: PieceRules = { maxColours: MAX_COLOURS, photos: false }

/** The pieces cover `rect` exactly and do not overlap. */
export function piecesOf(picture: Picture, rect: Rect, rules: PieceRules = ALL): readonly Piece[] {
  const { fills, rest } = solidAreas(picture, rect)
  const stripOf = (area: Rect) => strip(picture, area, rules.maxColours)
  const pieces = (area: Rect): readonly Piece[] => {
    if (!rules.photos) return stripOf(area)
    const { photos, others } = photographsOf(picture, area)
    return [...photos.map((photo): Piece => ({ kind: 'photo', rect: photo })), ...others.flatMap(stripOf)]
  }
  return [
    ...fills.map(({ rect: area, colour }): Piece => ({ kind: 'fill', rect: area, colour })),
    ...rest.flatMap(pieces),
  ]
}
