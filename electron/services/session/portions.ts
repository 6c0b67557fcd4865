// Services. What the expert's computer sends, worked off in portions: however much one frame holds, whoever waits beside it
// (the novice's ESC above all) is heard between two of them.

/** About 170 movements of a mouse; a hand makes fewer in a second. */
export const PORTION_BYTES = 1024
/** SECURITY: a peer that sends faster than it can be worked off must not fill the memory. */
export const MOST_WAITING_BYTES = 512 * 1024

type Ports = {
  take(bytes: Uint8Array, grant: number): void
  /** More waits than an honest peer ever sends; nothing more is taken. */
  flooded(): void
  /** Runs `work` after everything that waits for this thread now. */
  readonly afterOthers?: (work: () => void) => void
}

export type Portions = {
  /** The first portion is worked off at once when nothing waits before it. */
  push(bytes: Uint8Array, grant: number): void
  /** Nothing more is taken. */
  stop(): void
}

export function createPortions({ take, flooded, afterOthers = setImmediate }: Ports): Portions {
  let waiting: { readonly bytes: Uint8Array; readonly grant: number }[] = []
  let held = 0
  let stopped = false

  function stop() {
    stopped = true
    waiting = []
  }

  function work() {
    const first = waiting.shift()
    if (first === undefined || stopped) return
    const portion = first.bytes.subarray(0, PORTION_BYTES)
    const rest = first.bytes.subarray(PORTION_BYTES)
    if (rest.byteLength > 0) waiting.unshift({ bytes: rest, grant: first.grant })
    held -= portion.byteLength
    if (waiting.length > 0) afterOthers(work)
    take(portion, first.grant)
  }

  return {
    push: (bytes, grant) => {
      if (stopped) return
      const isFirst = waiting.length === 0
      waiting.push({ bytes, grant })
      held += bytes.byteLength
      if (held > MOST_WAITING_BYTES) {
        stop()
        flooded()
      } else if (isFirst) work()
    },
    stop,
  }
}
