// Renderer. The inside of a dialog window: white banner with picture and heading, body, buttons on the grey foot.

import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'

type DialogFrameProps = {
  readonly icon: IconName
  readonly heading: string
  readonly children: ReactNode
  readonly foot: ReactNode
}

export const DialogFrame = ({ icon, heading, children, foot }: DialogFrameProps) => (
  <div className="dialog">
    <header className="dialog-banner">
      <Icon name={icon} size={48} />
      <h1>{heading}</h1>
    </header>
    <div className="dialog-body">{children}</div>
    <footer className="dialog-foot">{foot}</footer>
  </div>
)
