// Renderer. "Do you want to connect to X's computer now?" with the facts of the invitation (EXP-1 to EXP-3).

import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectFailure, InvitationFacts } from '../../shared/ipc/views.ts'
import { Alert } from '../controls/alert.tsx'
import { Appeared } from '../controls/appeared.tsx'
import { DialogFrame } from '../controls/dialog-frame.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { Link } from '../controls/link.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { useEscape } from '../controls/use-escape.ts'
import { tell } from '../store/command.ts'
import { topicOfConnectFailure } from '../text/error-topics.ts'
import { connectFailureText, writerText } from '../text/errors.ts'
import { zonedTime } from '../text/format.ts'
import { personName } from '../text/names.ts'
import { NotEstablishedBox } from './not-established-box.tsx'

type QuestionProps = {
  readonly invitation: InvitationFacts
  readonly failure: ConnectFailure | null
  readonly password: string
  readonly onPassword: (password: string) => void
  /** Sends the answer; resolves when main has it. */
  readonly onYes: () => Promise<unknown>
}

const close = () => tell('closeWindow', undefined)

export function Question({ invitation, failure, password, onPassword, onYes }: QuestionProps) {
  const { t } = useTranslation()
  const [box, setBox] = useState<'message' | 'details' | 'closed'>('message')
  const [asked, setAsked] = useState(false)
  const name = personName(invitation.username)
  const unreached = failure?.kind === 'no-address-answered' ? failure : null
  // There is nothing to say Yes to, and no use in typing a password first.
  const hopeless = failure?.kind === 'needs-windows' || invitation.writtenBy !== 'help-and-support'
  useEscape(close, unreached === null || box === 'closed')
  // EXP-3.
  const ready = !invitation.passwordRequired || password !== ''
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!ready || asked) return
    setAsked(true)
    void onYes().then(() => setAsked(false))
  }
  return (
    <form onSubmit={submit} className="dialog-form">
      <DialogFrame
        icon="invitation"
        heading={t('question.lead')}
        foot={
          hopeless ? (
            <button type="button" className="default" autoFocus onClick={close}>
              {t('action.close')}
            </button>
          ) : (
            <>
              <button
                type="submit"
                className="default"
                disabled={!ready}
                autoFocus={!invitation.passwordRequired}
              >
                {t('action.yes')}
              </button>
              <button type="button" onClick={close}>
                {t('action.no')}
              </button>
            </>
          )
        }
      >
        <Facts>
          <Fact label={t('question.from')}>{name}</Fact>
          <Fact label={t('question.expires')}>{zonedTime(invitation.expiresAt)}</Fact>
          {invitation.writtenBy !== 'help-and-support' && (
            <Fact label={t('question.writtenBy')}>{writerText(invitation.writtenBy, t)}</Fact>
          )}
        </Facts>
        {hopeless && (
          <Alert tone="error">
            <p>{connectFailureText({ kind: 'needs-windows' }, name, t)}</p>
            <MoreHelp topic="windows-invitations" />
          </Alert>
        )}
        {!hopeless && failure !== null && failure.kind !== 'no-address-answered' && (
          <Appeared about={failure}>
            <Alert tone="error">
              <p>{connectFailureText(failure, name, t)}</p>
              <MoreHelp topic={topicOfConnectFailure(failure)} />
            </Alert>
          </Appeared>
        )}
        {unreached !== null && box === 'closed' && (
          <Alert tone="error" live={false}>
            <p>{t('connectFailure.lastTime')}</p>
            <Link onClick={() => setBox('details')}>{t('connectFailure.showDetails')}</Link>
          </Alert>
        )}
        {!hopeless && failure === null && invitation.seemsExpired && (
          <Alert tone="warning" live={false}>
            <p>{t('question.seemsExpired', { name })}</p>
          </Alert>
        )}
        {invitation.passwordRequired && !hopeless && (
          <PasswordBox
            name={name}
            password={password}
            onPassword={onPassword}
            wrong={failure?.kind === 'refused' && failure.refusal === 'wrong-password'}
          />
        )}
        {!hopeless && (
          <p className="dialog-question">
            {invitation.seemsExpired ? t('question.tryAnyway', { name }) : t('question.connect', { name })}
          </p>
        )}
      </DialogFrame>
      {unreached !== null && box !== 'closed' && (
        <NotEstablishedBox
          tried={unreached.tried}
          startsDetailed={box === 'details'}
          onClose={() => setBox('closed')}
        />
      )}
    </form>
  )
}

type PasswordBoxProps = {
  readonly name: string
  readonly password: string
  readonly onPassword: (password: string) => void
  readonly wrong: boolean
}

function PasswordBox({ name, password, onPassword, wrong }: PasswordBoxProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    if (wrong) input.current?.select()
  }, [wrong])
  return (
    <div className="password-box">
      <label className="password-row">
        <span>{t('question.password')}</span>
        <input
          ref={input}
          type="password"
          autoComplete="off"
          maxLength={128}
          value={password}
          aria-invalid={wrong}
          onChange={(event) => onPassword(event.target.value)}
        />
      </label>
      <p className="quiet">{t('question.askPassword', { name })}</p>
    </div>
  )
}
