// Renderer. Pairs of a label and its value, aligned in two columns.

import type { ReactNode } from 'react'

type FactProps = { readonly label: string; readonly children: ReactNode }

export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className="facts">{children}</dl>

export const Fact = ({ label, children }: FactProps) => (
  <div className="fact">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
