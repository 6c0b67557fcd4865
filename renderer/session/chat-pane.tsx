// Renderer. Chat History and Message Entry, the same on both sides.
// SECURITY: what the other person writes is shown as text only, isolated in its own direction; a link is text like any other.

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatLine } from '../../shared/session.ts'
import { clockTime } from '../text/format.ts'
import { chatText, personName, plainName } from '../text/names.ts'
import { noteText, type Side } from '../text/notes.ts'
import { ChatEntry } from './chat-entry.tsx'
import { SaveText } from './save-text.tsx'
import { savedChat } from './saved-chat.ts'

type ChatPaneProps = {
  readonly side: Side
  /** The other person's name as it came. */
  readonly other: string
  readonly lines: readonly ChatLine[]
  /** The other person is writing a line. */
  readonly typing: boolean
  readonly open: boolean
}

/** Pixels from the end at which a reader still counts as being there. */
const NEAR_THE_END = 24

export function ChatPane({ side, other, lines, typing, open }: ChatPaneProps) {
  const { t } = useTranslation()
  const historyId = useId()
  const history = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [unread, setUnread] = useState(false)
  const last = lines.at(-1)
  const toEnd = () => {
    const element = history.current
    if (element) element.scrollTop = element.scrollHeight
  }
  // A reader who has scrolled back stays where he is; who writes wants to see it.
  useLayoutEffect(() => {
    if (atEnd.current || last?.kind === 'mine') toEnd()
    else setUnread(true)
  }, [last])
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
  }, [typing])
  // A pane that was hidden, or has another size, is still at its end.
  useEffect(() => {
    const element = history.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scrolled = () => {
    const element = history.current
    if (!element || element.clientHeight === 0) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END
    if (atEnd.current) setUnread(false)
  }
  return (
    <section className="chat">
      <div className="chat-head">
        <h2 id={historyId}>{t('chat.history')}</h2>
        <SaveText
          what="chat"
          label={t('chat.save')}
          disabled={lines.length === 0}
          lines={() => Promise.resolve(savedChat({ lines, side, other }, t))}
        />
      </div>
      <div
        ref={history}
        className="chat-history"
        role="log"
        aria-labelledby={historyId}
        tabIndex={0}
        onScroll={scrolled}
      >
        {lines.length === 0 && <p className="quiet">{t('chat.empty')}</p>}
        {lines.map((line, index) => (
          <Line key={index} line={line} side={side} other={other} />
        ))}
      </div>
      <p className="chat-typing" role="status">
        {typing && t('chat.typing', { name: personName(other) })}
        {!typing && unread && (
          <button type="button" className="link" onClick={toEnd}>
            {t('chat.newer')}
          </button>
        )}
      </p>
      <ChatEntry open={open} />
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
