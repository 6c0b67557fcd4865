// Services. An expert whose line broke looks for the novice again: every address in turn, until one leads back or time is up.

import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { Timers } from '../ports.ts'
import type { Link } from '../terminal-services/link.ts'

/** One address has so long: there are 30 s for all of them. */
const TRY_MS = 4_000
/** After a round in which nobody answered. */
const REST_MS = 500

type Search = {
  readonly addresses: readonly Address[]
  /** Ends the search. */
  readonly signal: AbortSignal
  readonly timers: Timers
  reach(address: Address, signal: AbortSignal): Promise<Result<Link, AddressFailure>>
  comeBack(link: Link): Promise<Result<number, Refusal | 'lost'>>
}

/** `refused`: the novice's computer was reached and does not know the session any more. */
export type Found =
  | { readonly kind: 'found'; readonly link: Link; readonly received: number }
  | { readonly kind: 'refused' | 'given-up' }

export async function lookForNovice(search: Search): Promise<Found> {
  const { addresses, signal, timers } = search
  for (;;) {
    for (const address of addresses) {
      if (signal.aborted) return { kind: 'given-up' }
      const found = await tryAddress(search, address)
      if (found) return found
    }
    await rest(timers, signal)
  }
}

async function tryAddress(search: Search, address: Address): Promise<Found | undefined> {
  const limit = new AbortController()
  const stop = search.timers.after(TRY_MS, () => limit.abort())
  try {
    const reached = await search.reach(address, AbortSignal.any([search.signal, limit.signal]))
    if (!reached.ok) return undefined
    const back = await search.comeBack(reached.value)
    if (back.ok) return { kind: 'found', link: reached.value, received: back.value }
    // Broken off once more, or too slow: the next try may do better. Any other word is a No.
    return back.error === 'lost' || back.error === 'timeout' ? undefined : { kind: 'refused' }
  } finally {
    stop()
  }
}

function rest(timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = timers.after(REST_MS, resolve)
    signal.addEventListener(
      'abort',
      () => {
        stop()
        resolve()
      },
      { once: true },
    )
  })
}
