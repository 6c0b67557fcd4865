// Renderer, session. When what has been drawn is put on show. The page is painted as soon as something is shown and not 60
// times a second (electron/shell/frames.ts), so the rest between two pictures is taken here: a display's interval after a
// change of the whole picture, and the less the less has changed, as that is what it costs to paint.

export type Frames = {
  /** `show` is called now, or once after a short rest; it says how much of the picture has changed, 0 to 1. */
  request(show: () => number): void
  close(): void
}

type Ports = {
  /** Milliseconds that never go back. */
  now(): number
  /** Calls back once after so many milliseconds; the returned function takes that back. */
  after(ms: number, then: () => void): () => void
}

/** The rest after a change of the whole picture: 60 pictures a second. */
const WHOLE_MS = 16
/** After the smallest: each picture costs something, and a large change comes in many pieces. */
const LEAST_MS = 4

export function createFrames({ now, after }: Ports): Frames {
  let restsUntil = -Infinity
  let stop: (() => void) | undefined

  const showNow = (show: () => number) => {
    // Before noVNC has a size it takes a screen for the whole: more than one.
    const share = Math.min(1, show())
    restsUntil = now() + Math.max(LEAST_MS, share * WHOLE_MS)
  }

  return {
    request: (show) => {
      if (stop !== undefined) return
      const wait = restsUntil - now()
      if (wait <= 0) {
        showNow(show)
        return
      }
      stop = after(wait, () => {
        stop = undefined
        showNow(show)
      })
    },
    close: () => {
      stop?.()
      stop = undefined
    },
  }
}
