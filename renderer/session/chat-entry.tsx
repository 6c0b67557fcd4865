// Renderer. Message Entry: Enter sends, what is too long is cut with a word about it, and the other side hears of typing.

import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CHAT_LIMIT, TYPING_TOLD_MS } from '../../shared/session.ts'
import { Appeared } from '../controls/appeared.tsx'
import { tell } from '../store/command.ts'
import { count } from '../text/format.ts'
import { cutTo } from '../text/names.ts'

type ChatEntryProps = {
  /** What is written is sent: a session runs, and its window is there. */
  readonly open: boolean
}

export function ChatEntry({ open }: ChatEntryProps) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const [cut, setCut] = useState(false)
  const told = useRef(-Infinity)
  const entry = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // A window that opens waits for what one writes, unless a question or the picture has the focus already. Nothing is scrolled:
    // what the helper may do and the check words stay in sight.
    if (open && document.activeElement === document.body) entry.current?.focus({ preventScroll: true })
  }, [open])
  const change = (typed: string) => {
    // A megabyte from the clipboard is cut before React or main see it.
    const kept = cutTo(typed, CHAT_LIMIT)
    setText(kept)
    setCut(kept.length < typed.length)
    if (kept === '' || performance.now() - told.current < TYPING_TOLD_MS) return
    told.current = performance.now()
    tell('typing', undefined)
  }
  const sendIt = () => {
    if (!open || text.trim() === '') return
    tell('sendChat', { text })
    setText('')
    setCut(false)
    // The line takes the notice away; the next letter brings it back.
    told.current = -Infinity
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    sendIt()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    sendIt()
  }
  return (
    <form className="chat-entry" onSubmit={submit}>
      <label htmlFor={id}>{t('chat.entry')}</label>
      <textarea
        ref={entry}
        id={id}
        rows={3}
        value={text}
        disabled={!open}
        title={t('chat.hint')}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKey}
      />
      <button type="submit" disabled={!open || text.trim() === ''}>
        {t('chat.send')}
      </button>
      {cut && (
        <Appeared>
          <p className="chat-cut" role="alert">
            {t('chat.cut', { limit: count(CHAT_LIMIT) })}
          </p>
        </Appeared>
      )}
    </form>
  )
}
