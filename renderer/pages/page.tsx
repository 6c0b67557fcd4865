// Renderer. The frame of one page of the center.

import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'
import { PageHeading } from './page-heading.tsx'

type PageProps = {
  readonly icon: IconName
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

export const Page = ({ icon, title, lead, children }: PageProps) => (
  <article className="page">
    <header className="page-head">
      <Icon name={icon} size={48} />
      <div>
        <PageHeading>{title}</PageHeading>
        {lead !== undefined && <p className="page-lead">{lead}</p>}
      </div>
    </header>
    {children}
  </article>
)
