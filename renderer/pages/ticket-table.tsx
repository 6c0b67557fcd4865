// Renderer. The table of invitations: one radio button a row, so that arrows and space choose.

import { useTranslation } from 'react-i18next'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { useNow } from '../controls/use-now.ts'
import { elapsed, remaining, shortTime } from '../text/format.ts'
import { orderedBy, type TicketColumn, type TicketOrder } from './ticket-order.ts'
import { sentTo, statusText } from './ticket-words.ts'

type TicketTableProps = {
  /** In the order shown. */
  readonly tickets: readonly TicketRow[]
  readonly order: TicketOrder
  readonly onOrder: (order: TicketOrder) => void
  readonly selected: string | null
  readonly onSelect: (id: string) => void
}

export function TicketTable({ tickets, order, onOrder, selected, onSelect }: TicketTableProps) {
  const { t } = useTranslation()
  const head = (by: TicketColumn, text: string) => (
    <th scope="col" aria-sort={order.by !== by ? undefined : order.down ? 'descending' : 'ascending'}>
      <button type="button" className="table-sort" onClick={() => onOrder(orderedBy(by, order))}>
        {text}
      </button>
    </th>
  )
  return (
    <div className="table-frame" tabIndex={-1}>
      <table className="table" aria-label={t('status.table')}>
        <thead>
          <tr>
            <th scope="col" className="table-choice">
              <span className="unseen">{t('status.select')}</span>
            </th>
            {head('sent-to', t('status.sentTo'))}
            {head('expiration', t('status.expiration'))}
            {head('state', t('status.state'))}
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket) => (
            <Row key={ticket.id} ticket={ticket} chosen={ticket.id === selected} onSelect={onSelect} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = {
  readonly ticket: TicketRow
  readonly chosen: boolean
  readonly onSelect: (id: string) => void
}

function Row({ ticket, chosen, onSelect }: RowProps) {
  const { t } = useTranslation()
  const name = sentTo(ticket, t)
  const state = statusText(ticket.status, t)
  return (
    <tr className={chosen ? 'chosen' : undefined} onClick={() => onSelect(ticket.id)}>
      <td className="table-choice">
        <input
          type="radio"
          name="ticket"
          checked={chosen}
          aria-label={t('status.choose', { name, state })}
          onChange={() => onSelect(ticket.id)}
        />
      </td>
      <td className="wraps">{name}</td>
      <td>
        {shortTime(ticket.endsAt)}
        <Remaining until={ticket.endsAt} over={ticket.status === 'expired'} />
      </td>
      <td>
        <span className={`state state-${ticket.status}`}>{state}</span>
      </td>
    </tr>
  )
}

/** The line stays when the time is up: what stands below must not move up under the pointer. */
function Remaining({ until, over }: { readonly until: number; readonly over: boolean }) {
  const { t } = useTranslation()
  const left = until - useNow(1000)
  const still = left > 0 ? t('files.left', { time: remaining(left) }) : UNSAID
  return <span className="table-more">{over ? elapsed(-left) : still}</span>
}

/** Past the time and still open: the ticket's own clock decides (TKT-5), so nothing is said. */
const UNSAID = '\u00A0'
