// Services. Notices that this computer's addresses are others now (TKT-8). Systems tell programs like this one nothing
// about it, so it looks; only while a ticket is open, because nothing else depends on them.

import { spelling } from '../../domain/addresses/own-addresses.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { Timers } from '../ports.ts'

/** Soon enough for somebody who has just joined another network and looks at the status page. */
export const LOOK_MS = 3_000

type Ports = {
  readonly timers: Timers
  isNeeded(): boolean
  /** As an invitation made now would list them. */
  addresses(): readonly Address[]
  changed(): void
}

export type AddressWatch = {
  /** A ticket was opened or closed. */
  follow(): void
  stop(): void
}

export function watchAddresses({ timers, isNeeded, addresses, changed }: Ports): AddressWatch {
  let cancel: (() => void) | undefined
  let seen = ''

  const now = () => addresses().map(spelling).join(' ')

  function look() {
    const before = seen
    seen = now()
    wait()
    if (seen !== before) changed()
  }

  function wait() {
    cancel = timers.after(LOOK_MS, look, 'beside')
  }

  function stop() {
    cancel?.()
    cancel = undefined
  }

  return {
    follow: () => {
      if (!isNeeded()) stop()
      else if (cancel === undefined) {
        seen = now()
        wait()
      }
    },
    stop,
  }
}
