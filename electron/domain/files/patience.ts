// Domain. How much a peer may say about files: a person chooses and cancels, a flood does not come from one.

/** At once, and again after each second. */
const AT_ONCE = 150
const PER_SECOND = 25

export type Patience = {
  /** False: that was one too many. `now` in ms that never go back. */
  bears(now: number): boolean
}

export function createPatience(): Patience {
  let left = AT_ONCE
  let since = 0
  return {
    bears: (now) => {
      left = Math.min(AT_ONCE, left + ((now - since) * PER_SECOND) / 1000)
      since = now
      left -= 1
      return left >= 0
    },
  }
}
