import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { createRegion } from './region.ts'
import { createTileMemory } from './tile-memory.ts'

const SIZE = { width: 150, height: 100 }

const rects = fc.record({
  x: fc.nat(149),
  y: fc.nat(99),
  width: fc.integer({ min: 1, max: 150 }),
  height: fc.integer({ min: 1, max: 100 }),
})

/** The tiles of `rect`, as the picture asks for them. */
function tilesOf(rect: Rect): readonly Rect[] {
  const region = createRegion(SIZE.width, SIZE.height)
  region.add(rect)
  return region.take(rect)
}

describe('what is known of a tile', () => {
  it('is never older than the last change in it', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), rects), { maxLength: 40 }), (steps) => {
        const memory = createTileMemory(SIZE)
        // What would be found: the number of changes that have touched this very rectangle.
        const changes: Rect[] = []
        const truth = (tile: Rect): Rect => {
          const touching = createRegion(SIZE.width, SIZE.height)
          touching.add(tile)
          return { ...tile, x: changes.filter((each) => touching.touches(each)).length }
        }
        for (const [isChange, rect] of steps) {
          if (isChange) {
            changes.push(rect)
            memory.spoil(rect)
          } else
            for (const tile of tilesOf(rect)) expect(memory.of(tile, () => truth(tile))).toEqual(truth(tile))
        }
      }),
    ))

  it('is asked for once while nothing touches the tile', () => {
    const memory = createTileMemory(SIZE)
    const tile = { x: 32, y: 32, width: 32, height: 32 }
    let asked = 0
    const find = () => {
      asked++
      return undefined
    }
    for (let i = 0; i < 3; i++) memory.of(tile, find)
    memory.spoil({ x: 0, y: 0, width: 32, height: 32 })
    memory.of(tile, find)
    expect(asked).toBe(1)
    memory.spoil({ x: 63, y: 63, width: 1, height: 1 })
    memory.of(tile, find)
    expect(asked).toBe(2)
  })
})
