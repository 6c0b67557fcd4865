// Services. Wakes the ticket store when something is over: a ticket, the logon right, the clock's mark (TKT-2, ACC-3).

import type { Timers } from '../ports.ts'
import type { TicketStore } from '../ticket-store/ticket-store.ts'

/** Longer timers would miss a sleep or a changed clock by as much; Node's own limit is 24 days. */
const AT_MOST_MS = 60_000

type Ports = { readonly store: TicketStore; readonly timers: Timers }

export function keepTime({ store, timers }: Ports): { reschedule(): void; stop(): void } {
  let cancel: () => void = () => undefined
  let stopped = false

  function reschedule() {
    cancel()
    const next = store.nextTickIn()
    if (stopped || next === undefined) return
    cancel = timers.after(Math.max(0, Math.min(next, AT_MOST_MS)), () => {
      store.tick()
      reschedule()
    })
  }

  return {
    reschedule,
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
