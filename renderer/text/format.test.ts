// Renderer. Dates, amounts and times left, in the five languages: whole where a line ends, and never more than there is.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { languages, type Language } from '../../shared/language.ts'
import * as format from './format.ts'
import { speak, startText } from './i18n.ts'

/** A Saturday of November 2026, as this computer's clock has it. */
const AT = new Date(2026, 10, 21, 9, 5, 7).getTime()

const inLanguage = (language: Language) => speak({ language, locale: language, scheme: 'blue' })
/** Where a line may end. */
const pieces = (text: string) => text.split(' ')
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/gu, ' ')

beforeAll(() => startText({ language: 'en', locale: 'en', scheme: 'blue' }))

describe.each(languages)('[LNG-2] in %s', (language) => {
  beforeAll(() => inLanguage(language))

  it('a date breaks between day and time of day, and nowhere else', () => {
    const [date = '', ...time] = pieces(format.shortTime(AT))
    expect(date).toMatch(/^[^ ]*21[^ ]*2026,?$/u)
    expect(time.join(' ')).toMatch(/^0?9:05[^ ]*$/u)
    expect(pieces(format.exactTime(AT))).toHaveLength(2)
    expect(pieces(format.clockTime(AT))).toHaveLength(1)
    const [weekday, day, ...rest] = pieces(format.zonedTime(AT))
    expect(weekday).toMatch(/^\p{L}+,?$/u)
    expect(day).toMatch(/21.*2026/u)
    expect(rest).toHaveLength(1)
  })

  it('a log has years of four digits', () => {
    expect(format.exactTime(AT)).toMatch(/^\d\d[./-]\d\d[./-]2026,? 0?9:05:07/u)
    expect(format.exactTime(new Date(2031, 0, 2).getTime())).toMatch(/2031/u)
  })

  it('an hour has two digits where it has no AM or PM beside it, and one where it has', () => {
    const early = new Date(2026, 10, 21, 3, 5, 7).getTime()
    const hour = language === 'en' ? '3' : '03'
    for (const written of [format.exactTime(early), format.clockTime(early)])
      expect(written).toMatch(new RegExp(`(?<!\\d)${hour}:05`, 'u'))
    expect(/[AP]M$/u.test(format.exactTime(early))).toBe(language === 'en')
  })

  it('what has just gone by is one second ago, never none', () => {
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
    for (const ms of [-5_000, 0, 1, 999, 1_999])
      expect(plain(format.elapsed(ms))).toBe(relative.format(-1, 'second'))
    expect(plain(format.elapsed(2_000))).toBe(relative.format(-2, 'second'))
  })

  it('an amount keeps its unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (value) => {
        expect(format.fileSize(value)).not.toMatch(/\p{N} \p{L}/u)
        expect(format.duration(value, 'minute')).not.toMatch(/\p{N} \p{L}/u)
        expect(format.remaining(value)).not.toMatch(/\p{N} \p{L}/u)
        expect(format.elapsed(value)).not.toMatch(/\p{N} \p{L}/u)
        expect(format.span(value)).not.toMatch(/\p{N} \p{L}/u)
        expect(format.roughDuration(value)).not.toMatch(/\p{N} \p{L}/u)
      }),
    )
    expect(format.fileSize(1_930_000_000)).toMatch(/^1[.,]93[\u00A0\u202F]G[Bo]$/u)
  })

  it('[TKT-5] the time left is never more than there is, and less by no more than one of its units', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 * DAY }), (ms) => {
        const { least, unit } = promised(language, format.remaining(ms))
        expect(least).toBeLessThanOrEqual(ms)
        expect(ms - least).toBeLessThan(unit)
      }),
    )
    expect(promised(language, format.remaining(5 * HOUR - 1)).least).toBe(4 * HOUR + 59 * 60_000)
    for (const ms of [DAY - 1, 47 * HOUR, 2 * DAY - 1, 2 * HOUR - 1, 60_000 - 1, 999])
      expect(promised(language, format.remaining(ms)).least).toBeLessThanOrEqual(ms)
  })
})

const HOUR = 3_600_000
const DAY = 24 * HOUR
const units = { second: 1000, minute: 60_000, hour: HOUR, day: DAY } as const

/** What a reader of "4 hours, 59 minutes" counts on, in milliseconds, and the smallest unit that it may leave out. */
function promised(language: Language, text: string): { readonly least: number; readonly unit: number } {
  const named = (['second', 'minute', 'hour', 'day'] as const).flatMap((unit) => {
    const one = [...plain(text).matchAll(/(\d+) (\p{L}+)/gu)].find(([said, count]) => {
      const written = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' })
      return plain(written.format(Number(count))) === said
    })
    return one === undefined ? [] : [{ count: Number(one[1]), unit }]
  })
  const least = named.reduce((sum, { count, unit }) => sum + count * units[unit], 0)
  // "5 hours" leaves out minutes, "3 days" hours: the smaller of the two is there unless it is none.
  const largest = named.at(-1)?.unit
  if (largest === undefined) throw new Error(`not a time left: ${text}`)
  return { least, unit: { second: 1000, minute: units.minute, hour: units.minute, day: HOUR }[largest] }
}

describe('a time left', () => {
  it('[TKT-8] has hours and minutes above an hour, days and hours from two days on', () => {
    inLanguage('en')
    const said = [59_999, 60_000, HOUR - 1, HOUR, 5 * HOUR - 1, 26 * HOUR, 2 * DAY, 3 * DAY - 1]
    expect(said.map((ms) => plain(format.remaining(ms)))).toEqual([
      '59 seconds',
      '1 minute',
      '59 minutes',
      '1 hour',
      '4 hours, 59 minutes',
      '26 hours',
      '2 days',
      '2 days, 23 hours',
    ])
    inLanguage('de')
    expect(plain(format.remaining(5 * HOUR - 1))).toBe('4 Stunden, 59 Minuten')
  })
})

describe('sizes of files', () => {
  it('have three digits, and the larger unit as soon as they would need four', () => {
    inLanguage('en')
    expect(
      [512, 999_400, 999_999, 1_000_000, 84_200_000].map((bytes) => plain(format.fileSize(bytes))),
    ).toEqual(['512 bytes', '999 kB', '1 MB', '1 MB', '84.2 MB'])
  })
})
