// Renderer. The inside of a dialog window: white banner with picture and heading, body, buttons on the grey foot.

import { useRef, type ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'
import { useOverflow } from './use-overflow.ts'

type DialogFrameProps = {
  readonly icon: IconName
  readonly heading: string
  readonly children: ReactNode
  readonly foot: ReactNode
}

export function DialogFrame({ icon, heading, children, foot }: DialogFrameProps) {
  const body = useRef<HTMLElement>(null)
  const tabIndex = useOverflow(body)
  return (
    <div className="dialog">
      <header className="dialog-banner">
        <Icon name={icon} size={48} />
        <h1>{heading}</h1>
      </header>
      <main className="dialog-body" ref={body} tabIndex={tabIndex}>
        {children}
      </main>
      <footer className="dialog-foot">{foot}</footer>
    </div>
  )
}
