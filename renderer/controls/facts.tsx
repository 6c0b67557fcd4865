// Renderer. Pairs of a label and its value, aligned in two columns.

import type { ReactNode } from 'react'

type FactProps = {
  readonly label: string
  /** Stands at the end of the label. */
  readonly mark?: ReactNode
  /** The value stands below its label and has the whole width. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className="facts">{children}</dl>

export const Fact = ({ label, mark, wide = false, children }: FactProps) => (
  <div className={wide ? 'fact fact-wide' : 'fact'}>
    <dt>
      {label}
      {mark}
    </dt>
    <dd>{children}</dd>
  </div>
)
