// Renderer. A message inside the page that caused it: picture, sentence, and what can be done about it.

import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'

export type Tone = 'info' | 'warning' | 'error' | 'success'

const icons: Readonly<Record<Tone, IconName>> = {
  info: 'info',
  warning: 'warning',
  error: 'error',
  success: 'success',
}

type AlertProps = {
  readonly tone: Tone
  readonly children: ReactNode
  /** False for advice that was there from the start and must not interrupt a screen reader. */
  readonly live?: boolean
}

export function Alert({ tone, children, live = true }: AlertProps) {
  const role = tone === 'error' || tone === 'warning' ? 'alert' : 'status'
  return (
    <div className={`alert alert-${tone}`} role={live ? role : 'note'}>
      <Icon name={icons[tone]} size={24} />
      <div className="alert-text">{children}</div>
    </div>
  )
}
