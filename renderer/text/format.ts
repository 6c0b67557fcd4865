// Renderer. Dates and numbers the way the chosen language writes them; times are this computer's local time. What belongs
// together stays in one line: an amount and its unit, the parts of a date, the parts of a time.

import { writtenAs } from './i18n.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** In numbers alone, so that one stands under the other; two digits of a year would leave open which number is the year. */
const EXACT: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  minute: '2-digit',
  second: '2-digit',
}

/** As the time of day is written beside it: 03:20, but 3:20 AM. */
const hourOf = (): Intl.DateTimeFormatOptions => {
  const { hour12 } = new Intl.DateTimeFormat(writtenAs(), { hour: 'numeric' }).resolvedOptions()
  return { hour: hour12 === true ? 'numeric' : '2-digit' }
}

const unbroken = (text: string): string => text.replaceAll(' ', '\u00A0')

/** Facts with a dot between them; a line may end behind a dot, and does not begin with one. */
export const inOneLine = (...facts: readonly string[]): string => facts.join('\u00A0· ')

/** An amount with its unit. */
const amount = (text: string): string => text.replace(/(?<=\p{N}) (?=\p{L})/gu, '\u00A0')

/** A line may end behind the weekday and before the time of day, and nowhere else. */
function date(at: number, options: Intl.DateTimeFormatOptions): string {
  const parts = new Intl.DateTimeFormat(writtenAs(), options).formatToParts(at)
  const written = parts.map(({ type, value }, index) => {
    const mayEnd = parts[index - 1]?.type === 'weekday' || parts[index + 1]?.type === 'hour'
    if (type !== 'literal' || !mayEnd) return unbroken(value)
    const space = value.indexOf(' ') + 1
    return value.slice(0, space) + unbroken(value.slice(space))
  })
  return written.join('')
}

/** Epoch milliseconds as date and time, for tables. */
export const shortTime = (at: number): string => date(at, { dateStyle: 'medium', timeStyle: 'short' })

/** Epoch milliseconds as date and time to the second, for logs. */
export const exactTime = (at: number): string => date(at, { ...EXACT, ...hourOf() })

/** Epoch milliseconds as the time of day, for chat. */
export const clockTime = (at: number): string => date(at, { timeStyle: 'short' })

/** Epoch milliseconds with weekday and time zone: an expert far away must see whose time it is (INV-5). */
export const zonedTime = (at: number): string =>
  date(at, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })

/**
 * Milliseconds until something happens, as "4 hours, 59 minutes", rounded down, so that it never promises too much; below an hour
 * in one unit.
 */
export function remaining(ms: number): string {
  if (ms >= 2 * DAY) return listed([Math.floor(ms / DAY), 'day'], [Math.floor((ms % DAY) / HOUR), 'hour'])
  if (ms >= HOUR) return span(ms)
  return ms >= MINUTE
    ? duration(Math.floor(ms / MINUTE), 'minute')
    : duration(Math.max(0, Math.floor(ms / 1000)), 'second')
}

/** Milliseconds that have gone by, as "5 minutes ago"; never "0 seconds ago". */
export function elapsed(ms: number): string {
  const relative = new Intl.RelativeTimeFormat(writtenAs(), { numeric: 'always' })
  const inUnits = (unit: 'second' | 'minute' | 'hour' | 'day', size: number) =>
    amount(relative.format(-Math.max(1, Math.floor(ms / size)), unit))
  if (ms >= 2 * DAY) return inUnits('day', DAY)
  if (ms >= 2 * HOUR) return inUnits('hour', HOUR)
  return ms >= MINUTE ? inUnits('minute', MINUTE) : inUnits('second', 1000)
}

/** 1 as "01", the way XP's duration box counts. */
export const twoDigits = (value: number): string =>
  new Intl.NumberFormat(writtenAs(), { minimumIntegerDigits: 2, useGrouping: false }).format(value)

/** Milliseconds as "1 hour, 5 minutes"; whole minutes. */
export function span(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  if (minutes < 60) return duration(minutes, 'minute')
  return listed([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute'])
}

type Amount = readonly [count: number, unit: 'minute' | 'hour' | 'day']

/** The smaller one is left out where it is none. */
function listed(large: Amount, small: Amount): string {
  const parts = [large, small].filter(([count], index) => index === 0 || count > 0)
  const words = parts.map(([count, unit]) => duration(count, unit))
  return new Intl.ListFormat(writtenAs(), { type: 'unit' }).format(words)
}

/** A number as people write it: 4,000. */
export const count = (value: number): string => new Intl.NumberFormat(writtenAs()).format(value)

/** "2 hours". */
export const duration = (count: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  amount(new Intl.NumberFormat(writtenAs(), { style: 'unit', unit, unitDisplay: 'long' }).format(count))

/** Seconds as the largest unit that says enough, rounded up: "2 minutes". */
export function roughDuration(seconds: number): string {
  if (seconds > 90 * 60) return duration(Math.ceil(seconds / 3600), 'hour')
  return seconds > 90 ? duration(Math.ceil(seconds / 60), 'minute') : duration(Math.ceil(seconds), 'second')
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

/** Bytes as people read them, "4.3 MB": three digits, powers of ten as the units mean them. */
export function fileSize(bytes: number): string {
  // Rounded first: 999,999 bytes are 1 MB, not 1,000 kB.
  const rounded = Number(bytes.toPrecision(3))
  const power = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, rounded)) / 3)))
  const written = new Intl.NumberFormat(writtenAs(), {
    style: 'unit',
    unit: sizes[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  })
  return amount(written.format(rounded / 1000 ** power))
}
