// Renderer. "Invite someone you trust to help you": the way to a new invitation and to the old ones.

import { useTranslation } from 'react-i18next'
import { TaskLink } from '../controls/task-link.tsx'
import type { Navigate } from './navigation.ts'
import { Page } from './page.tsx'

type AssistancePageProps = {
  readonly invitations: number
  readonly invite: () => void
  readonly navigate: Navigate
}

export function AssistancePage({ invitations, invite, navigate }: AssistancePageProps) {
  const { t } = useTranslation()
  return (
    <Page icon="connect" title={t('assistance.title')} lead={t('assistance.lead')}>
      <p className="prose">{t('assistance.text')}</p>
      <ul className="tasks tasks-indented">
        <TaskLink
          icon="invite"
          title={t('assistance.invite')}
          text={t('assistance.inviteText')}
          onClick={invite}
        />
        <TaskLink
          icon="status"
          title={t('assistance.status', { count: invitations })}
          text={t('assistance.statusText')}
          onClick={() => navigate({ kind: 'go', page: { kind: 'status' } })}
        />
        <TaskLink
          icon="topic"
          title={t('assistance.more')}
          text={t('assistance.moreText')}
          onClick={() => navigate({ kind: 'go', page: { kind: 'group', group: 'start' } })}
        />
      </ul>
      <h2>{t('assistance.stepsTitle')}</h2>
      <ol className="steps">
        <li>{t('assistance.step1')}</li>
        <li>{t('assistance.step2')}</li>
        <li>{t('assistance.step3')}</li>
      </ol>
    </Page>
  )
}
