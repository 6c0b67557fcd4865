// Domain. What is to be done about mappings that stand: when to renew, which to give back (NET-3).

import { keyOfMapping } from './mapping-record.ts'
import type { MappingRecord } from './mapping-record.ts'

/** Leases are counted in whole seconds. */
const SECOND_MS = 1000

/**
 * Epoch ms at which to renew: at half time, and at once when a lease is longer than the last ticket; Infinity while the
 * leases last as long as the tickets do. `grantedAt`: when they were granted; `until`: the end of the last ticket.
 */
export function renewalDue(
  records: readonly MappingRecord[],
  { grantedAt, until, now }: { readonly grantedAt: number; readonly until: number; readonly now: number },
): number {
  const ends = records.flatMap((record) => record.until ?? [])
  const isTooLong = until > now && ends.some((end) => end > until + SECOND_MS)
  if (isTooLong) return now
  const first = Math.min(...ends)
  // Past half time although the ticket is longer: what was granted before a new ticket came.
  return first >= until - SECOND_MS ? Infinity : Math.min(grantedAt + (first - grantedAt) / 2, first)
}

/** What is written down and not in use: of a crash, of another port, of a router that answered too late. */
export function unusedMappings(
  written: readonly MappingRecord[],
  used: readonly MappingRecord[],
): readonly MappingRecord[] {
  const keys = new Set(used.map(keyOfMapping))
  return written.filter((record) => !keys.has(keyOfMapping(record)))
}

/**
 * Unused, but the same port of the same router as one in use, in another protocol: to give it back would take the other
 * one along, and its lease ends by itself.
 */
export const isDouble = (record: MappingRecord, used: readonly MappingRecord[]): boolean =>
  used.some(
    ({ gateway, transport, internalPort }) =>
      gateway === record.gateway && transport === record.transport && internalPort === record.internalPort,
  )
