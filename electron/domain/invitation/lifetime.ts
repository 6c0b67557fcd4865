// Domain. DtStart and DtLength: when an invitation was made and when it was set to expire (INV-5).

import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import type { InvitationProblem } from '../../../shared/invitation.ts'

/** Epoch milliseconds, both. */
export type Lifetime = { readonly createdAt: number; readonly expiresAt: number }

const MINUTE = 60_000

/** The end of the year 9999: later times have no place in ISO 8601's four digits. */
const END_OF_TIME = 253_402_300_799_000

/**
 * Reads both fields: `start` in seconds since 1970 UTC, `length` in minutes.
 * Fails with `bad-field` for anything but digits, for no minutes at all and for times beyond the year 9999.
 */
export function parseLifetime(start: string, length: string): Result<Lifetime, InvitationProblem> {
  const createdAt = wholeNumber(start) * 1000
  if (!(createdAt <= END_OF_TIME)) return err({ kind: 'bad-field', field: 'DtStart' })
  const expiresAt = createdAt + wholeNumber(length) * MINUTE
  if (!(expiresAt > createdAt && expiresAt <= END_OF_TIME))
    return err({ kind: 'bad-field', field: 'DtLength' })
  return ok({ createdAt, expiresAt })
}

/** The opposite of `parseLifetime`; parts of a second and of a minute are dropped, the format has no room for them. */
export function formatLifetime({ createdAt, expiresAt }: Lifetime): {
  readonly start: string
  readonly length: string
} {
  return {
    start: String(Math.floor(createdAt / 1000)),
    length: String(Math.floor((expiresAt - createdAt) / MINUTE)),
  }
}

/** The times of an invitation made at `now` (epoch ms) for `minutes`, in whole seconds as the file keeps them. */
export function lifetimeFrom(now: number, minutes: number): Lifetime {
  const createdAt = Math.floor(now / 1000) * 1000
  return { createdAt, expiresAt: createdAt + minutes * MINUTE }
}

/** EXP-2: what the expert's clock says. The novice's computer alone decides (TKT-5). */
export function seemsExpired({ expiresAt }: Pick<Lifetime, 'expiresAt'>, now: number): boolean {
  return now >= expiresAt
}

/** NaN, which no comparison lets pass, for anything but digits. */
function wholeNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : NaN
}
