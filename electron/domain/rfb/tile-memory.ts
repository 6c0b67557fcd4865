// Domain. What was found out about a tile, for as long as nothing touches it.

import type { Rect } from '../../../shared/screen.ts'
import { createRegion } from './region.ts'

export type TileMemory = {
  /** `find` is asked for whole tiles only when something has touched them since, and always for a part of one. */
  of(tile: Rect, find: () => Rect | undefined): Rect | undefined
  /** Something in `rect` is no longer as it was. */
  spoil(rect: Rect): void
}

export function createTileMemory(size: { readonly width: number; readonly height: number }): TileMemory {
  const spoilt = createRegion(size.width, size.height)
  spoilt.add({ x: 0, y: 0, ...size })
  const found = new Map<number, { readonly tile: Rect; readonly result: Rect | undefined }>()

  return {
    of: (tile, find) => {
      const name = tile.y * size.width + tile.x
      const known = found.get(name)
      const isSame = known?.tile.width === tile.width && known.tile.height === tile.height
      if (isSame && !spoilt.touches(tile)) return known.result
      const result = find()
      spoilt.take(tile)
      // A part of a tile leaves it spoilt.
      if (!spoilt.touches(tile)) found.set(name, { tile, result })
      return result
    },
    spoil: spoilt.add,
  }
}
