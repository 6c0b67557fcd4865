// Domain. The HelpAssistant account (ACC): who experts log on as, enabled only while a ticket is open.
//
//   disabled ──ticket opened──► enabled ──last ticket closed──► closing (disabled, still with its logon right)
//      ▲                           ▲                               │  │
//      │                           └────────ticket opened──────────┘  │
//      └───────────────────within the hour: right removed─────────────┘
//
// Pure and total: facts that change nothing give back the same state.

import type { AccountView } from '../../../shared/ipc/views.ts'
import { unreachable } from '../../../shared/result.ts'

/** `since`: epoch milliseconds of the last change. `rightEndsAt`: milliseconds of the ticket clock. */
export type AccountState =
  | { readonly kind: 'disabled'; readonly since: number }
  | { readonly kind: 'enabled'; readonly since: number }
  | { readonly kind: 'closing'; readonly since: number; readonly rightEndsAt: number }

/** `at`: epoch milliseconds; `ticketTime`: milliseconds of the ticket clock. */
export type AccountEvent = {
  readonly kind: 'ticket-opened' | 'last-ticket-closed' | 'time-passed'
  readonly at: number
  readonly ticketTime: number
}

export type AccountEffect =
  | {
      readonly kind: 'record'
      readonly event: 'account-enabled' | 'account-disabled' | 'logon-right-removed'
    }
  /** The next enabling finds a password that no earlier ticket came from (ACC-1). */
  | { readonly kind: 'renew-password' }

export type AccountStep = { readonly state: AccountState; readonly effects: readonly AccountEffect[] }

/** ACC-3 says within the hour; five minutes are left for a timer that comes late. */
export const RIGHT_LINGERS_MS = 55 * 60_000

/** ACC-1: it exists from the start. */
export const newAccount = (at: number): AccountState => ({ kind: 'disabled', since: at })

export function accountTransition(state: AccountState, event: AccountEvent): AccountStep {
  switch (state.kind) {
    case 'disabled':
      return event.kind === 'ticket-opened' ? enabled(event) : stay(state)
    case 'enabled':
      return event.kind === 'last-ticket-closed' ? closing(event) : stay(state)
    case 'closing':
      if (event.kind === 'ticket-opened') return enabled(event)
      return event.ticketTime >= state.rightEndsAt ? disabled(event) : stay(state)
    default:
      return unreachable(state)
  }
}

/** ACC-5. */
export function accountView(state: AccountState): AccountView {
  return { enabled: state.kind === 'enabled', logonRight: state.kind !== 'disabled', since: state.since }
}

const stay = (state: AccountState): AccountStep => ({ state, effects: [] })

const enabled = ({ at }: AccountEvent): AccountStep => ({
  state: { kind: 'enabled', since: at },
  effects: [{ kind: 'record', event: 'account-enabled' }],
})

const closing = ({ at, ticketTime }: AccountEvent): AccountStep => ({
  state: { kind: 'closing', since: at, rightEndsAt: ticketTime + RIGHT_LINGERS_MS },
  effects: [{ kind: 'record', event: 'account-disabled' }],
})

const disabled = ({ at }: AccountEvent): AccountStep => ({
  state: { kind: 'disabled', since: at },
  effects: [{ kind: 'record', event: 'logon-right-removed' }, { kind: 'renew-password' }],
})
