// Renderer. A message box inside a window: the browser's own modal dialog, so the rest is inert and ESC closes it.

import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'

type BoxProps = {
  readonly title: string
  /** Called for ESC as well. */
  readonly onClose: () => void
  /** Something appears in it later: it stands higher and grows downwards, so that what was pressed does not move away. */
  readonly grows?: boolean
  readonly children: ReactNode
}

export function Box({ title, onClose, grows = false, children }: BoxProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // The browser would take the first button; the default one is meant.
    shown?.querySelector<HTMLElement>('button.default')?.focus()
    // Closed while it is still there: so the browser gives the focus back to where it was.
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={grows ? 'window box box-grows' : 'window box'}
      role="alertdialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The state decides whether the box is shown, not the browser.
        event.preventDefault()
        onClose()
      }}
    >
      <div className="title-bar">
        <h2 className="title-bar-text" id={titleId}>
          {title}
        </h2>
      </div>
      <div className="window-body box-body">{children}</div>
    </dialog>
  )
}
