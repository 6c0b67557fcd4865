// Renderer. Step 2 of an invitation: its password (INV-4), the warning against strangers, and saving (DEL-2).
// SECURITY: the password lives in this component only, and goes with it.

import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaveFailure } from '../../shared/ipc/contract.ts'
import type { CenterView } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { TextField } from '../controls/field.tsx'
import { Group } from '../controls/group.tsx'
import { Progress } from '../controls/progress.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { send } from '../store/command.ts'
import { saveFailureText } from '../text/errors.ts'
import { topicOfSaveFailure } from '../text/error-topics.ts'
import type { Draft, Navigate } from './navigation.ts'
import { NotAllowed } from './not-allowed.tsx'
import { Page } from './page.tsx'

type PasswordPageProps = { readonly draft: Draft; readonly view: CenterView; readonly navigate: Navigate }

type Stage =
  | { readonly kind: 'typing' }
  | { readonly kind: 'no-password' }
  | { readonly kind: 'mismatch' }
  /** Main asks where to save; from then on it says itself that it makes the file (`savingInvitation`). */
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly failure: SaveFailure }

const PASSWORD_LIMIT = 128
/** Fewer characters are remarked upon, not refused. */
const SHORT = 6

export function PasswordPage({ draft, view, navigate }: PasswordPageProps) {
  const { t } = useTranslation()
  const [required, setRequired] = useState(true)
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [stage, setStage] = useState<Stage>({ kind: 'typing' })
  const sent = stage.kind === 'sent'
  const saving = sent && view.savingInvitation
  const saveButton = useRef<HTMLButtonElement>(null)
  const failed = stage.kind === 'failed'
  useEffect(() => {
    // While it was saved nothing could have the focus, and what is said now pushes the button down.
    if (failed) saveButton.current?.focus()
  }, [failed])

  const save = async () => {
    setStage({ kind: 'sent' })
    const answer = await send('createInvitation', { ...draft, password: required ? password : null })
    if (answer.ok && answer.value.ok) navigate({ kind: 'saved', saved: answer.value.value })
    else
      setStage(
        answer.ok && !answer.value.ok ? { kind: 'failed', failure: answer.value.error } : { kind: 'typing' },
      )
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sent) return
    if (required && password === '') setStage({ kind: 'no-password' })
    else if (required && password !== again) setStage({ kind: 'mismatch' })
    else void save()
  }
  const typing = (change: (value: string) => void) => (value: string) => {
    if (sent) return
    change(value)
    setStage({ kind: 'typing' })
  }

  return (
    <Page icon="invitation" title={t('invite.title')} lead={t('invite.step', { step: 2, total: 2 })}>
      <form className="form" onSubmit={submit} noValidate>
        <label className="check">
          <input
            type="checkbox"
            checked={required}
            disabled={saving}
            onChange={(event) => {
              if (sent) return
              setRequired(event.target.checked)
              setStage({ kind: 'typing' })
            }}
          />
          <span>{t('invite.requirePassword')}</span>
        </label>
        <Group title={t('invite.passwordGroup')}>
          <p>{t('invite.passwordText')}</p>
          <div className="field-pair">
            <TextField
              type="password"
              label={t('invite.password')}
              autoFocus
              value={password}
              maxLength={PASSWORD_LIMIT}
              autoComplete="new-password"
              disabled={!required || saving}
              onChange={typing(setPassword)}
              error={stage.kind === 'no-password' ? t('invite.passwordMissing') : undefined}
              note={{ text: t('shortPassword.note'), shown: required && isShort(password) }}
            />
            <TextField
              type="password"
              label={t('invite.confirm')}
              value={again}
              maxLength={PASSWORD_LIMIT}
              autoComplete="new-password"
              disabled={!required || saving}
              onChange={typing(setAgain)}
              error={stage.kind === 'mismatch' ? t('invite.mismatch') : undefined}
            />
          </div>
          {/* Its place is kept: nothing moves when the box is cleared. */}
          <p className={required ? 'important' : 'important steady-hidden'}>{t('invite.important')}</p>
          <MoreHelp topic="invitation-password" />
        </Group>
        <Alert tone="warning" live={false}>
          <h2>{t('scam.title')}</h2>
          <p>{t('scam.invite')}</p>
          <MoreHelp topic="beware-of-strangers" />
        </Alert>
        <NotAllowed policy={view.policy} permission={view.permission} navigate={navigate} />
        {stage.kind === 'failed' && (
          <Appeared about={stage}>
            <SaveFailed failure={stage.failure} navigate={navigate} />
          </Appeared>
        )}
        {saving && (
          <Appeared>
            <div className="saving" role="status">
              <p>{t('invite.saving')}</p>
              <Progress label={t('invite.saving')} share={null} />
              <p className="quiet">{t('invite.savingText')}</p>
            </div>
          </Appeared>
        )}
        <ButtonRow>
          <button type="button" disabled={saving} onClick={() => navigate({ kind: 'back' })}>
            {t('action.back')}
          </button>
          <button
            ref={saveButton}
            type="submit"
            className="default"
            disabled={saving || view.permission.getHelp !== 'allowed'}
          >
            {t('invite.save')}
          </button>
        </ButtonRow>
      </form>
    </Page>
  )
}

const isShort = (password: string): boolean => password !== '' && password.length < SHORT

type SaveFailedProps = { readonly failure: SaveFailure; readonly navigate: Navigate }

function SaveFailed({ failure, navigate }: SaveFailedProps) {
  const { t } = useTranslation()
  return (
    <Alert tone={failure.kind === 'cancelled' ? 'info' : 'error'}>
      <p>{saveFailureText(failure, t)}</p>
      {failure.kind === 'not-open' && (
        <button type="button" onClick={() => navigate({ kind: 'back' })}>
          {t('invite.newInvitation')}
        </button>
      )}
      <MoreHelp topic={topicOfSaveFailure(failure)} />
    </Alert>
  )
}
