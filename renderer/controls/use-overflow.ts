// Renderer. Whether something has more to show than fits: only then is it a stop for the Tab key, so that arrows scroll it.

import { useEffect, useState, type RefObject } from 'react'

/** 0 while the element overflows, undefined while all of it is in sight; for its `tabIndex`. */
export function useOverflow(element: RefObject<HTMLElement | null>): 0 | undefined {
  const [overflows, setOverflows] = useState(false)
  // After every drawing: other words may be longer.
  useEffect(() => {
    const shown = element.current
    if (shown === null) return undefined
    const observer = new ResizeObserver(() => setOverflows(shown.scrollHeight > shown.clientHeight + 1))
    observer.observe(shown)
    return () => observer.disconnect()
  })
  return overflows ? 0 : undefined
}
