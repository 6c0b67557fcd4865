// Renderer. The expert's dialog for one invitation file, from the question to the wait for an answer (EXP, CON).
// SECURITY: the password stays in this component while a wrong one can still be corrected, and goes with the window.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { DialogFrame } from '../controls/dialog-frame.tsx'
import { MoreHelp } from '../controls/topic-link.tsx'
import { send, tell } from '../store/command.ts'
import { problemText, problemWayOut } from '../text/errors.ts'
import { oneLine } from '../text/names.ts'
import { Connecting, LoggingOn, Waiting } from './connecting.tsx'
import { Question } from './question.tsx'

export function InvitationWindow({ view }: { readonly view: InvitationView }) {
  const [password, setPassword] = useState('')
  switch (view.kind) {
    case 'broken':
      return <Broken view={view} />
    case 'question':
      return (
        <Question
          invitation={view.invitation}
          failure={view.failure}
          password={password}
          onPassword={setPassword}
          onYes={() => send('connect', { password: view.invitation.passwordRequired ? password : null })}
        />
      )
    case 'connecting':
      return <Connecting key={view.index} {...view} />
    case 'logging-on':
      return <LoggingOn invitation={view.invitation} address={view.address} />
    case 'waiting':
      return <Waiting invitation={view.invitation} words={view.words} />
    default:
      return unreachable(view)
  }
}

type BrokenProps = { readonly view: Extract<InvitationView, { readonly kind: 'broken' }> }

function Broken({ view }: BrokenProps) {
  const { t } = useTranslation()
  return (
    <DialogFrame
      icon="error"
      heading={t('problem.title')}
      foot={
        <button type="button" className="default" autoFocus onClick={() => tell('closeWindow', undefined)}>
          {t('action.ok')}
        </button>
      }
    >
      <p className="path">{oneLine(view.fileName)}</p>
      <p role="alert">{problemText(view.problem, t)}</p>
      <p>{problemWayOut(view.problem, t)}</p>
      <MoreHelp topic="invitation-will-not-open" />
    </DialogFrame>
  )
}
