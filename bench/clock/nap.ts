// Bench. The outside clock's heartbeat: short naps, because a loop that spins would take one of the cores it measures on.

const cell = new Int32Array(new SharedArrayBuffer(4))

/** What one look at the screen may be late by, in ms (the kernel adds about 0.06). */
export const NAP_MS = 0.15

/** Blocks this thread; nothing else of the bench runs meanwhile. */
export const nap = (ms: number = NAP_MS): void => void Atomics.wait(cell, 0, 0, ms)

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Milliseconds from `begun` until `holds`, looked at after naps of `every` ms; undefined when it took longer than `limit`.
 * The bench's own events are worked off between the looks: the browsers' debugging doors must not wait for it.
 */
export async function timeUntil(
  holds: () => boolean,
  limit: number,
  begun: number = performance.now(),
  every: number = NAP_MS,
): Promise<number | undefined> {
  for (;;) {
    if (holds()) return performance.now() - begun
    if (performance.now() - begun > limit) return undefined
    await new Promise((resolve) => setImmediate(resolve))
    nap(every)
  }
}
