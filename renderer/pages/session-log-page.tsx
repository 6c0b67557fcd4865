// Renderer. The session log: who was connected to this computer, when, and what they were allowed to do (SES-5).

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Fact, Facts } from '../controls/facts.tsx'
import { Group } from '../controls/group.tsx'
import { SaveText } from '../session/save-text.tsx'
import { send } from '../store/command.ts'
import { Page } from './page.tsx'
import { sessionLines, sessionWords } from './session-log-words.ts'
import { sessionsOf, type LoggedSession } from './session-log.ts'

export function SessionLogPage({ view }: { readonly view: CenterView }) {
  const { t } = useTranslation()
  const [sessions, setSessions] = useState<readonly LoggedSession[]>()
  // Read anew whenever the short log of the view says that something has happened.
  const newest = view.events[0]
  useEffect(() => {
    let over = false
    void send('readSessionLog', undefined).then((answer) => {
      if (answer.ok && !over) setSessions(sessionsOf(answer.value))
    })
    return () => {
      over = true
    }
  }, [newest?.at, newest?.kind])
  const worded = (sessions ?? []).map((session, index) =>
    sessionWords(session, index === 0 && session.ended === null && view.helping, t),
  )
  const lines = () =>
    Promise.resolve([
      t('sessionLog.title'),
      '',
      ...worded.flatMap((words) => sessionLines(words, t('sessionLog.events'))),
    ])
  return (
    <Page icon="status" title={t('sessionLog.title')} lead={t('sessionLog.text')}>
      {sessions === undefined && <p className="quiet">{t('sessionLog.loading')}</p>}
      {sessions?.length === 0 && <p className="empty">{t('sessionLog.none')}</p>}
      {worded.length > 0 && (
        <div className="session-log-save">
          <SaveText what="session-log" label={t('chat.save')} disabled={false} lines={lines} />
        </div>
      )}
      {worded.map(({ who, facts, events }, index) => (
        <Group key={index} title={who}>
          <Facts>
            {facts.map(([label, value]) => (
              <Fact key={label} label={label}>
                {value}
              </Fact>
            ))}
            {events.length > 0 && (
              <Fact label={t('sessionLog.events')}>
                <ol className="session-log-events">
                  {events.map(([time, text], at) => (
                    <li key={at}>
                      <time>{time}</time> {text}
                    </li>
                  ))}
                </ol>
              </Fact>
            )}
          </Facts>
        </Group>
      ))}
    </Page>
  )
}
