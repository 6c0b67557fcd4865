// Shell. Windows open as large as they were left: sizes go into the settings a moment after the user has stopped pulling.

import type { Role } from '../../shared/ipc/views.ts'
import type { Log, Timers } from '../services/ports.ts'
import { sizedWindows } from '../services/settings.ts'
import type { SettingsStore } from '../services/settings.ts'

export type Size = { readonly width: number; readonly height: number }

export type WindowSizes = {
  /** As it was left; undefined for a window that was never resized, or whose size is not the user's. */
  of(role: Role): Size | undefined
  resized(role: Role, size: Size): void
  /** Writes what still waits. */
  flush(): void
}

/** While an edge is pulled a size comes with every frame; one write is enough. */
const PAUSE_MS = 400

export function rememberSizes(settings: SettingsStore, timers: Timers, log: Log): WindowSizes {
  let waiting: Readonly<Partial<Record<(typeof sizedWindows)[number], Size>>> = {}
  let cancel: () => void = () => undefined

  function flush() {
    cancel()
    if (Object.keys(waiting).length === 0) return
    try {
      settings.update({ windowSizes: { ...settings.get().windowSizes, ...waiting } })
      waiting = {}
    } catch (cause) {
      // A full disk: the window keeps its size as long as the program runs.
      log('the size of a window could not be kept', cause)
    }
  }

  return {
    of: (role) => {
      const name = sizedWindows.find((known) => known === role)
      return name && (waiting[name] ?? settings.get().windowSizes[name])
    },
    resized: (role, { width, height }) => {
      const name = sizedWindows.find((known) => known === role)
      if (!name) return
      waiting = { ...waiting, [name]: { width: Math.round(width), height: Math.round(height) } }
      cancel()
      cancel = timers.after(PAUSE_MS, flush)
    },
    flush,
  }
}
