// Renderer. Options: under which name one helps others. Kept when the typing rests, and at the latest when the box is left.

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CenterView } from '../../shared/ipc/views.ts'
import { tell } from '../store/command.ts'
import { personName } from '../text/names.ts'

const RESTS_MS = 500

/** Main takes away what cannot be seen and cuts at 64 characters; a name is as short as that to begin with. */
const NAME_LENGTH = 64

export function YourName({ helperName: { chosen, login } }: Pick<CenterView, 'helperName'>) {
  const { t } = useTranslation()
  const id = useId()
  const noteId = `${id}-note`
  const [name, setName] = useState(chosen ?? '')
  const { change, flush } = useSendWhenResting()
  return (
    <div className="field">
      <label htmlFor={id}>{t('yourName.label')}</label>
      <input
        id={id}
        type="text"
        value={name}
        maxLength={NAME_LENGTH}
        placeholder={login}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={noteId}
        onChange={({ target }) => {
          setName(target.value)
          change(target.value)
        }}
        onBlur={flush}
        onKeyDown={({ key }) => key === 'Enter' && flush()}
      />
      <p className="quiet" id={noteId}>
        {t('yourName.text', { name: personName(login) })}
      </p>
    </div>
  )
}

/** Nothing typed gets lost: not by turning the page either. */
function useSendWhenResting() {
  const waiting = useRef<{ readonly name: string; readonly timer: number }>(undefined)
  const flush = () => {
    if (waiting.current === undefined) return
    const { name, timer } = waiting.current
    waiting.current = undefined
    window.clearTimeout(timer)
    tell('setHelperName', { name })
  }
  const change = (name: string) => {
    window.clearTimeout(waiting.current?.timer)
    waiting.current = { name, timer: window.setTimeout(flush, RESTS_MS) }
  }
  useEffect(() => flush, [])
  return { change, flush }
}
