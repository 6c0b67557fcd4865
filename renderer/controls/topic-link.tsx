// Renderer. A link to a help topic. In the center it turns the page; in any other window it brings the center to the front.

import { createContext, useContext, type MouseEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HelpTopic } from '../../shared/help-topics.ts'
import { Icon } from '../icons/icon.tsx'
import { tell } from '../store/command.ts'

export type OpenTopic = (topic: HelpTopic) => void

const throughMain: OpenTopic = (topic) => tell('openTopic', { topic })

/** The center puts its own navigation here. */
export const TopicOpener = createContext<OpenTopic>(throughMain)

type TopicLinkProps = { readonly topic: HelpTopic; readonly children: ReactNode }

/** In the middle of a text, so an anchor: unlike a button it goes from one line to the next. It leads nowhere by itself. */
export function TopicLink({ topic, children }: TopicLinkProps) {
  const open = useContext(TopicOpener)
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    open(topic)
  }
  return (
    <a
      href={`#${topic}`}
      className="topic-link"
      onClick={follow}
      onAuxClick={(event) => event.preventDefault()}
    >
      {children}
    </a>
  )
}

type MoreHelpProps = {
  readonly topic: HelpTopic
  readonly children?: ReactNode
  /** E.g. closes the box in which it stands. */
  readonly onOpened?: () => void
}

/** With its picture, beneath a message; "More help on this" unless something better is known. */
export function MoreHelp({ topic, children, onOpened }: MoreHelpProps) {
  const { t } = useTranslation()
  const open = useContext(TopicOpener)
  return (
    <button
      type="button"
      className="link more-help"
      onClick={() => {
        open(topic)
        onOpened?.()
      }}
    >
      <Icon name="help" size={16} />
      <span>{children ?? t('help.more')}</span>
    </button>
  )
}

type HelpMarkProps = { readonly topic: HelpTopic; readonly label: string }

/** A question mark beside what it explains, where there is no room for words. */
export function HelpMark({ topic, label }: HelpMarkProps) {
  const open = useContext(TopicOpener)
  return (
    <button type="button" className="help-mark" aria-label={label} title={label} onClick={() => open(topic)}>
      <Icon name="help" size={16} />
    </button>
  )
}
