// Renderer. "Save as text…": the page words the lines, main asks where to and writes; what came of it stands beside.

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input, Reply } from '../../shared/ipc/contract.ts'
import { useIntoView } from '../controls/use-into-view.ts'
import { send } from '../store/command.ts'
import { oneLine } from '../text/names.ts'

type SaveTextProps = {
  readonly what: Input<'saveText'>['what']
  readonly label: string
  readonly disabled: boolean
  readonly lines: () => Promise<readonly string[]>
}

export function SaveText({ what, label, disabled, lines }: SaveTextProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Reply<'saveText'>>()
  const save = async () => {
    setBusy(true)
    setOutcome(undefined)
    const answer = await send('saveText', { what, lines: [...(await lines())] })
    setBusy(false)
    if (answer.ok) setOutcome(answer.value)
  }
  const said = useIntoView<HTMLParagraphElement>(outcome ?? null)
  const failed = outcome?.ok === false && outcome.error.kind === 'not-written' ? outcome.error : undefined
  return (
    <>
      <button
        type="button"
        className={what === 'chat' ? 'link' : 'save-text'}
        disabled={disabled || busy}
        onClick={() => void save()}
      >
        {label}
      </button>
      {outcome?.ok === true && (
        <p ref={said} className="saved-text" role="status">
          {t('chat.saved', { path: oneLine(outcome.value.path) })}
        </p>
      )}
      {failed && (
        <p ref={said} className="saved-text saved-text-not" role="alert">
          {t('chat.notSaved', { path: oneLine(failed.path), code: failed.code })}
        </p>
      )}
    </>
  )
}
