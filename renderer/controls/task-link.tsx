// Renderer. A link of the Help and Support Center: picture, underlined title, one explaining line.

import { Icon, type IconName } from '../icons/icon.tsx'

type TaskLinkProps = {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly onClick: () => void
  readonly large?: boolean
}

export const TaskLink = ({ icon, title, text, onClick, large = false }: TaskLinkProps) => (
  <li className={large ? 'task task-large' : 'task'}>
    <button type="button" className="task-link" onClick={onClick}>
      <Icon name={icon} size={large ? 48 : 32} />
      <span className="task-words">
        <span className="task-title">{title}</span>
        <span className="task-text">{text}</span>
      </span>
    </button>
  </li>
)
