// Services. An expert whose line broke looks for the novice again: round after round of all addresses, until one leads back
// or time is up. The one that leads there may be the last of many, so a round does not wait for each in turn.

import type { AddressFailure, Refusal } from '../../../shared/refusal.ts'
import type { Result } from '../../../shared/result.ts'
import type { Address } from '../../domain/invitation/invitation.ts'
import type { Timers } from '../ports.ts'
import type { Link } from '../terminal-services/link.ts'

/** One address has so long: there are 30 s for all of them. */
const TRY_MS = 4_000
/** Then the next one is begun beside those under way (RFC 8305 does so behind one name). */
const STAGGER_MS = 500
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

type Reached = { readonly address: Address; readonly link: Link }

/** `refused`: the novice's computer was reached and does not know the session any more. */
export type Found =
  | { readonly kind: 'found'; readonly link: Link; readonly received: number }
  | { readonly kind: 'refused' | 'given-up' }

export async function lookForNovice(search: Search): Promise<Found> {
  const { signal, timers } = search
  let addresses = search.addresses
  for (;;) {
    if (signal.aborted) return { kind: 'given-up' }
    const reached = await firstToAnswer(search, addresses)
    if (reached) {
      const back = await search.comeBack(reached.link)
      if (back.ok) return { kind: 'found', link: reached.link, received: back.value }
      // Broken off once more, or too slow: the next try may do better, and there may be a better way. Any other word is a No.
      if (back.error !== 'lost' && back.error !== 'timeout') return { kind: 'refused' }
      addresses = [...addresses.filter((address) => address !== reached.address), reached.address]
    }
    await rest(timers, signal)
  }
}

/** Undefined: nobody answered, or the search is over. Whoever else was on the way is left at once. */
function firstToAnswer(search: Search, addresses: readonly Address[]): Promise<Reached | undefined> {
  const { timers } = search
  const round = new AbortController()
  const signal = AbortSignal.any([search.signal, round.signal])
  const waiting = [...addresses]
  let underWay = 0
  let stopTimer: () => void = () => undefined

  return new Promise((resolve, reject) => {
    const over = (settle: () => void) => {
      stopTimer()
      round.abort()
      settle()
    }

    function beginNext() {
      stopTimer()
      const address = waiting.shift()
      if (address === undefined || signal.aborted) {
        if (underWay === 0) over(() => resolve(undefined))
        return
      }
      underWay += 1
      stopTimer = timers.after(STAGGER_MS, beginNext)
      tryAddress(search, address, signal).then(
        (link) => answered(address, link),
        (cause: unknown) => over(() => reject(cause instanceof Error ? cause : new Error(String(cause)))),
      )
    }

    function answered(address: Address, link: Link | undefined) {
      underWay -= 1
      if (link === undefined) beginNext()
      else if (signal.aborted) link.cut()
      else over(() => resolve({ address, link }))
    }

    beginNext()
  })
}

async function tryAddress(search: Search, address: Address, signal: AbortSignal): Promise<Link | undefined> {
  const limit = new AbortController()
  const stop = search.timers.after(TRY_MS, () => limit.abort())
  try {
    const reached = await search.reach(address, AbortSignal.any([signal, limit.signal]))
    return reached.ok ? reached.value : undefined
  } finally {
    stop()
  }
}

function rest(timers: Timers, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
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
