// Renderer. A text link that does something on this page; a button to the keyboard and to screen readers.

import type { ReactNode } from 'react'

type LinkProps = { readonly onClick: () => void; readonly children: ReactNode }

export const Link = ({ onClick, children }: LinkProps) => (
  <button type="button" className="link" onClick={onClick}>
    {children}
  </button>
)
