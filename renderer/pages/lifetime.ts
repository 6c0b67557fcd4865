// Renderer. Holds a chosen lifetime under the policy's maximum (TKT-9); pure.

import { minutesPer, type LifetimeUnit } from '../../shared/invitation.ts'
import type { Draft } from './navigation.ts'

export const units: readonly LifetimeUnit[] = ['minutes', 'hours', 'days']
export const counts: readonly number[] = Array.from({ length: 99 }, (_, index) => index + 1)

/** As Intl names them. */
export const unitNames: Readonly<Record<LifetimeUnit, 'minute' | 'hour' | 'day'>> = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
}

type Lifetime = Pick<Draft, 'count' | 'unit'>

export const minutesOf = ({ count, unit }: Lifetime): number => count * minutesPer[unit]

/** What the form begins with: an hour, where that is allowed. */
export const suggested = (maximum: number): Lifetime =>
  maximum >= minutesPer.hours ? { count: 1, unit: 'hours' } : longest(maximum)

/** The longest lifetime of 1 to 99 units that is not above `maximum` minutes. */
export function longest(maximum: number): Lifetime {
  const choices = units.map((unit) => ({ unit, count: Math.min(99, Math.floor(maximum / minutesPer[unit])) }))
  // Later units win a tie: 60 minutes are better read as 1 hour.
  return choices.reduce((best, next) => (minutesOf(next) >= minutesOf(best) ? next : best))
}

/** `minutes` as the form can show it, in the largest unit that fits exactly; rounded up to one that fits otherwise. */
export function lifetimeFrom(minutes: number): Lifetime {
  const exact = units
    .toReversed()
    .find((unit) => minutes % minutesPer[unit] === 0 && minutes / minutesPer[unit] <= 99)
  const unit = exact ?? units.find((wider) => minutes / minutesPer[wider] <= 99) ?? 'days'
  return { unit, count: Math.min(99, Math.max(1, Math.ceil(minutes / minutesPer[unit]))) }
}
