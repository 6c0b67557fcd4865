// Renderer. ESC as a dialog's way out.

import { useEffect } from 'react'

/** Calls `action` for each press of ESC while `active`; a key that is held down counts once. */
export function useEscape(action: () => void, active = true): void {
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat || event.isComposing) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [action, active])
}
