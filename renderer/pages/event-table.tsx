// Renderer. The event log, latest first, in words.

import { useTranslation } from 'react-i18next'
import type { EventRow } from '../../shared/ipc/views.ts'
import { eventDetails, eventText } from '../text/events.ts'
import { exactTime } from '../text/format.ts'

export function EventTable({ events }: { readonly events: readonly EventRow[] }) {
  const { t } = useTranslation()
  if (events.length === 0) return <p className="empty">{t('tools.noEvents')}</p>
  return (
    <div className="table-frame table-log" tabIndex={0} role="region" aria-label={t('tools.events')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('tools.eventTime')}</th>
            <th scope="col">{t('tools.event')}</th>
            <th scope="col">{t('tools.eventDetails')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event, index) => (
            <tr key={index}>
              <td className="table-time">{exactTime(event.at)}</td>
              <td>{eventText(event.kind, t)}</td>
              <td className="wraps">{eventDetails(event, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
