// Domain. What of the waiting parts of the picture goes first: small ones (a typed letter, a menu's highlighted line), then
// what is near the pointer, then what has waited longest. Whatever has waited too long goes first in every second update,
// so that a film does not keep a letter waiting, nor many letters a film.

import type { Rect } from '../../../shared/screen.ts'

/**
 * A part of the picture. `change`: pixels of the change that it is cut from; `since`: number of the update before which it
 * began to wait.
 */
export type Waiting = { readonly rect: Rect; readonly change: number; readonly since: number }

export type Point = { readonly x: number; readonly y: number }

const SMALL = 64 * 64
const NEAR = 96
/** So many updates may be preferred to a part. */
export const PATIENCE = 16

const isNear = ({ x, y, width, height }: Rect, point: Point): boolean =>
  point.x >= x - NEAR && point.x < x + width + NEAR && point.y >= y - NEAR && point.y < y + height + NEAR

function rank({ rect, change, since }: Waiting, turn: number, focus: Point | undefined): number {
  if (turn % 2 === 1 && turn - since > PATIENCE) return 0
  if (change <= SMALL) return 1
  return focus !== undefined && isNear(rect, focus) ? 2 : 3
}

/** `turn`: the number of this update. Parts of one rank keep their order where they began to wait together. */
export function mostUrgentFirst<W extends Waiting>(
  parts: readonly W[],
  turn: number,
  focus: Point | undefined,
): readonly W[] {
  return parts
    .map((part) => ({ part, rank: rank(part, turn, focus) }))
    .sort((one, other) => one.rank - other.rank || one.part.since - other.part.since)
    .map(({ part }) => part)
}
