// Renderer. What a click has made appear is brought into view: on a long page, or an enlarged one, it would be missed.

import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * For the element that appears. It is brought into view when it comes, and again when it is about something else.
 * Nothing moves when it is in view already, nor is the movement drawn: those who want none have none (ACS-3). What must be
 * seen together with it, such as the buttons beneath, is its `scroll-margin` in the style sheet.
 * @param about null: there is nothing to bring yet.
 */
export function useIntoView<Shown extends HTMLElement>(about: unknown): RefObject<Shown | null> {
  const shown = useRef<Shown>(null)
  useLayoutEffect(() => {
    if (about !== null) shown.current?.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }, [about])
  return shown
}
