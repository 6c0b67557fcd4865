// Renderer. The event log, latest first, in words.

import { useTranslation } from 'react-i18next'
import type { ShownEvent } from './event-filter.ts'

export function EventTable({ events }: { readonly events: readonly ShownEvent[] }) {
  const { t } = useTranslation()
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
          {events.map(({ time, event, details }, index) => (
            <tr key={index}>
              <td className="table-time">{time}</td>
              <td>{event}</td>
              <td className="wraps">{details}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
