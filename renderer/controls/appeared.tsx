// Renderer. A frame for what a click has made appear, which brings it into view.

import type { ReactNode } from 'react'
import { useIntoView } from './use-into-view.ts'

type AppearedProps = {
  /** What it is about; with another value it is brought into view again. */
  readonly about?: unknown
  readonly children: ReactNode
}

export function Appeared({ about, children }: AppearedProps) {
  const shown = useIntoView<HTMLDivElement>(about)
  return (
    <div ref={shown} className="appeared">
      {children}
    </div>
  )
}
