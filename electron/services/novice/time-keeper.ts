// Services. Wakes the ticket store when something is over: a ticket, the logon right, the clock's mark (TKT-2, ACC-3).

import type { Log, Timers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'

/** Longer timers would miss a sleep or a changed clock by as much; Node's own limit is 24 days. */
const AT_MOST_MS = 60_000

/** How soon a full disk is asked again. */
const RETRY_MS = 5_000

type Ports = {
  readonly store: Pick<TicketStore, 'tick' | 'nextTickIn'>
  readonly timers: Timers
  readonly log: Log
}

export type TimeKeeper = {
  reschedule(): void
  /** At once, because the computer slept or its clock was set. */
  look(): void
  stop(): void
}

export function keepTime({ store, timers, log }: Ports): TimeKeeper {
  let cancel: () => void = () => undefined
  let stopped = false

  function reschedule() {
    cancel()
    const next = store.nextTickIn()
    if (stopped || next === undefined) return
    cancel = timers.after(Math.max(0, Math.min(next, AT_MOST_MS)), tick)
  }

  /** A disk that refuses must not stop the clock: until it is asked again nobody gets in either, for a logon asks it too. */
  function tick() {
    try {
      store.tick()
      reschedule()
    } catch (cause) {
      log('what is over could not be expired', cause)
      if (!stopped) cancel = timers.after(RETRY_MS, tick)
    }
  }

  return {
    reschedule,
    look: () => {
      cancel()
      tick()
    },
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
