// Renderer. What preload puts into each page.

import type { Bridge } from '../shared/ipc/bridge.ts'

declare global {
  // An interface, because only an interface can add to the DOM's own.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    readonly assist: Bridge
  }
}
