// Renderer, session. The novice's screen in the expert's window.

import { useEffect, useLayoutEffect, useRef } from 'react'
import { openViewer, type Viewer, type ViewerSettings } from './screen-view-rfb.ts'
import './screen-view.css'

export type ScreenViewProps = ViewerSettings & {
  /** What a screen reader says, e.g. "X's screen". */
  readonly label: string
  /** CTL-8: what is typed and clicked does nothing at this moment. */
  readonly held?: boolean
  /** The other side broke the protocol; the last picture is gone. */
  readonly onBroken?: () => void
}

/**
 * Fills its parent with the picture. `window` scales it to fit, `actual` keeps its pixels and scrolls. Keys and pointer
 * leave only while `controlling` (CTL-1). The byte stream is read once: a view that was shown and taken away
 * cannot be shown again in the same session.
 */
export function ScreenView({ scale, controlling, held = false, label, onBroken }: ScreenViewProps) {
  const element = useRef<HTMLDivElement>(null)
  const viewer = useRef<Viewer>(undefined)
  const settings = useRef<ViewerSettings>({ scale, controlling })
  const broken = useRef(onBroken)

  useEffect(() => {
    broken.current = onBroken
  }, [onBroken])

  // Before the paint: from the moment the window says so, no further key leaves.
  useLayoutEffect(() => {
    settings.current = { scale, controlling }
    viewer.current?.change(settings.current)
  }, [scale, controlling])

  useEffect(() => {
    if (element.current === null) return undefined
    const opened = openViewer(element.current, settings.current, {
      bridge: window.assist,
      onBroken: () => broken.current?.(),
    })
    viewer.current = opened
    return () => {
      viewer.current = undefined
      opened.close()
    }
  }, [])

  return (
    <div
      ref={element}
      className="screen-view"
      role={controlling ? 'application' : 'img'}
      aria-label={label}
      data-controlling={controlling}
      data-held={held}
    />
  )
}
