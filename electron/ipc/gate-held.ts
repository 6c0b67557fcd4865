// IPC. One of the system's own dialogs is open: nobody from outside may answer it.

import { holdGate } from '../services/injector/gate.ts'
import type { Gate } from '../services/injector/gate.ts'

/** The window that a dialog belongs to. */
export type Parent = {
  once(event: 'closed', listener: () => void): unknown
  removeListener(event: 'closed', listener: () => void): unknown
}

/**
 * CTL-5: while one of our own questions is open nothing is injected; an expert must not answer a file chooser.
 * Rejects when the dialog's window is gone: some systems then never answer, and the gate must not stay held for ever. What
 * such a dialog answers after all counts for nothing, so that it does no harm where it still stands on the screen.
 */
export async function whileGateHeld<T>(gate: Gate, parent: Parent, ask: () => Promise<T>): Promise<T> {
  const letGo = holdGate(gate)
  let closed: () => void = () => undefined
  const gone = new Promise<never>((_, reject) => {
    closed = () => reject(new Error('the window of a dialog is gone'))
    parent.once('closed', closed)
  })
  try {
    return await Promise.race([ask(), gone])
  } finally {
    parent.removeListener('closed', closed)
    letGo()
  }
}
