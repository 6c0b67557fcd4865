// Renderer. The way to the novice's computer: address by address, logon, and the wait for the novice's answer (CON-1).

import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckWords as Words, InvitationFacts, ListedAddress } from '../../shared/ipc/views.ts'
import { CheckWords } from '../controls/check-words.tsx'
import { DialogFrame } from '../controls/dialog-frame.tsx'
import { Progress } from '../controls/progress.tsx'
import { HelpMark } from '../controls/topic-link.tsx'
import { useEscape } from '../controls/use-escape.ts'
import { useNow } from '../controls/use-now.ts'
import type { IconName } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { oneLine, personName } from '../text/names.ts'
import { addressKindText } from '../text/network.ts'

type ConnectingProps = {
  readonly invitation: InvitationFacts
  readonly trying: ListedAddress
  readonly next: ListedAddress | null
  readonly index: number
  readonly total: number
  readonly until: number
}

/** `index` counts from 0, as the list does; people count from 1. */
export function Connecting({ invitation, trying, next, index, total, until }: ConnectingProps) {
  const { t } = useTranslation()
  const now = useNow(250)
  const [begun] = useState(now)
  const left = Math.max(0, until - now)
  const whole = Math.max(1, until - begun)
  return (
    <OnTheWay icon="connect" heading={t('connecting.to', { name: personName(invitation.username) })}>
      <p className="address-line">
        <span>{t('connecting.address', { index: index + 1, total })}</span>
        <strong className="path">{oneLine(trying.address)}</strong>
        <span className="quiet">{addressKindText(trying.leads, t)}</span>
      </p>
      <Progress label={t('connecting.progress')} share={1 - left / whole} />
      <p className="quiet">{t('connecting.seconds', { count: Math.ceil(left / 1000) })}</p>
      <p>
        {next === null
          ? t('connecting.last')
          : t('connecting.next', { address: oneLine(next.address), kind: addressKindText(next.leads, t) })}
      </p>
    </OnTheWay>
  )
}

type LoggingOnProps = { readonly invitation: InvitationFacts; readonly address: string }

export function LoggingOn({ invitation, address }: LoggingOnProps) {
  const { t } = useTranslation()
  const heading = t('connecting.loggingOn', { name: personName(invitation.username) })
  return (
    <OnTheWay icon="connect" heading={heading}>
      <p className="path">{oneLine(address)}</p>
      <Progress label={heading} share={null} />
      <p className="quiet">{t('connecting.loggingOnText')}</p>
    </OnTheWay>
  )
}

type WaitingProps = { readonly invitation: InvitationFacts; readonly words: Words }

export function Waiting({ invitation, words }: WaitingProps) {
  const { t } = useTranslation()
  return (
    <OnTheWay icon="question" heading={t('connecting.waiting')}>
      <p>{t('connecting.waitingText', { name: personName(invitation.username) })}</p>
      <Progress label={t('connecting.waiting')} share={null} />
      <p>{t('connecting.call')}</p>
      <div className="with-mark">
        <CheckWords words={words} />
        <HelpMark topic="check-words" label={t('help.words')} />
      </div>
    </OnTheWay>
  )
}

type OnTheWayProps = { readonly icon: IconName; readonly heading: string; readonly children: ReactNode }

const cancel = () => tell('cancelConnecting', undefined)

function OnTheWay({ icon, heading, children }: OnTheWayProps) {
  const { t } = useTranslation()
  useEscape(cancel)
  return (
    <DialogFrame
      icon={icon}
      heading={heading}
      foot={
        <button type="button" autoFocus onClick={cancel}>
          {t('action.cancel')}
        </button>
      }
    >
      {children}
    </DialogFrame>
  )
}
