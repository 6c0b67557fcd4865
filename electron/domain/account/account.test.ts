import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountTransition, accountView, newAccount, RIGHT_LINGERS_MS } from './account.ts'
import type { AccountEvent, AccountState } from './account.ts'

const event = (kind: AccountEvent['kind'], ticketTime = 0, at = 7): AccountEvent => ({ kind, at, ticketTime })
const after = (state: AccountState, ...events: readonly AccountEvent[]) =>
  events.reduce((now, next) => accountTransition(now, next).state, state)

const HOUR = 3_600_000
const states: readonly AccountState[] = [
  newAccount(1),
  { kind: 'enabled', since: 2 },
  { kind: 'closing', since: 3, rightEndsAt: 500 },
]
const kinds: readonly AccountEvent['kind'][] = ['ticket-opened', 'last-ticket-closed', 'time-passed']

describe('HelpAssistant', () => {
  it('[ACC-1] exists from the start, disabled and without its logon right', () => {
    expect(accountView(newAccount(5))).toEqual({ enabled: false, logonRight: false, since: 5 })
  })

  it('[ACC-2] the first open ticket enables it, further ones change nothing', () => {
    const { state, effects } = accountTransition(newAccount(5), event('ticket-opened'))
    expect(accountView(state)).toEqual({ enabled: true, logonRight: true, since: 7 })
    expect(effects).toEqual([{ kind: 'record', event: 'account-enabled' }])
    expect(accountTransition(state, event('ticket-opened')).state).toBe(state)
  })

  it('[ACC-3] is disabled with the last ticket, and keeps its logon right for less than an hour', () => {
    const closing = after(newAccount(0), event('ticket-opened'), event('last-ticket-closed', 100, 9))
    expect(accountView(closing)).toEqual({ enabled: false, logonRight: true, since: 9 })
    expect(after(closing, event('time-passed', 100 + RIGHT_LINGERS_MS - 1))).toBe(closing)
    const over = accountTransition(closing, event('time-passed', 100 + HOUR, 11))
    expect(accountView(over.state)).toEqual({ enabled: false, logonRight: false, since: 11 })
    expect(over.effects).toEqual([
      { kind: 'record', event: 'logon-right-removed' },
      { kind: 'renew-password' },
    ])
    expect(RIGHT_LINGERS_MS).toBeLessThan(HOUR)
  })

  it('[ACC-3] a ticket within that hour keeps the right and the password', () => {
    const closing = after(newAccount(0), event('ticket-opened'), event('last-ticket-closed', 100))
    const { state, effects } = accountTransition(closing, event('ticket-opened', 200))
    expect(accountView(state)).toMatchObject({ enabled: true, logonRight: true })
    expect(effects).not.toContainEqual({ kind: 'renew-password' })
    expect(after(state, event('time-passed', 10 * HOUR))).toBe(state)
  })

  it.each(states.flatMap((state) => kinds.map((kind) => [state, kind] as const)))(
    'is total, and settles: %j on %s',
    (state, kind) => {
      const once = accountTransition(state, event(kind, 400)).state
      expect(accountTransition(once, event(kind, 400))).toEqual({ state: once, effects: [] })
    },
  )

  it('[ACC-3] never has its logon right longer than an hour after the last ticket', () => {
    const step = fc.record({ kind: fc.constantFrom(...kinds), wait: fc.integer({ min: 0, max: 2 * HOUR }) })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let state = newAccount(0)
        let ticketTime = 0
        let closedAt = -Infinity
        for (const { kind, wait } of steps) {
          ticketTime += wait
          if (state.kind === 'enabled' && kind === 'last-ticket-closed') closedAt = ticketTime
          state = after(state, event(kind, ticketTime), event('time-passed', ticketTime))
          const { enabled, logonRight } = accountView(state)
          if (logonRight && !enabled) expect(ticketTime - closedAt).toBeLessThan(HOUR)
          if (enabled) expect(logonRight).toBe(true)
        }
      }),
    )
  })
})
