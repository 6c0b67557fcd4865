// Renderer. The invitation was saved: where it is, and what to do with it.

import { useTranslation } from 'react-i18next'
import type { Saved } from '../../shared/ipc/contract.ts'
import type { TicketRow } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Link } from '../controls/link.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { tell } from '../store/command.ts'
import { zonedTime } from '../text/format.ts'
import { oneLine } from '../text/names.ts'
import { testConnection } from './connection-test.ts'
import type { Navigate } from './navigation.ts'
import { Page } from './page.tsx'

type SavedPageProps = {
  readonly saved: Saved
  readonly tickets: readonly TicketRow[]
  readonly invite: () => void
  readonly navigate: Navigate
}

export function SavedPage({ saved, tickets, invite, navigate }: SavedPageProps) {
  const { t } = useTranslation()
  const ticket = tickets.find(({ id }) => id === saved.ticketId)
  return (
    <Page icon="invitation" title={t('saved.title')}>
      <Alert tone="success">
        <p>{t('saved.text')}</p>
        <p className="path">{oneLine(saved.path)}</p>
        {ticket !== undefined && <p>{t('saved.valid', { time: zonedTime(ticket.endsAt) })}</p>}
        <button type="button" onClick={() => tell('showInvitationFile', { ticketId: saved.ticketId })}>
          {t('saved.show')}
        </button>
      </Alert>
      <h2>{t('saved.nextTitle')}</h2>
      <ol className="steps">
        <li>{t('saved.next1')}</li>
        {ticket?.passwordProtected === true && <li>{t('saved.next2')}</li>}
        <li>{t('saved.next3')}</li>
      </ol>
      <ul className="links">
        <li>
          <Link onClick={invite}>{t('saved.another')}</Link>
        </li>
        <li>
          <Link onClick={() => navigate({ kind: 'go', page: { kind: 'status' } })}>{t('home.status')}</Link>
        </li>
      </ul>
      <details className="issues">
        <summary>{t('saved.issues')}</summary>
        <ul>
          <li>{t('saved.issue1')}</li>
          <li>{t('saved.issue2')}</li>
          <li>{t('saved.issue3')}</li>
          <li>{t('saved.issue4')}</li>
        </ul>
        <p>
          <Link onClick={() => testConnection(navigate)}>{t('connectionTest.title')}</Link>
        </p>
        <MoreHelp topic="networks-and-routers" />
      </details>
    </Page>
  )
}
