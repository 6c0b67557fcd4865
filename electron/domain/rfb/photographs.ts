// Domain. Tells photographs and films from text and drawings, block by block: only they may lose pixels on a thin line.
// Text and drawings have areas of one colour with hard edges; in a photograph hardly two neighbours are the same, and
// most differ by little.

import type { Rect } from '../../../shared/screen.ts'
import type { Picture } from './picture.ts'
import { createColourTable } from './colour-table.ts'
import { area, joinExactly } from './rects.ts'

const BLOCK = 32
/** Smaller ones are cheaper as they are: a JPEG has more than half a kilobyte of tables. */
const LEAST_PIXELS = 48 * 48
/** Letters smoothed at their edges have fewer colours in one block. */
const LEAST_COLOURS = 64
/** Share of neighbours of one colour: in print two thirds and more, in a photograph with few edges up to a half. */
const FEW_SAME = 0.3
const MOST_SAME = 0.5
/** Sum over red, green and blue above which two neighbours make an edge. */
const EDGE = 96
const MOST_EDGES = 0.25

const table = createColourTable()

function differenceOf(one: number, other: number): number {
  return (
    Math.abs((one >>> 16) - (other >>> 16)) +
    Math.abs(((one >>> 8) & 255) - ((other >>> 8) & 255)) +
    Math.abs((one & 255) - (other & 255))
  )
}

/** Whether what is in `rect` is photographic. A gradient is not: as lines of one colour it is smaller without loss. */
export function isPhotographic(picture: Picture, rect: Rect): boolean {
  if (table.count(picture, rect, LEAST_COLOURS) !== undefined) return false
  const { words, width } = picture
  let sameAcross = 0
  let sameDown = 0
  let edges = 0
  for (let y = rect.y + 1; y < rect.y + rect.height; y++) {
    const row = y * width
    for (let i = row + rect.x + 1; i < row + rect.x + rect.width; i++) {
      const here = words[i] ?? 0
      const across = differenceOf(here, words[i - 1] ?? 0)
      const down = differenceOf(here, words[i - width] ?? 0)
      if (across === 0) sameAcross++
      if (down === 0) sameDown++
      if (across > EDGE || down > EDGE) edges++
    }
  }
  const all = Math.max(1, (rect.width - 1) * (rect.height - 1))
  const same = Math.max(sameAcross, sameDown) / all
  return same < FEW_SAME || (same < MOST_SAME && edges / all < MOST_EDGES)
}

/** Neighbours of one kind, cut where the kind changes. */
function runsOf(picture: Picture, row: Rect): readonly { readonly rect: Rect; readonly isPhoto: boolean }[] {
  const runs: { rect: Rect; isPhoto: boolean }[] = []
  for (let x = 0; x < row.width; x += BLOCK) {
    // What is left over at the end goes with its neighbour when it is narrow.
    const width = row.width - x < BLOCK * 1.5 ? row.width - x : BLOCK
    const rect = { ...row, x: row.x + x, width }
    const isPhoto = isPhotographic(picture, rect)
    const last = runs.at(-1)
    if (last?.isPhoto === isPhoto) last.rect = { ...last.rect, width: last.rect.width + width }
    else runs.push({ rect, isPhoto })
    if (width !== BLOCK) break
  }
  return runs
}

/** `photos` and `others` together cover `rect` exactly. */
export function photographsOf(
  picture: Picture,
  rect: Rect,
): { readonly photos: readonly Rect[]; readonly others: readonly Rect[] } {
  const found: Rect[] = []
  const others: Rect[] = []
  for (let y = 0; y < rect.height; y += BLOCK) {
    const height = rect.height - y < BLOCK * 1.5 ? rect.height - y : BLOCK
    for (const run of runsOf(picture, { ...rect, y: rect.y + y, height }))
      (run.isPhoto ? found : others).push(run.rect)
    if (height !== BLOCK) break
  }
  const photos = joinExactly(found)
  return {
    photos: photos.filter((photo) => area(photo) >= LEAST_PIXELS),
    others: [...joinExactly(others), ...photos.filter((photo) => area(photo) < LEAST_PIXELS)],
  }
}
