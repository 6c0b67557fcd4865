// Domain. Who may wait at the door: connections that nobody has let in yet. However many come, the next honest one finds a
// place, because whoever has not shown that they know a ticket gives way.

/** Connections that nobody has let in yet. */
export const MOST_WAITING = 8
/** Of one network (`networkOf`); this computer's own test of its addresses has three under way at a time. */
export const MOST_OF_ONE = 4

export type Waiting = {
  readonly network: string
  /** The TLS handshake is done: this one knows the name of a ticket that is open. */
  readonly shaken: boolean
}

export type Place<W> =
  { readonly kind: 'free' } | { readonly kind: 'taken'; readonly from: W } | { readonly kind: 'none' }

/**
 * Whether there is a place for somebody of `network`, and who has to go for it; `waiting`: the oldest first.
 * SECURITY: one network cannot take all the places, and handshakes that do not go on cannot keep anybody out: the oldest of
 * them makes room. Whoever is in the middle of a logon, or is being asked about, keeps the place.
 */
export function placeFor<W extends Waiting>(network: string, waiting: readonly W[]): Place<W> {
  const own = waiting.filter((one) => one.network === network)
  if (own.length >= MOST_OF_ONE) return insteadOf(own)
  if (waiting.length < MOST_WAITING) return { kind: 'free' }
  return insteadOf(waiting.filter((one) => isOfTheMost(one, waiting)))
}

function insteadOf<W extends Waiting>(candidates: readonly W[]): Place<W> {
  const from = candidates.find(({ shaken }) => !shaken)
  return from === undefined ? { kind: 'none' } : { kind: 'taken', from }
}

/** Among the unshaken: nobody's network has more of them waiting. */
function isOfTheMost({ network }: Waiting, waiting: readonly Waiting[]): boolean {
  const count = (of: string) => waiting.filter((one) => !one.shaken && one.network === of).length
  return count(network) === Math.max(...waiting.map((one) => count(one.network)))
}
