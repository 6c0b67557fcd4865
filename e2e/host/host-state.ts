// Test host: what app and BrowserWindow must know of each other, without importing each other.

import { EventEmitter } from 'node:events'

export const hostState = {
  name: 'Electron',
  /** The app object's emitter. */
  app: new EventEmitter(),
  /** Set by app.ts: the last window is gone. */
  allClosed: (): void => undefined,
  /** Set by app.ts: something that must be over before the process ends. */
  closing: (work: Promise<unknown>): void => void work,
}
