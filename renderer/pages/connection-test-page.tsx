// Renderer. "Test my connection": whether others will be able to reach this computer, and what to do when not.

import { useTranslation } from 'react-i18next'
import type { ConnectionTestView } from '../../shared/diagnosis.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { ButtonRow } from '../controls/button-row.tsx'
import { Progress } from '../controls/progress.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { tell } from '../store/command.ts'
import { stepText } from '../text/diagnosis.ts'
import { shortTime } from '../text/format.ts'
import { DiagnosisResult } from './diagnosis-result.tsx'
import { OutsideAddress } from './outside-address.tsx'
import { Page } from './page.tsx'

type ConnectionTestPageProps = { readonly view: CenterView; readonly invite: () => void }

export function ConnectionTestPage({ view, invite }: ConnectionTestPageProps) {
  const { t } = useTranslation()
  const test = view.connectionTest
  return (
    <Page icon="connect" title={t('connectionTest.title')} lead={t('connectionTest.lead')}>
      <p className="prose">{t('connectionTest.text')}</p>
      <TestState test={test} />
      {test.kind === 'done' && <DiagnosisResult diagnosis={test.diagnosis} invite={invite} />}
      <OutsideAddress key={view.outsideAddress} address={view.outsideAddress} />
      <MoreHelp topic="networks-and-routers" />
    </Page>
  )
}

function TestState({ test }: { readonly test: ConnectionTestView }) {
  const { t } = useTranslation()
  const start = () => tell('testConnection', undefined)
  switch (test.kind) {
    case 'idle':
      return (
        <ButtonRow align="start">
          <button type="button" className="default" onClick={start}>
            {t('connectionTest.start')}
          </button>
        </ButtonRow>
      )
    case 'running':
      return (
        <div className="saving">
          <p role="status">{stepText(test, t)}</p>
          <Progress
            label={t('connectionTest.running')}
            share={test.step === 'routers' || test.total === 0 ? null : test.done / test.total}
          />
          <ButtonRow align="start">
            <button type="button" onClick={() => tell('cancelConnectionTest', undefined)}>
              {t('action.cancel')}
            </button>
          </ButtonRow>
        </div>
      )
    case 'done':
      return (
        <div className="tested">
          <button type="button" onClick={start}>
            {t('connectionTest.again')}
          </button>
          <span className="quiet">{t('connectionTest.tested', { time: shortTime(test.at) })}</span>
        </div>
      )
    default:
      return unreachable(test)
  }
}
