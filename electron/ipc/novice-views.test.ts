import { describe, expect, it } from 'vitest'
import type { NoviceState } from '../domain/session/novice-state.ts'
import { activeHelperOf, controlBarOf } from './novice-views.ts'

const helper = { name: 'Bob', address: '192.0.2.7', ticketId: 'a', words: ['a', 'b', 'c', 'd'] } as const
const admitted = {
  helper,
  brokenUntil: null,
  confirming: false,
  asked: 1,
  grants: 1,
  inVain: 0,
  lastRequest: 0,
} as const

const states: readonly (readonly [string, NoviceState, string | undefined])[] = [
  ['knocks', { kind: 'knocking' }, undefined],
  ['is asked about', { kind: 'asking', helper, asked: 1 }, 'prepared'],
  ['sees the screen', { kind: 'viewing', ...admitted }, 'viewing'],
  ['asks for control', { kind: 'control-asked', ...admitted }, 'viewing'],
  ['is in control', { kind: 'controlled', held: false, ...admitted }, 'controlled'],
  ['sees a blurred still', { kind: 'paused', ...admitted }, undefined],
  ['cannot be reached', { kind: 'viewing', ...admitted, brokenUntil: 9 }, 'broken'],
  ['is gone', { kind: 'ended', helper, why: { kind: 'session-over', reason: 'link-lost' } }, undefined],
]

describe('[SES-6] what the center tells of a helper', () => {
  it.each(states)('while the expert %s', (_, state, status) => {
    const active = status === undefined || status === 'prepared' ? null : { name: 'Bob', status }
    expect(activeHelperOf(state)).toEqual(active)
  })
})

describe('[SES-6] the bar on the shared screen', () => {
  it.each(states)('while the expert %s', (_, state, status) => {
    expect(controlBarOf(state)?.status).toBe(status)
  })
})
