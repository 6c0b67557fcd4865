// Renderer. Keeps a prompt's buttons dead for a moment, so that a keystroke in flight cannot answer it (ADM-4).

import { useEffect, useState } from 'react'

/** True once the page has been visible for `ms` milliseconds. A window made ready while hidden does not use up the time. */
export function useArmed(ms: number): boolean {
  const [armed, setArmed] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') timer = setTimeout(() => setArmed(true), ms)
    }
    begin()
    document.addEventListener('visibilitychange', begin)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', begin)
    }
  }, [ms])
  return armed
}
