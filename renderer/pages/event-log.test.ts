// Renderer. The event log: what is shown, and what a spreadsheet is given.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventCsv } from './event-csv.ts'
import { eventGroups, filteredEvents } from './event-filter.ts'

const event = (kind: string, details = '') => ({ kind, time: '1/2/2026', event: `It was ${kind}`, details })
/** What main records; its modules are out of a page's reach, its text is not. */
const eventKinds = [
  ...readFileSync(
    join(import.meta.dirname, '..', '..', 'electron', 'domain', 'event-log', 'event-kinds.ts'),
    'utf8',
  ).matchAll(/^ {2}'([a-z-]+)',$/gmu),
].map(([, kind]) => kind ?? '')

const heads = { time: 'Time', event: 'Event', details: 'Details' }

describe('the filter of the event log', () => {
  it('has a group for every kind of event, and shows an unknown one under all', () => {
    expect(eventKinds).toContain('refused')
    const known = eventKinds.map((kind) => event(kind))
    const groups = eventGroups.filter((group) => group !== 'all')
    const shown = groups.flatMap((group) => filteredEvents(known, group, ''))
    expect(shown.map(({ kind }) => kind).toSorted()).toEqual(eventKinds.toSorted())
    const strange = [event('constructor'), event('something-newer')]
    expect(groups.flatMap((group) => filteredEvents(strange, group, ''))).toEqual([])
    expect(filteredEvents(strange, 'all', '')).toEqual(strange)
  })

  it('finds every word in what is shown, without regard to case and accents', () => {
    const events = [event('refused', 'Helper: Zoë'), event('refused', 'Helper: Bob')]
    expect(filteredEvents(events, 'refused', ' ZOE  helper')).toEqual([events[0]])
    expect(filteredEvents(events, 'all', 'zoe bob')).toEqual([])
  })
})

describe('the exported event log', () => {
  it('is a table that a spreadsheet reads', () => {
    expect(eventCsv(heads, [event('refused', 'From: "Bob", \u2068Ann\u2069\nline')])).toBe(
      '\uFEFF"Time","Event","Details"\r\n"1/2/2026","It was refused","From: ""Bob"", Ann\nline"\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\u2068=1\u2069', '\n1', '＝1', '＠x'])(
    'makes no formula of the name %j',
    (details) => {
      expect(eventCsv(heads, [event('refused', details)])).toContain(`,"'`)
    },
  )

  it('never lets a cell out of its quotation marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (details) => {
        const csv = eventCsv({ ...heads, time: '' }, [event('x', details)])
        const cells = [...csv.slice(1).matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/gu)]
        expect(cells).toHaveLength(6)
        expect(cells.map(([whole]) => whole).join('')).toBe(csv.slice(1))
      }),
    )
  })
})
