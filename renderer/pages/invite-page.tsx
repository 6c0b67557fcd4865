// Renderer. Step 1 of an invitation: the name it carries and how long it is valid (INV-3, TKT-9).

import { useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { NAME_LIMIT } from '../../shared/invitation.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { TextField } from '../controls/field.tsx'
import { Group } from '../controls/group.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { duration, shortTime } from '../text/format.ts'
import { LifetimeFields } from './lifetime-fields.tsx'
import { longest, minutesOf, unitNames } from './lifetime.ts'
import type { Draft, Navigate } from './navigation.ts'
import { NotAllowed } from './not-allowed.tsx'
import { Page } from './page.tsx'

type InvitePageProps = {
  readonly draft: Draft
  readonly replaces: number | undefined
  readonly view: CenterView
  readonly navigate: Navigate
}

export function InvitePage({ draft, replaces, view, navigate }: InvitePageProps) {
  const { t } = useTranslation()
  const { getHelp, maximumMinutes } = view.permission
  const [problem, setProblem] = useState<'no-name' | 'over-limit' | null>(null)
  // Whoever reads the help in between finds everything as it was.
  const keep = (part: Partial<Draft>) =>
    navigate({ kind: 'keep', page: { kind: 'invite', draft: { ...draft, ...part }, replaces } })
  const change = (part: Partial<Draft>) => {
    keep(part)
    setProblem(null)
  }
  const limit = longest(maximumMinutes)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const from = draft.from.trim()
    if (from === '') {
      setProblem('no-name')
      return
    }
    if (minutesOf(draft) > maximumMinutes) {
      keep(limit)
      setProblem('over-limit')
      return
    }
    keep({ from })
    navigate({ kind: 'go', page: { kind: 'password', draft: { ...draft, from } } })
  }
  if (getHelp !== 'allowed')
    return (
      <Page icon="invitation" title={t('invite.title')}>
        <NotAllowed policy={view.policy} permission={view.permission} navigate={navigate} />
      </Page>
    )
  return (
    <Page icon="invitation" title={t('invite.title')} lead={t('invite.step', { step: 1, total: 2 })}>
      <form className="form" onSubmit={submit} noValidate>
        {replaces !== undefined && (
          <Alert tone="info" live={false}>
            <p>{t('resendExpired.text', { time: shortTime(replaces) })}</p>
          </Alert>
        )}
        <TextField
          label={t('invite.from')}
          value={draft.from}
          maxLength={NAME_LIMIT}
          onChange={(from) => change({ from })}
          error={problem === 'no-name' ? t('invite.fromMissing') : undefined}
        />
        <Group title={t('invite.lifetime')}>
          <p>{t('invite.lifetimeText')}</p>
          <LifetimeFields value={draft} onChange={change} />
          <MoreHelp topic="how-long-it-lasts" />
          {problem === 'over-limit' && (
            <Appeared>
              <Alert tone="warning">
                <p>{t('invite.overLimit', { limit: duration(limit.count, unitNames[limit.unit]) })}</p>
              </Alert>
            </Appeared>
          )}
        </Group>
        <ButtonRow>
          <button type="submit" className="default">
            {t('action.continue')}
          </button>
        </ButtonRow>
      </form>
    </Page>
  )
}
