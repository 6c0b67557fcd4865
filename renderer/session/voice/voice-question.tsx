// Renderer, session. "X would like to talk with you": No is the default, ESC means No, nothing answers in the first half second.

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Box } from '../../controls/box.tsx'
import { ButtonRow } from '../../controls/button-row.tsx'
import { useArmed } from '../../controls/use-armed.ts'
import { Icon } from '../../icons/icon.tsx'
import { tell } from '../../store/command.ts'

/** SECURITY: a keystroke or click that was on its way must not switch a microphone on. */
const DEAD_TIME = 500

export function VoiceQuestion({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  const live = useArmed(DEAD_TIME)
  const no = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (live) no.current?.focus()
  }, [live])
  const answer = (accept: boolean) => tell('answerTalking', { accept })
  return (
    <Box title={t('window.assistance')} onClose={() => live && answer(false)}>
      <div className="box-message">
        <Icon name="talk" size={40} />
        <div>
          <p>
            <strong>{t('voice.asks', { name })}</strong>
          </p>
          <p>{t('voice.question', { name })}</p>
          <p className="quiet">{t('voice.asksText', { name })}</p>
        </div>
      </div>
      <ButtonRow>
        <button type="button" disabled={!live} onClick={() => answer(true)}>
          {t('action.yes')}
        </button>
        <button ref={no} type="button" className="default" disabled={!live} onClick={() => answer(false)}>
          {t('action.no')}
        </button>
      </ButtonRow>
    </Box>
  )
}
