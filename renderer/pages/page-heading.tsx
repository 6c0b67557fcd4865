// Renderer. The first heading of a page takes the focus, so that a reader hears where he is.

import { useLayoutEffect, useRef, type ReactNode } from 'react'

type PageHeadingProps = { readonly className?: string; readonly children: ReactNode }

export function PageHeading({ className, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the paint: a Tab pressed as soon as the page is there goes on from its heading, and is not taken back.
  useLayoutEffect(() => {
    // The page stands where it was left; the focus does not move it.
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  )
}
