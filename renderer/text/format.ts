// Renderer. Dates and numbers the way the chosen language writes them; times are this computer's local time.

import i18next from 'i18next'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(i18next.language, options)

/** Epoch milliseconds as date and time, for tables. */
export const shortTime = (at: number): string => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** Epoch milliseconds as date and time to the second, for logs. */
export const exactTime = (at: number): string => dates({ dateStyle: 'short', timeStyle: 'medium' }).format(at)

/** Epoch milliseconds as the time of day, for chat. */
export const clockTime = (at: number): string => dates({ timeStyle: 'short' }).format(at)

/** Epoch milliseconds with weekday and time zone: an expert far away must see whose time it is (INV-5). */
export const zonedTime = (at: number): string =>
  dates({
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)

/** Milliseconds until something happens, as "in 59 minutes": rounded down, so that it never promises too much. */
export function remaining(ms: number): string {
  const relative = new Intl.RelativeTimeFormat(i18next.language, { numeric: 'always' })
  if (ms >= 2 * DAY) return relative.format(Math.floor(ms / DAY), 'day')
  if (ms >= 2 * HOUR) return relative.format(Math.floor(ms / HOUR), 'hour')
  if (ms >= MINUTE) return relative.format(Math.floor(ms / MINUTE), 'minute')
  return relative.format(Math.max(0, Math.floor(ms / 1000)), 'second')
}

/** 1 as "01", the way XP's duration box counts. */
export const twoDigits = (value: number): string =>
  new Intl.NumberFormat(i18next.language, { minimumIntegerDigits: 2, useGrouping: false }).format(value)

/** Milliseconds as "1 hour, 5 minutes"; whole minutes. */
export function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  const parts = [
    ...(minutes >= 60 ? [duration(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 || minutes < 60 ? [duration(minutes % 60, 'minute')] : []),
  ]
  return new Intl.ListFormat(i18next.language, { type: 'unit' }).format(parts)
}

/** A number as people write it: 4,000. */
export const count = (value: number): string => new Intl.NumberFormat(i18next.language).format(value)

/** "2 hours". */
export const duration = (count: number, unit: 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(i18next.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
