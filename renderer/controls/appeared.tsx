// Renderer. A frame for what a click has made appear, which brings it into view.

import type { ReactNode } from 'react'
import { useIntoView } from './use-into-view.ts'

type AppearedProps = {
  /** What it is about; with another value it is brought into view again. */
  readonly about?: unknown
  /** Its beginning is enough, so that what was clicked, right above it, stays under the pointer where there is room. */
  readonly beginning?: boolean
  readonly children: ReactNode
}

export function Appeared({ about, beginning = false, children }: AppearedProps) {
  const shown = useIntoView<HTMLDivElement>(about)
  return (
    <div ref={beginning ? undefined : shown} className="appeared">
      {beginning && <div ref={shown} className="appeared-beginning" />}
      {children}
    </div>
  )
}
