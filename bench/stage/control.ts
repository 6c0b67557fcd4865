// Bench. Control asked for and granted, as the two buttons would do it.

import type { Page } from 'playwright-core'
import { type Stage, order } from '../stage.ts'

export type Controls = {
  /** Resolves when the expert's window says that it controls. */
  take(): Promise<void>
  /** Resolves when the expert's window says that it does not. */
  ended(): Promise<void>
}

/** By its button: a hidden window, as the one that encodes a film, may bear the same title. */
const isPrompt = async (page: Page) => (await page.locator('button', { hasText: /^Yes$/ }).count()) > 0

export function controlsOf(stage: Stage, view: Page): Controls {
  const state = (controlling: boolean) =>
    view.locator(`.screen-view[data-controlling="${controlling}"]`).waitFor({ state: 'attached' })
  return {
    take: async () => {
      await order(view, 'takeControl', undefined)
      const prompt = await stage.novice.app.window(isPrompt)
      const closed = prompt.waitForEvent('close')
      const yes = prompt.locator('button:enabled', { hasText: /^Yes$/ })
      await yes.waitFor()
      await yes.evaluate((button) => (button as HTMLButtonElement).click()).catch(() => undefined)
      await Promise.all([closed, state(true)])
    },
    ended: () => state(false),
  }
}
