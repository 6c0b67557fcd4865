// Renderer. Support: who can help, and what they will ask for.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { Group } from '../controls/group.tsx'
import type { Library } from '../help/library.ts'
import { send, tell } from '../store/command.ts'
import { diagnostics } from './diagnostics.ts'
import { HelpPage, PaneItem } from './help-page.tsx'
import type { Navigate } from './navigation.ts'

type SupportPageProps = {
  readonly view: CenterView
  readonly library: Library | undefined
  readonly navigate: Navigate
}

const offered: readonly HelpTopic[] = [
  'connection-not-established',
  'networks-and-routers',
  'invitation-will-not-open',
  'refused',
  'session-ended',
  'when-something-goes-wrong',
]

export function SupportPage({ view, library, navigate }: SupportPageProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const text = diagnostics(view, Date.now(), navigator.userAgent, t)
    const answer = await send('copyText', { text })
    setCopied(answer.ok)
  }
  return (
    <HelpPage
      icon="support"
      title={t('support.title')}
      lead={t('support.lead')}
      paneTitle={t('support.topics')}
      pane={
        <ul className="pane-list">
          {offered
            .flatMap((id) => library?.topic(id) ?? [])
            .map(({ id, title }) => (
              <PaneItem
                key={id}
                current={false}
                onClick={() => navigate({ kind: 'go', page: { kind: 'topic', topic: id, query: null } })}
              >
                {title}
              </PaneItem>
            ))}
        </ul>
      }
    >
      <Group title={t('support.friend')}>
        <p>{t('support.friendText')}</p>
        <button type="button" onClick={() => navigate({ kind: 'go', page: { kind: 'assistance' } })}>
          {t('assistance.invite')}
        </button>
      </Group>
      <Group title={t('support.program')}>
        <Facts>
          <Fact label={t('support.version')}>{view.about.version}</Fact>
          <Fact label={t('support.system')}>{view.about.system}</Fact>
        </Facts>
        <p>{t('support.programText')}</p>
        <ButtonRow align="start">
          <button type="button" onClick={() => void copy()}>
            {t('support.copy')}
          </button>
          <button type="button" onClick={() => tell('showLog', undefined)}>
            {t('support.showLog')}
          </button>
        </ButtonRow>
        {copied && (
          <Appeared>
            <Alert tone="success">
              <p>{t('support.copied')}</p>
            </Alert>
          </Appeared>
        )}
      </Group>
      <p className="quiet">{t('support.nobodyCalls')}</p>
    </HelpPage>
  )
}
