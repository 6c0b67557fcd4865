// Renderer. The frame of the help's own pages: a blue pane on the left, the page beside it, as XP's Help and Support had it.

import type { ReactNode } from 'react'
import { Icon, type IconName } from '../icons/icon.tsx'
import { PageHeading } from './page-heading.tsx'

type HelpPageProps = {
  readonly icon: IconName
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly paneTitle: string
  readonly pane: ReactNode
  /** Buttons beside the heading. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export const HelpPage = ({ icon, title, lead, paneTitle, pane, actions, children }: HelpPageProps) => (
  <div className="help">
    <aside className="help-pane" aria-label={paneTitle}>
      <h2 className="help-pane-title">{paneTitle}</h2>
      {pane}
    </aside>
    <article className="help-page">
      <header className="page-head">
        <Icon name={icon} size={40} />
        <div className="page-head-words">
          <PageHeading>{title}</PageHeading>
          {lead !== undefined && <p className="page-lead">{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </article>
  </div>
)

type PaneItemProps = { readonly current: boolean; readonly onClick: () => void; readonly children: ReactNode }

export const PaneItem = ({ current, onClick, children }: PaneItemProps) => (
  <li>
    <button type="button" className="pane-item" aria-current={current ? 'page' : undefined} onClick={onClick}>
      {children}
    </button>
  </li>
)
