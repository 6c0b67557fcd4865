// The order of the invitations in their table.

import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { startText } from '../text/i18n.ts'
import { FIRST_ORDER, inOrder, orderedBy } from './ticket-order.ts'

const ticket = (id: string, endsAt: number, status: TicketRow['status']): TicketRow => ({
  id,
  from: 'Ann',
  createdAt: 0,
  endsAt,
  lifetimeMinutes: 60,
  status,
  closedBy: status === 'expired' ? 'time' : null,
  passwordProtected: true,
  addresses: [],
  mapping: null,
  file: `/home/ann/${id}.msrcincident`,
})
const tickets = [ticket('Bob 10', 3, 'open'), ticket('älter', 1, 'expired'), ticket('Bob 9', 2, 'open')]
const names = (order: Parameters<typeof inOrder>[1]) => inOrder(tickets, order, i18next.t).map(({ id }) => id)

beforeAll(() => startText({ language: 'de', locale: 'de', scheme: 'blue' }))

describe('the order of the invitations', () => {
  it('[TKT-8] is the latest expiry first, and the other way round after a click', () => {
    expect(names(FIRST_ORDER)).toEqual(['Bob 10', 'Bob 9', 'älter'])
    expect(names(orderedBy('expiration', FIRST_ORDER))).toEqual(['älter', 'Bob 9', 'Bob 10'])
  })

  it('[TKT-8] sorts names as the language does, with numbers by their value', () => {
    const byName = orderedBy('sent-to', FIRST_ORDER)
    expect(names(byName)).toEqual(['älter', 'Bob 9', 'Bob 10'])
    expect(names(orderedBy('sent-to', byName))).toEqual(['Bob 10', 'Bob 9', 'älter'])
  })

  it('[TKT-8] keeps the latest expiry first among equal states', () => {
    const byState = orderedBy('state', FIRST_ORDER)
    // „Abgelaufen“ comes before „Offen“.
    expect(names(byState)).toEqual(['älter', 'Bob 10', 'Bob 9'])
    expect(names(orderedBy('state', byState))).toEqual(['Bob 10', 'Bob 9', 'älter'])
    expect(orderedBy('expiration', byState)).toEqual(FIRST_ORDER)
  })
})
