// Renderer. The part of the center that scrolls: a page that is returned to stands where it was left.

import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { Page } from './navigation.ts'

/** Every page of the history with how far it was scrolled, in CSS pixels. */
export type Scrolls = WeakMap<Page, number>

type PageScrollProps = { readonly page: Page; readonly scrolls: Scrolls; readonly children: ReactNode }

/** Give it a key that changes with the page. */
export function PageScroll({ page, scrolls, children }: PageScrollProps) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(page)
  useLayoutEffect(() => {
    // What was typed on a page makes it another object of the history.
    shown.current = page
  }, [page])
  useLayoutEffect(() => {
    const scroller = scrollerOf(main.current)
    if (scroller) scroller.scrollTop = scrolls.get(shown.current) ?? 0
    return () => {
      if (scroller) scrolls.set(shown.current, scroller.scrollTop)
    }
  }, [scrolls])
  return (
    <main className="center-page" ref={main}>
      {children}
    </main>
  )
}

/** In a very low window the whole center scrolls (center.css). */
const scrollerOf = (main: HTMLElement | null): Element | null =>
  main && getComputedStyle(main).overflowY === 'visible' ? main.closest('.drop-target') : main
