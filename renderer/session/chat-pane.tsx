// Renderer. Chat History and Message Entry, the same on both sides.
// SECURITY: what the other person writes is shown as text only, isolated in its own direction.

import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CHAT_LIMIT, type ChatLine } from '../../shared/session.ts'
import { tell } from '../store/command.ts'
import { clockTime } from '../text/format.ts'
import { chatText, personName, plainName } from '../text/names.ts'
import { noteText, type Side } from '../text/notes.ts'

type ChatPaneProps = {
  readonly side: Side
  /** The other person's name as it came. */
  readonly other: string
  readonly lines: readonly ChatLine[]
  readonly open: boolean
}

export function ChatPane({ side, other, lines, open }: ChatPaneProps) {
  const { t } = useTranslation()
  const historyId = useId()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [lines.length])
  return (
    <section className="chat">
      <h2 id={historyId}>{t('chat.history')}</h2>
      <div className="chat-history" role="log" aria-labelledby={historyId} tabIndex={0}>
        {lines.length === 0 && <p className="quiet">{t('chat.empty')}</p>}
        {lines.map((line, index) => (
          <Line key={index} line={line} side={side} other={other} />
        ))}
        <div ref={end} />
      </div>
      <Entry open={open} />
    </section>
  )
}

type LineProps = { readonly line: ChatLine; readonly side: Side; readonly other: string }

function Line({ line, side, other }: LineProps) {
  const { t } = useTranslation()
  const time = <time dateTime={new Date(line.at).toISOString()}>{clockTime(line.at)}</time>
  if (line.kind === 'note')
    return (
      <p className="chat-note">
        {time} {noteText(line.note, side, personName(other), t)}
      </p>
    )
  return (
    <div className={`chat-line chat-${line.kind}`}>
      <p className="chat-who">
        <bdi>{line.kind === 'mine' ? t('chat.mine') : plainName(other)}</bdi> {time}
      </p>
      <p className="chat-text">
        <bdi>{chatText(line.text)}</bdi>
      </p>
    </div>
  )
}

function Entry({ open }: { readonly open: boolean }) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const sendIt = () => {
    if (!open || text.trim() === '') return
    tell('sendChat', { text })
    setText('')
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
        id={id}
        rows={3}
        maxLength={CHAT_LIMIT}
        value={text}
        disabled={!open}
        title={t('chat.hint')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <button type="submit" disabled={!open || text.trim() === ''}>
        {t('chat.send')}
      </button>
    </form>
  )
}
