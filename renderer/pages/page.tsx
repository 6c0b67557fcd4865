// Renderer. The frame of one page of the center: its heading takes the focus, so that a reader hears where he is.

import { useEffect, useRef, type ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'

type PageProps = {
  readonly icon: IconName
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

export function Page({ icon, title, lead, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <article className="page">
      <header className="page-head">
        <Icon name={icon} size={48} />
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
      </header>
      {children}
    </article>
  )
}
