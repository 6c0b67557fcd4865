import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventRow } from '../../shared/ipc/views.ts'
import { sessionsOf } from './session-log.ts'

const who = { expert: 'Bob', address: '192.0.2.7' }
const event = (at: number, kind: string, details: EventRow['details'] = who): EventRow => ({
  at,
  kind,
  details,
})

describe('the session log', () => {
  it('[SES-5] groups events into sessions, latest first, with what happened in between', () => {
    const log = [
      event(1, 'expert-asks'),
      event(2, 'session-started'),
      event(3, 'control-granted'),
      event(4, 'refused', { reason: 'busy' }),
      event(5, 'control-ended'),
      event(6, 'picture-paused'),
      event(9, 'session-ended', { ...who, reason: 'expert-disconnected' }),
      event(10, 'ticket-created', {}),
      event(12, 'session-started', { expert: 'Eve', address: '192.0.2.8' }),
    ]
    const [latest, first] = sessionsOf(log.toReversed())
    expect(latest).toEqual({
      expert: 'Eve',
      address: '192.0.2.8',
      begun: 12,
      ended: null,
      reason: '',
      events: [],
    })
    expect(first).toMatchObject({ ...who, begun: 2, ended: 9, reason: 'expert-disconnected' })
    expect(first?.events.map(({ kind }) => kind)).toEqual([
      'control-granted',
      'control-ended',
      'picture-paused',
    ])
  })

  it('[SES-5] a session that a crash cut off stands beside the next one, not in it', () => {
    const log = [event(1, 'session-started'), event(2, 'control-granted'), event(8, 'session-started')]
    expect(sessionsOf(log.toReversed()).map(({ begun, ended }) => [begun, ended])).toEqual([
      [8, null],
      [1, null],
    ])
  })

  it('[SES-5] shows a session for each beginning, whatever else is in the log', () => {
    const kinds = fc.constantFrom('session-started', 'session-ended', 'control-granted', 'refused', 'odd')
    fc.assert(
      fc.property(fc.array(kinds), (all) => {
        const log = all.map((kind, at) => event(at, kind, {}))
        const sessions = sessionsOf(log.toReversed())
        expect(sessions).toHaveLength(all.filter((kind) => kind === 'session-started').length)
        for (const { begun, ended } of sessions) expect(ended ?? Infinity).toBeGreaterThan(begun)
      }),
    )
  })
})
