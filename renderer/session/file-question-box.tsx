// Renderer. "Bob wants to send you a file": what it is, what it may do, and the two answers (SES-3).
// Decline is the default, ESC means Decline, and nothing answers in the first half second.

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileQuestion, OfferedFile } from '../../shared/transfer.ts'
import { Alert } from '../controls/alert.tsx'
import { Box } from '../controls/box.tsx'
import { ButtonRow } from '../controls/button-row.tsx'
import { Fact, Facts } from '../controls/facts.tsx'
import { useArmed } from '../controls/use-armed.ts'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'
import { typeText } from '../text/files.ts'
import { fileSize } from '../text/format.ts'
import { oneLine, personName } from '../text/names.ts'
import type { Side } from '../text/notes.ts'

/** SECURITY: a keystroke or click that was on its way to the window must not answer. Main does not count it either. */
const DEAD_TIME = 500

type FileQuestionBoxProps = {
  readonly question: FileQuestion
  /** The other person's name as it came. */
  readonly other: string
  readonly side: Side
}

/** To be keyed by the question's id: a new question is a new box, its half second begins again. */
export function FileQuestionBox({ question, other, side }: FileQuestionBoxProps) {
  const { t } = useTranslation()
  const live = useArmed(DEAD_TIME) && !question.choosing
  const declineButton = useRef<HTMLButtonElement>(null)
  const name = personName(other)
  const { id, files, choosing } = question
  const several = files.length > 1
  const decline = () => {
    if (live) tell('declineFiles', { question: id })
  }
  useEffect(() => {
    if (live) declineButton.current?.focus()
  }, [live])
  return (
    <Box title={t('fileQuestion.title', { name })} onClose={decline}>
      <div className="box-message">
        <Icon name="file" size={40} />
        <p>
          {several
            ? t('fileQuestion.leadSeveral', { name, count: files.length })
            : t('fileQuestion.lead', { name })}
        </p>
      </div>
      <Offered files={files} />
      <p>{several ? t('fileQuestion.safeSeveral') : t('fileQuestion.safe')}</p>
      {files.some(({ risky }) => risky) && (
        <Alert tone="warning" live={false}>
          <p>{t('fileQuestion.risky')}</p>
        </Alert>
      )}
      {choosing && <p className="quiet">{t('fileQuestion.choosing')}</p>}
      {/* CTL-5: at the expert's computer there is nobody else. */}
      {!choosing && side === 'novice' && <p className="quiet">{t('fileQuestion.paused')}</p>}
      <ButtonRow>
        <button type="button" disabled={!live} onClick={() => tell('acceptFiles', { question: id })}>
          {t('fileQuestion.accept')}
        </button>
        <button type="button" ref={declineButton} className="default" disabled={!live} onClick={decline}>
          {t('fileQuestion.decline')}
        </button>
      </ButtonRow>
    </Box>
  )
}

function Offered({ files }: { readonly files: readonly OfferedFile[] }) {
  const { t } = useTranslation()
  const [first] = files
  if (first && files.length === 1)
    return (
      <Facts>
        <Fact label={t('fileQuestion.name')}>
          <b className="offered-name">{oneLine(first.name)}</b>
        </Fact>
        <Fact label={t('fileQuestion.type')}>{typeText(first.name, t)}</Fact>
        <Fact label={t('fileQuestion.size')}>{fileSize(first.size)}</Fact>
      </Facts>
    )
  return (
    <>
      <ul className="offered-list" tabIndex={0} aria-label={t('files.heading')}>
        {files.map(({ name, size, risky }, index) => (
          <li key={index}>
            <span className="offered-name">{oneLine(name)}</span>
            {risky && <Icon name="warning" size={16} />}
            <span className="quiet">{fileSize(size)}</span>
          </li>
        ))}
      </ul>
      <Facts>
        <Fact label={t('fileQuestion.total')}>
          {fileSize(files.reduce((sum, { size }) => sum + size, 0))}
        </Fact>
      </Facts>
    </>
  )
}
