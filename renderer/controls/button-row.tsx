// Renderer. Buttons side by side, at the end of what they belong to.

import type { ReactNode } from 'react'

type ButtonRowProps = { readonly children: ReactNode; readonly align?: 'start' | 'end' }

export const ButtonRow = ({ children, align = 'end' }: ButtonRowProps) => (
  <div className={`button-row button-row-${align}`}>{children}</div>
)
