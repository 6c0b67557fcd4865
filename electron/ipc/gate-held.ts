// IPC. One of the system's own dialogs is open: nobody from outside may answer it.

import { holdGate } from '../services/injector/gate.ts'
import type { Gate } from '../services/injector/gate.ts'

/** CTL-5: while one of our own questions is open nothing is injected; an expert must not answer a file chooser. */
export async function whileGateHeld<T>(gate: Gate, ask: () => Promise<T>): Promise<T> {
  const letGo = holdGate(gate)
  try {
    return await ask()
  } finally {
    letGo()
  }
}
