// Domain. What is asked of a router and what it grants, whichever protocol it speaks (NET-2, NET-3).

export type Transport = 'tcp' | 'udp'

export type MappingWish = {
  readonly transport: Transport
  readonly internalPort: number
  /** The one that is asked for; the router may give another. */
  readonly externalPort: number
  readonly leaseSeconds: number
}

/** NET-3: no lease is asked for longer than this; a crash leaves nothing behind for longer. */
export const LONGEST_LEASE_MS = 60 * 60_000

/**
 * The lease to ask for, in seconds: as long as the last ticket, an hour at most, and never 0, which means "remove" in
 * NAT-PMP and PCP and "for ever" in UPnP. `until` and `now`: epoch milliseconds.
 */
export function leaseSeconds(until: number, now: number): number {
  return Math.max(1, Math.floor(Math.min(until - now, LONGEST_LEASE_MS) / 1000))
}

export const isPort = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 65_535

/** Nobody assigns ports from here on (RFC 6335, section 6). */
const FIRST_DYNAMIC_PORT = 49_152

/**
 * The external port to ask for when the one before is taken (718). The same computer asks for the same ones in the same
 * order, so that invitations that were sent stay right over a restart; another computer asks for others.
 */
export function alternativePort(own: string, internalPort: number, attempt: number): number {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5
  for (const character of `${own} ${internalPort} ${attempt}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return FIRST_DYNAMIC_PORT + ((hash >>> 0) % (65_536 - FIRST_DYNAMIC_PORT))
}
