// Fuzzing. Numbers that look random and come again with the same seed (mulberry32).

export type Random = {
  /** A whole number of 0 to `below` - 1. */
  next(below: number): number
  pick<T>(list: readonly T[]): T
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  return {
    next,
    pick: <T>(list: readonly T[]): T => {
      const found = list[next(list.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
  }
}
