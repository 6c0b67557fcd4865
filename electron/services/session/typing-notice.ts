// Services. "X is typing…": shown for some seconds after the last word of it, or until the line itself comes.

import { TYPING_SHOWN_MS } from '../../../shared/session.ts'
import type { Timers } from '../ports.ts'

export type TypingNotice = {
  heard(): void
  over(): void
  shown(): boolean
}

/** `changed`: the notice went away by itself; its coming is told by the event that brought it. */
export function createTypingNotice(timers: Timers, changed: () => void): TypingNotice {
  let shown = false
  let cancel: () => void = () => undefined
  const over = () => {
    cancel()
    shown = false
  }
  return {
    heard: () => {
      cancel()
      shown = true
      cancel = timers.after(TYPING_SHOWN_MS, () => {
        shown = false
        changed()
      })
    },
    over,
    shown: () => shown,
  }
}
