// Domain. An upper bound of bytes in time that somebody set: a token bucket.

/** What may go at once after a rest, in milliseconds of the bound. */
const BURST_MS = 50
const LEAST_BURST = 2 * 1024

export type Allowance = {
  /** Bytes a millisecond from now on; undefined: no bound. */
  limit(bytesPerMs: number | undefined, now: number): void
  /** Bytes that may go now; not above 0 while too much went before. */
  left(now: number): number
  spend(bytes: number, now: number): void
  /** Milliseconds until something may go again. */
  wait(now: number): number
}

export function createAllowance(): Allowance {
  let bound: number | undefined
  let tokens = 0
  let at = 0

  const burst = (perMs: number) => Math.max(LEAST_BURST, perMs * BURST_MS)
  const fill = (now: number): number => {
    if (bound === undefined) return Infinity
    tokens = Math.min(burst(bound), tokens + Math.max(0, now - at) * bound)
    at = now
    return tokens
  }

  return {
    limit: (bytesPerMs, now) => {
      bound = bytesPerMs
      tokens = 0
      at = now
    },
    left: fill,
    spend: (bytes, now) => {
      fill(now)
      if (bound !== undefined) tokens -= bytes
    },
    // Not after each byte: what goes then is at least worth its headers.
    wait: (now) => {
      const missing = bound === undefined ? 0 : Math.min(LEAST_BURST, burst(bound)) / 4 - fill(now)
      return bound === undefined || missing <= 0 ? 0 : missing / bound
    },
  }
}
