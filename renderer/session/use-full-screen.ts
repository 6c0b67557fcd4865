// Renderer. The whole screen for the picture: F11 or a button; ESC stays what it is, the way to give control up (CTL-6).

import { useCallback, useEffect, useRef, useState } from 'react'
import { tell } from '../store/command.ts'

const fillsTheScreen = () => window.innerWidth >= screen.width && window.innerHeight >= screen.height

export function useFullScreen(): { readonly full: boolean; readonly toggle: () => void } {
  const [full, setFull] = useState(false)
  const filled = useRef(false)
  const toggle = useCallback(() => {
    tell('setFullScreen', { full: !full })
    filled.current = false
    setFull(!full)
  }, [full])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F11') return
      // Before the viewer sees it: this key is ours, whoever controls.
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.type === 'keydown' && !event.repeat) toggle()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('keyup', onKey, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('keyup', onKey, { capture: true })
    }
  }, [toggle])

  // The window manager has ways out of its own.
  useEffect(() => {
    if (!full) return undefined
    const onResize = () => {
      if (fillsTheScreen()) filled.current = true
      else if (filled.current) setFull(false)
    }
    window.addEventListener('resize', onResize)
    onResize()
    return () => window.removeEventListener('resize', onResize)
  }, [full])

  return { full, toggle }
}
