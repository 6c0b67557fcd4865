// Bench, row. How many updates a second reach the expert's page of our app.

import type { Page } from 'playwright-core'
import type { Bridge } from '../../shared/ipc/bridge.ts'

declare const window: { readonly assist: Bridge }
type Counting = { updates?: number; stopCounting?: () => void }

const FRAMEBUFFER_UPDATE = 0

/** Updates a second while `act` goes on, counted by a second listener in the page. */
export async function updatesWhile<T>(
  view: Page,
  act: () => Promise<T>,
): Promise<{ readonly of: T; readonly perSecond: number }> {
  await startCounting(view)
  const begun = performance.now()
  const of = await act()
  const seconds = (performance.now() - begun) / 1000
  return { of, perSecond: (await stopCounting(view)) / seconds }
}

/** Every update begins a message of its own; a large one goes on in others. */
const startCounting = (view: Page): Promise<void> =>
  view.evaluate((first) => {
    const counting = globalThis as Counting
    counting.updates = 0
    counting.stopCounting = window.assist.onBytes((bytes) => {
      if (bytes[0] === first && bytes[1] === 0) counting.updates = (counting.updates ?? 0) + 1
    })
  }, FRAMEBUFFER_UPDATE)

const stopCounting = (view: Page): Promise<number> =>
  view.evaluate(() => {
    const counting = globalThis as Counting
    counting.stopCounting?.()
    return counting.updates ?? 0
  })
