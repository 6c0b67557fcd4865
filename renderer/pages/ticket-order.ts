// Renderer. The order of the invitations in their table: by one column, up or down, as its head was clicked.

import type { TFunction } from 'i18next'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { writtenAs } from '../text/i18n.ts'
import { sentTo, statusText } from './ticket-words.ts'

export type TicketColumn = 'sent-to' | 'expiration' | 'state'
export type TicketOrder = { readonly by: TicketColumn; readonly down: boolean }

/** TKT-8: the latest expiry first. */
export const FIRST_ORDER: TicketOrder = { by: 'expiration', down: true }

/** After a click on the head of a column: that column, the same once more the other way round. */
export const orderedBy = (by: TicketColumn, before: TicketOrder): TicketOrder =>
  before.by === by ? { by, down: !before.down } : { by, down: by === 'expiration' }

/** Words as the language sorts them, numbers in them by their value; equal ones stay with the latest expiry first. */
export function inOrder(
  tickets: readonly TicketRow[],
  { by, down }: TicketOrder,
  t: TFunction,
): readonly TicketRow[] {
  const { compare } = new Intl.Collator(writtenAs(), { numeric: true })
  const comparisons: Readonly<Record<TicketColumn, (one: TicketRow, other: TicketRow) => number>> = {
    'sent-to': (one, other) => compare(sentTo(one, t), sentTo(other, t)),
    expiration: (one, other) => one.endsAt - other.endsAt,
    state: (one, other) => compare(statusText(one.status, t), statusText(other.status, t)),
  }
  const sign = down ? -1 : 1
  return tickets.toSorted((one, other) => sign * comparisons[by](one, other) || other.endsAt - one.endsAt)
}
