// Bench. One way of a line with delay and loss: packets in, packets out when they are due, in order. Pure; the caller has
// the clock.

export type SlowWay = {
  /** Takes a packet at this time, ms; false when it is lost. */
  push(packet: Uint8Array, now: number): boolean
  /** All packets that are due by then. */
  due(now: number): readonly Uint8Array[]
  /** When the next one is due; undefined when none is under way. */
  next(): number | undefined
}

export type Slowness = { readonly delayMs: number; readonly loss: number; readonly limit: number }

type UnderWay = { readonly packet: Uint8Array; readonly at: number }

/** `random`: 0..1, from a seed when two runs are to lose the same packets. */
export function createSlowWay({ delayMs, loss, limit }: Slowness, random: () => number): SlowWay {
  const queue: UnderWay[] = []
  return {
    push: (packet, now) => {
      if (random() < loss || queue.length >= limit) return false
      queue.push({ packet, at: now + delayMs })
      return true
    },
    due: (now) => {
      const later = queue.findIndex(({ at }) => at > now)
      return queue.splice(0, later < 0 ? queue.length : later).map(({ packet }) => packet)
    },
    next: () => queue[0]?.at,
  }
}

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
