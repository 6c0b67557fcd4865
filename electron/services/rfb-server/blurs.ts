// Services. Remembers which parts the client has only as a JPEG, and since when: once such a part rests it is sent again as
// it is, so that what is looked at is sharp.

import type { Rect } from '../../../shared/screen.ts'
import type { Move } from '../../domain/rfb/move.ts'
import { wholeOf } from '../../domain/rfb/picture.ts'
import { joinExactly } from '../../domain/rfb/rects.ts'
import { createRegion } from '../../domain/rfb/region.ts'
import { createTileTimes } from '../../domain/rfb/tile-times.ts'

/** Milliseconds that a part does not change before it is sent as it is: longer than a film's frame, shorter than a look. */
export const REST_MS = 400

export type Blurs = {
  /** `rect` was sent; `photos` are the parts of it that went as JPEG. */
  sent(rect: Rect, photos: readonly Rect[], now: number): void
  /** The client has copied `rect` from elsewhere. */
  moved(move: Move): void
  /** What has rested long enough; it is forgotten here unless it is put back. */
  rested(within: Rect, now: number): readonly Rect[]
  readonly putBack: (rect: Rect) => void
  /** `rect` was sent as it is. */
  sharp(rect: Rect): void
  /** When the first part will have rested. */
  readonly restedAt: () => number | undefined
}

export function createBlurs(size: { readonly width: number; readonly height: number }): Blurs {
  const blurred = createRegion(size.width, size.height)
  const at = createTileTimes(size.width, size.height)

  /** Only tiles that lie wholly inside are sharp afterwards. */
  const sharpen = (rect: Rect) => {
    if (blurred.isEmpty()) return
    for (const tile of blurred.take(rect)) if (!blurred.touches(tile)) at.clear(tile)
  }

  return {
    sent: (rect, photos, now) => {
      sharpen(rect)
      for (const photo of photos) {
        blurred.add(photo)
        at.set(photo, now)
      }
      // A tile of which a part changed has not rested.
      if (blurred.touches(rect)) at.renew(rect, now)
    },
    moved: ({ rect, dx, dy }) => {
      const from = { ...rect, x: rect.x - dx, y: rect.y - dy }
      const time = at.latest(from)
      if (time === undefined || !blurred.touches(from)) return
      blurred.add(rect)
      at.set(rect, time)
    },
    rested: (within, now) => {
      const rested: Rect[] = []
      for (const tile of blurred.take(within)) {
        const since = at.latest(tile) ?? now
        // One that sticks out of `within` is still there: it cannot be made sharp.
        if (now - since < REST_MS) blurred.add(tile)
        else if (!blurred.touches(tile)) rested.push(tile)
      }
      return joinExactly(rested)
    },
    putBack: blurred.add,
    sharp: (rect) => {
      sharpen(rect)
      at.clear(rect)
    },
    restedAt: () => {
      if (blurred.isEmpty()) return undefined
      const first = at.earliest(wholeOf(size))
      return first === undefined ? undefined : first + REST_MS
    },
  }
}
