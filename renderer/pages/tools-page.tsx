// Renderer. Tools: what Remote Assistance is doing on this computer (ACC-5), what it may do (POL-1), and its event log.

import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Fact, Facts } from '../controls/facts.tsx'
import { Link } from '../controls/link.tsx'
import { Group } from '../controls/group.tsx'
import { TaskLink } from '../controls/task-link.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { shortTime } from '../text/format.ts'
import { oneLine, personName } from '../text/names.ts'
import { testConnection } from './connection-test.ts'
import { EventLog } from './event-log.tsx'
import { KeyStore } from './key-store.tsx'
import { MappingList } from './mapping-list.tsx'
import type { Navigate } from './navigation.ts'
import { Page } from './page.tsx'
import { PolicyGroup } from './policy-group.tsx'
import { AddressList } from './ticket-details.tsx'

type ToolsPageProps = { readonly view: CenterView; readonly navigate: Navigate }

export function ToolsPage({ view, navigate }: ToolsPageProps) {
  const { t } = useTranslation()
  const { account } = view
  return (
    <Page icon="tools" title={t('tools.title')} lead={t('tools.text')}>
      <Group title={t('tools.account')}>
        <p>{t('tools.accountText')}</p>
        <Facts>
          <Fact label={t('tools.state')}>
            <State on={account.enabled}>{account.enabled ? t('tools.enabled') : t('tools.disabled')}</State>
          </Fact>
          <Fact label={t('tools.logonRight')}>
            <State on={account.logonRight}>
              {account.logonRight ? t('tools.allowed') : t('tools.notAllowed')}
            </State>
          </Fact>
          <Fact label={t('tools.since')}>{shortTime(account.since)}</Fact>
        </Facts>
        <MoreHelp topic="account-and-event-log" />
      </Group>
      <KeyStore sealed={view.secretsSealed} />
      <Group title={t('tools.network')}>
        <Facts>
          <Fact label={t('tools.listening')}>
            <State on={view.listeningPort !== null}>
              {view.listeningPort === null
                ? t('tools.notListening')
                : t('tools.listeningOn', { port: String(view.listeningPort) })}
            </State>
          </Fact>
          <Fact label={t('tools.mappings')}>
            <MappingList mapping={view.mapping} />
          </Fact>
          <Fact label={t('tools.outside')}>
            {view.outsideAddress === null ? t('tools.noOutside') : oneLine(view.outsideAddress)}
          </Fact>
          <Fact label={t('tools.addresses')}>
            {view.addresses.length === 0 ? (
              t('tools.noAddresses')
            ) : (
              <AddressList addresses={view.addresses} />
            )}
          </Fact>
        </Facts>
        <ul className="tasks">
          <TaskLink
            icon="connect"
            title={t('connectionTest.title')}
            text={t('connectionTest.lead')}
            onClick={() => testConnection(navigate)}
          />
        </ul>
        <MoreHelp topic="networks-and-routers" />
      </Group>
      <PolicyGroup policy={view.policy} permission={view.permission} />
      <Group title={t('tools.screen')}>
        <Facts>
          <Fact label={t('tools.capture')}>
            {view.capture === 'x11' ? t('tools.captureX11') : t('tools.captureChromium')}
          </Fact>
          <Fact label={t('tools.watching')}>
            {view.helper === null || view.helper.status === 'broken'
              ? t('tools.nobody')
              : personName(view.helper.name)}
          </Fact>
        </Facts>
      </Group>
      <h2>{t('tools.events')}</h2>
      <p>
        <Link onClick={() => navigate({ kind: 'go', page: { kind: 'session-log' } })}>
          {t('sessionLog.open')}
        </Link>
      </p>
      <EventLog events={view.events} />
    </Page>
  )
}

const State = ({ on, children }: { readonly on: boolean; readonly children: string }) => (
  <span className={on ? 'state state-open' : 'state state-expired'}>{children}</span>
)
