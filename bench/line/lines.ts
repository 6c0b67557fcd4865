// Bench. The lines between the two ends, in numbers, and what makes the kernel keep to them.

export type LineName = 'clean' | '10mbit' | 'lossy'

export type LineSpec = {
  /** For the table. */
  readonly title: string
  readonly megabitsPerSecond?: number
  /** How long a packet may wait in front of the rate, ms; what would wait longer is dropped. */
  readonly queueMs?: number
  /** Each way, ms. */
  readonly delayMs?: number
  /** Each way, 0..1, independent of the packets before it. */
  readonly loss?: number
}

export const LINES: Readonly<Record<LineName, LineSpec>> = {
  clean: { title: 'clean' },
  '10mbit': { title: '10 Mbit/s', megabitsPerSecond: 10, queueMs: 50 },
  // A round trip of 50 ms.
  lossy: { title: '50 ms, 2 % loss', delayMs: 25, loss: 0.02 },
}

export const lineNames: readonly LineName[] = ['clean', '10mbit', 'lossy']

/** Bytes that may leave at once: two full packets, so that the rate holds from packet to packet. */
const BURST_BYTES = 3100
/** netem's queue in packets; a fast sender has 6 MB under way before one is dropped for want of room. */
const NETEM_LIMIT = 4000

/** The words after `tc qdisc add dev DEVICE root` for one of the two ways; none when the line is as the kernel has it. */
export function queueArguments({
  megabitsPerSecond,
  queueMs = 50,
  delayMs,
  loss,
}: LineSpec): readonly string[] {
  if (delayMs !== undefined || loss !== undefined) {
    return [
      ...['netem', 'limit', String(NETEM_LIMIT), 'delay', `${delayMs ?? 0}ms`],
      ...(loss === undefined ? [] : ['loss', `${loss * 100}%`]),
      ...(megabitsPerSecond === undefined ? [] : ['rate', `${megabitsPerSecond}mbit`]),
    ]
  }
  if (megabitsPerSecond === undefined) return []
  return ['tbf', 'rate', `${megabitsPerSecond}mbit`, 'burst', String(BURST_BYTES), 'latency', `${queueMs}ms`]
}
