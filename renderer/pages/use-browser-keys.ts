// Renderer. Back and Forward as in a browser: Alt with the arrows, the keyboard's own keys, the mouse's thumb buttons.

import { useEffect } from 'react'
import type { Navigate } from './navigation.ts'

type Turn = 'back' | 'forward'

export function useBrowserKeys(navigate: Navigate): void {
  useEffect(() => {
    const turn = (event: Event, to: Turn | undefined) => {
      if (to === undefined) return
      event.preventDefault()
      // Beneath a message box nothing moves.
      if (event.type !== 'mousedown' && document.querySelector('dialog[open]') === null)
        navigate({ kind: to })
    }
    const onKey = (event: KeyboardEvent) => turn(event, turnOfKey(event))
    const onMouse = (event: MouseEvent) => turn(event, turnOfButton(event.button))
    window.addEventListener('keydown', onKey)
    // Both halves of the click are taken, so that the engine does not turn a page of its own history as well.
    window.addEventListener('mousedown', onMouse)
    window.addEventListener('mouseup', onMouse)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('mousedown', onMouse)
      window.removeEventListener('mouseup', onMouse)
    }
  }, [navigate])
}

function turnOfKey({ key, altKey }: KeyboardEvent): Turn | undefined {
  if (key === 'BrowserBack' || (altKey && key === 'ArrowLeft')) return 'back'
  return key === 'BrowserForward' || (altKey && key === 'ArrowRight') ? 'forward' : undefined
}

const turnOfButton = (button: number): Turn | undefined =>
  button === 3 ? 'back' : button === 4 ? 'forward' : undefined
