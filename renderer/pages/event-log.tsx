// Renderer. The event log on the Tools page: what is shown can be narrowed, and what is shown can be exported.

import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EventRow } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { Alert, type Tone } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { send } from '../store/command.ts'
import { exportFailureText } from '../text/errors.ts'
import { eventDetails, eventText } from '../text/events.ts'
import { exactTime } from '../text/format.ts'
import { oneLine } from '../text/names.ts'
import { eventCsv } from './event-csv.ts'
import { eventGroups, filteredEvents, type EventGroup } from './event-filter.ts'
import { EventTable } from './event-table.tsx'

type Message = { readonly tone: Tone; readonly text: string }

export function EventLog({ events }: { readonly events: readonly EventRow[] }) {
  const { t } = useTranslation()
  const id = useId()
  const [group, setGroup] = useState<EventGroup>('all')
  const [typed, setTyped] = useState('')
  const [message, setMessage] = useState<Message | null>(null)
  const worded = useMemo(
    () =>
      events.map((event) => ({
        kind: event.kind,
        time: exactTime(event.at),
        event: eventText(event.kind, t),
        details: eventDetails(event, t),
      })),
    [events, t],
  )
  const shown = filteredEvents(worded, group, typed)
  const exportShown = async () => {
    setMessage(null)
    const heads = { time: t('tools.eventTime'), event: t('tools.event'), details: t('tools.eventDetails') }
    const answer = await send('exportEvents', { text: eventCsv(heads, shown) })
    if (!answer.ok) return
    if (answer.value.ok)
      setMessage({ tone: 'success', text: t('tools.exported', { path: oneLine(answer.value.value.path) }) })
    else if (answer.value.error.kind !== 'cancelled')
      setMessage({ tone: 'error', text: exportFailureText(answer.value.error, t) })
  }
  if (events.length === 0) return <p className="empty">{t('tools.noEvents')}</p>
  return (
    <>
      <div className="log-filter">
        <label htmlFor={`${id}-group`}>{t('tools.show')}</label>
        <select
          id={`${id}-group`}
          value={group}
          onChange={({ target }) => setGroup(eventGroups.find((known) => known === target.value) ?? 'all')}
        >
          {eventGroups.map((known) => (
            <option key={known} value={known}>
              {groupText(known, t)}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-text`}>{t('tools.containing')}</label>
        <input
          id={`${id}-text`}
          type="text"
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
        <span className="quiet log-count" role="status">
          {t('tools.shown', { count: shown.length, total: events.length })}
        </span>
        <button type="button" disabled={shown.length === 0} onClick={() => void exportShown()}>
          {t('tools.export')}
        </button>
      </div>
      {message !== null && (
        <Appeared about={message}>
          <Alert tone={message.tone}>
            <p>{message.text}</p>
            {message.tone === 'error' && <MoreHelp topic="when-something-goes-wrong" />}
          </Alert>
        </Appeared>
      )}
      <div className={shown.length < events.length ? 'log-narrowed' : undefined}>
        {shown.length === 0 ? <p className="empty">{t('tools.noneShown')}</p> : <EventTable events={shown} />}
      </div>
    </>
  )
}

function groupText(group: EventGroup, t: TFunction): string {
  switch (group) {
    case 'all':
      return t('tools.groupAll')
    case 'invitations':
      return t('tools.groupInvitations')
    case 'sessions':
      return t('tools.groupSessions')
    case 'account':
      return t('tools.groupAccount')
    case 'refused':
      return t('tools.groupRefused')
    default:
      return unreachable(group)
  }
}
