// Renderer. The questions put to the novice: may this person look (ADM-4), control (CTL-1), go on looking (SES-6).
// No is the default, ESC means No, and nothing answers in the first half second.

import { useEffect, useId, useRef, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { PromptView } from '../../shared/ipc/views.ts'
import { unreachable } from '../../shared/result.ts'
import { CheckWords } from '../controls/check-words.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { useArmed } from '../controls/use-armed.ts'
import { useEscape } from '../controls/use-escape.ts'
import { useOverflow } from '../controls/use-overflow.ts'
import { Icon, type IconName } from '../icons/icon.tsx'
import { send } from '../store/command.ts'
import { oneLine, personName } from '../text/names.ts'

/** SECURITY: a keystroke or click that was on its way to another window must not answer. */
const DEAD_TIME = 500

export function PromptWindow({ view }: { readonly view: PromptView }) {
  const { t } = useTranslation()
  const [answered, setAnswered] = useState(false)
  const live = useArmed(DEAD_TIME) && !answered
  const noButton = useRef<HTMLButtonElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const tabIndex = useOverflow(body)
  const id = useId()
  const name = personName(view.expert)
  const answer = (accept: boolean) => {
    setAnswered(true)
    void send('answerPrompt', { promptId: view.promptId, accept }).then(({ ok }) => setAnswered(ok))
  }
  useEscape(() => answer(false), live)
  useEffect(() => {
    if (live) noButton.current?.focus()
  }, [live])
  const { icon, fact, question } = wordsOf(view.kind, name, t)
  return (
    <main className="dialog-frame">
      <div
        className="dialog"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-fact`}
        aria-describedby={`${id}-question`}
      >
        <header className="dialog-banner">
          <Icon name={icon} size={48} />
          <h1 id={`${id}-fact`}>{fact}</h1>
        </header>
        <div className="dialog-body" ref={body} tabIndex={tabIndex}>
          <p className="dialog-question" id={`${id}-question`}>
            {question}
          </p>
          {view.kind === 'still' && <p>{t('guarded.stillText')}</p>}
          <Facts>
            <Fact label={t('prompt.address')}>{oneLine(view.address)}</Fact>
            <Fact wide label={t('prompt.words')}>
              <CheckWords words={view.words} />
              {view.kind !== 'still' && <span className="quiet">{t('prompt.compare')}</span>}
            </Fact>
          </Facts>
          {view.kind === 'control' && (
            <p className="escape-note">
              <kbd>{t('key.escape')}</kbd>
              <span>{t('prompt.escape')}</span>
            </p>
          )}
          <p className="scam">
            <Icon name="warning" size={24} />
            <span>{t('scam.prompt')}</span>
          </p>
        </div>
        <footer className="dialog-foot">
          <button type="button" disabled={!live} onClick={() => answer(true)}>
            {t('action.yes')}
          </button>
          <button
            type="button"
            ref={noButton}
            className="default"
            disabled={!live}
            onClick={() => answer(false)}
          >
            {t('action.no')}
          </button>
        </footer>
      </div>
    </main>
  )
}

type Words = { readonly icon: IconName; readonly fact: string; readonly question: string }

function wordsOf(kind: PromptView['kind'], name: string, t: TFunction): Words {
  switch (kind) {
    case 'accept':
      return { icon: 'question', fact: t('prompt.accept', { name }), question: t('prompt.acceptQuestion') }
    case 'control':
      return {
        icon: 'control',
        fact: t('prompt.control', { name }),
        question: t('prompt.controlQuestion', { name }),
      }
    case 'still':
      return {
        icon: 'screen',
        fact: t('guarded.still', { name }),
        question: t('guarded.stillQuestion', { name }),
      }
    default:
      return unreachable(kind)
  }
}
