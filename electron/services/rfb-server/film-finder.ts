// Services. Finds out where on the screen a film plays: what moves all the time, in whole tiles, and a moment later which of
// its pixels have changed, so that a frame around the film is no part of it.

import type { Rect } from '../../../shared/screen.ts'
import { filmArea, goesOn, isLargeEnough, looksLikeFilm } from '../../domain/rfb/film-area.ts'
import { pictureIn } from '../../domain/rfb/h264.ts'
import { createMotion, slotOf } from '../../domain/rfb/motion.ts'
import { isPhotographic } from '../../domain/rfb/photographs.ts'
import { absorb, createPicture, difference, type Picture, type Screen } from '../../domain/rfb/picture.ts'
import { intersect } from '../../domain/rfb/rects.ts'

export type FilmFinder = {
  /** Something changed on the screen. */
  readonly moved: (rect: Rect, now: number) => void
  /** The place of a film; asked often, it answers at the second look. `canEncode` is asked when there may be one. */
  find(now: number, canEncode: () => boolean): Rect | undefined
  /** Whether the film in `rect` still plays there. */
  goesOn(rect: Rect, now: number): boolean
  /** Whether what is there now looks like a picture of it. */
  looksLikeFilm(rect: Rect): boolean
}

/** Two looks at a film are at most so many slots apart. */
const SLOTS_BETWEEN = 4

type Found = { readonly area: Rect; readonly picture: Picture; readonly slot: number }

export function createFilmFinder(
  size: { readonly width: number; readonly height: number },
  screen: () => Screen,
): FilmFinder {
  const whole = { x: 0, y: 0, ...size }
  const motion = createMotion(size.width, size.height)
  /** An area that may be a film's, and how it looked. */
  let found: Found | undefined
  let lookedIn = -Infinity

  const movingNow = (now: number) => ({
    columns: motion.columns,
    rows: motion.rows,
    tiles: motion.moving(now),
  })
  const isPhoto = (tile: Rect) => {
    const inside = intersect(tile, whole)
    return inside !== undefined && isPhotographic(screen(), inside)
  }

  const firstLook = (now: number, slot: number, canEncode: () => boolean): Found | undefined => {
    const tiles = filmArea(movingNow(now), isPhoto)
    const area = tiles && intersect(tiles, whole)
    if (area === undefined || !canEncode()) return undefined
    const picture = createPicture(size.width, size.height)
    absorb(screen(), picture, area)
    return { area, picture, slot }
  }

  return {
    moved: motion.add,
    find: (now, canEncode) => {
      const slot = slotOf(now)
      if (slot === lookedIn) return undefined
      lookedIn = slot
      const before = found
      if (before === undefined || slot - before.slot > SLOTS_BETWEEN) {
        found = firstLook(now, slot, canEncode)
        return undefined
      }
      found = undefined
      const exact = difference(screen(), before.picture, before.area)
      const picture = exact && pictureIn(exact)
      return picture !== undefined && isLargeEnough(picture) ? picture : undefined
    },
    goesOn: (rect, now) => goesOn(rect, movingNow(now)),
    looksLikeFilm: (rect) => looksLikeFilm(rect, isPhoto),
  }
}
