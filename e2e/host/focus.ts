// Test host: which window has the keyboard. Chromium's pages believe themselves focused when a window of theirs is only
// born, so their word is a reason to ask the X server, not an answer.

import { hasFocus } from './x11.ts'

export type Focusable = { xWindow(): number | undefined; setFocused(focused: boolean): void }

/** A window manager answers a request for the focus within this, on a busy machine too. */
const LOOKS_MS = [0, 30, 120, 500]
const windows = new Set<Focusable>()
let timers: NodeJS.Timeout[] = []

function look(): void {
  const states = [...windows].map((window) => ({ window, focused: hasFocus(window.xWindow()) }))
  // Electron tells the old window before the new one.
  for (const { window, focused } of states) if (!focused) window.setFocused(false)
  for (const { window, focused } of states) if (focused) window.setFocused(true)
}

/** Something happened that moves the focus, now or soon. */
export function focusMayMove(): void {
  for (const timer of timers) clearTimeout(timer)
  timers = LOOKS_MS.map((ms) => setTimeout(look, ms))
}

/** `setFocused` hears every look; the returned function ends that. */
export function watchFocus(window: Focusable): () => void {
  windows.add(window)
  return () => {
    windows.delete(window)
    focusMayMove()
  }
}
