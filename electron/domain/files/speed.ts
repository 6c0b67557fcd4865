// Domain. Bytes a second, smoothed over the last moments, so that a person can read it.

const OVER_MS = 3_000

export type Speed = {
  /** `done` bytes in all at `now` (ms that never go back). */
  reached(done: number, now: number): void
  bytesPerSecond(now: number): number
}

export function createSpeed(): Speed {
  let marks: { readonly done: number; readonly at: number }[] = []
  return {
    reached: (done, now) => {
      const lastButOne = marks.at(-2)
      // A mark every 100 ms is enough for three seconds.
      if (lastButOne && now - lastButOne.at < 100) marks.pop()
      marks.push({ done, at: now })
      while (marks.length > 2 && now - (marks[1]?.at ?? now) >= OVER_MS) marks = marks.slice(1)
    },
    bytesPerSecond: (now) => {
      const [first, last] = [marks[0], marks.at(-1)]
      if (!first || !last || last.done === first.done) return 0
      return Math.round(((last.done - first.done) * 1000) / Math.max(1, now - first.at))
    },
  }
}
