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

/** "2 hours". */
export const duration = (count: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(i18next.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)

/** Seconds as the largest unit that says enough, rounded up: "2 minutes". */
export function roughDuration(seconds: number): string {
  if (seconds > 90 * 60) return duration(Math.ceil(seconds / 3600), 'hour')
  return seconds > 90 ? duration(Math.ceil(seconds / 60), 'minute') : duration(Math.ceil(seconds), 'second')
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

/** Bytes as people read them, "4.3 MB": three digits, powers of ten as the units mean them. */
export function fileSize(bytes: number): string {
  const power = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return new Intl.NumberFormat(i18next.language, {
    style: 'unit',
    unit: sizes[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** power)
}
