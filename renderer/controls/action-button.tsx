// Renderer. A button with a picture, of the session's windows.

import { Icon, type IconName } from '../icons/icon.tsx'
import { SteadyLabel } from './steady-label.tsx'
import { useSettled } from './use-settled.ts'

type ActionButtonProps = {
  readonly icon: IconName
  readonly size: number
  readonly label: string
  /** What it says at other times: it is wide enough for all of it. */
  readonly others?: readonly string[] | undefined
  readonly className?: string
  readonly disabled?: boolean
  /** Of what it opens. */
  readonly expanded?: boolean | undefined
  /** Works at once also where it has just become this: it takes something back from somebody else. */
  readonly urgent?: boolean
  readonly onClick?: () => void
}

/** Named also where its words are hidden. When its words change it is another button, and lets a double click pass. */
export function ActionButton(props: ActionButtonProps) {
  const { icon, size, label, others = [], className, disabled, expanded, urgent = false, onClick } = props
  const live = useSettled(label) || urgent
  return (
    <button
      type="button"
      className={className}
      disabled={disabled}
      aria-disabled={live ? undefined : true}
      aria-expanded={expanded}
      aria-label={label}
      title={label}
      onClick={live ? onClick : undefined}
    >
      <Icon name={icon} size={size} />
      <SteadyLabel texts={[label, ...others.filter((other) => other !== label)]} shown={0} />
    </button>
  )
}
