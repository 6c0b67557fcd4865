// Services. One alarm at a time, for what no call will bring: a new one takes the place of the last.

import type { Timers } from '../ports.ts'

export type Alarm = {
  /** Milliseconds; undefined: none. */
  set(ms: number | undefined): void
}

export function createAlarm(timers: Timers, ring: () => void): Alarm {
  let stop: () => void = () => undefined
  return {
    set: (ms) => {
      stop()
      stop = ms === undefined ? () => undefined : timers.after(Math.ceil(ms), ring)
    },
  }
}
