// Domain. How long an invitation stays open (TKT-9).

import { minutesPer, type LifetimeUnit } from '../../../shared/invitation.ts'
import { err, ok, type Result } from '../../../shared/result.ts'

/** 30 days, where no policy says otherwise. */
export const DEFAULT_MAXIMUM_MINUTES = 43_200
export const DEFAULT_LIFETIME = { count: 1, unit: 'hours' } as const
export const HIGHEST_COUNT = 99

/** `limited`: the wish was over the policy's maximum and was set to it; the user is told. */
export type Lifetime = { readonly minutes: number; readonly limited: boolean }

/**
 * The lifetime in minutes for a wish of 1 to 99 units, never above `maximumMinutes` (the policy's, at least 1).
 * Fails with `out-of-range` when the count is not a whole number from 1 to 99.
 */
export function lifetimeOf(
  count: number,
  unit: LifetimeUnit,
  maximumMinutes: number,
): Result<Lifetime, { readonly kind: 'out-of-range' }> {
  if (!Number.isInteger(count) || count < 1 || count > HIGHEST_COUNT) return err({ kind: 'out-of-range' })
  const wish = count * minutesPer[unit]
  const maximum = Math.max(1, Math.floor(maximumMinutes))
  return ok(wish > maximum ? { minutes: maximum, limited: true } : { minutes: wish, limited: false })
}

/** Epoch milliseconds as the file and the status page show them; the ticket clock decides, not this (TKT-5). */
export function expiresAt(ticket: { readonly createdAt: number; readonly lifetimeMinutes: number }): number {
  return ticket.createdAt + ticket.lifetimeMinutes * 60_000
}
