// Renderer, capture. How many frames a second are worth having. Chromium repeats an unchanged screen at every interval,
// and reading those frames costs 15 % of a core; so a screen that rests is looked at less often.

export const FULL_PACE = 60
/** A change after a rest is seen within a tenth of a second; the frames after it come at full pace. */
export const RESTING_PACE = 10
const REST_AFTER_MS = 1000

/** What main can take through IPC without its own work waiting: a full picture of 4 MB then holds back 40 ms. */
const BYTES_PER_MS = 100_000

export type Pace = {
  /** The pace from now on, where a frame at `now` (ms, monotonic) with or without a change alters it. */
  after(now: number, changed: boolean): number | undefined
}

export function createPace(start: number): Pace {
  let current = FULL_PACE
  let lastChange = start
  return {
    after: (now, changed) => {
      if (changed) lastChange = now
      const wanted = now - lastChange >= REST_AFTER_MS ? RESTING_PACE : FULL_PACE
      if (wanted === current) return undefined
      current = wanted
      return wanted
    },
  }
}

/** Milliseconds in which no further frame is read after `bytes` went to main. Meanwhile newer frames take each
 * other's place. */
export const breather = (bytes: number): number => Math.floor(bytes / BYTES_PER_MS)
