// Renderer. A titled group of facts or fields, drawn as XP's group box.

import type { ReactNode } from 'react'

type GroupProps = { readonly title: string; readonly children: ReactNode }

export const Group = ({ title, children }: GroupProps) => (
  <fieldset className="group">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
