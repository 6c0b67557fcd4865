// Renderer. Topics one under the other: title, one sentence, and whatever a page adds to each.

import type { ReactNode } from 'react'
import type { Topic } from '../help/parse-topic.ts'
import { Icon } from '../icons/icon.tsx'

type TopicItemProps = {
  readonly topic: Topic
  readonly title?: ReactNode
  readonly text?: ReactNode
  /** Beside the item, e.g. a button that removes it. */
  readonly beside?: ReactNode
  readonly onOpen: () => void
}

export const TopicItem = ({ topic, title, text, beside, onOpen }: TopicItemProps) => (
  <li className="topic-item">
    <button type="button" className="task-link" onClick={onOpen}>
      <Icon name="topic" size={24} />
      <span className="task-words">
        <span className="task-title">{title ?? topic.title}</span>
        <span className="task-text">{text ?? topic.summary}</span>
      </span>
    </button>
    {beside}
  </li>
)
