// Tests. Ends a process that has a Chromium of its own when it is told to, or when nobody is left to give orders: Playwright
// takes the signal for the browser and lets the process live.

import type { Interface } from 'node:readline'

export function endWith(orders: Interface, close: () => Promise<void>): void {
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    void close()
      .catch(() => undefined)
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  orders.once('close', end)
}
