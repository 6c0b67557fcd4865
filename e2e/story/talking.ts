// End to end. Two people who talk: the question, the meters, and what must be heard or not. The microphones beep by themselves.

import type { Page } from 'playwright-core'
import { button } from './cast.ts'
import { until } from './eyes.ts'
import type { Session } from './moves.ts'

const HEARD = 0.1
const PATIENCE_MS = 60_000

export const asksToTalk = (page: Page) => page.getByText('would like to talk with you')

/** The expert asks, the novice says Yes. */
export async function agreeToTalk({ novice, expert }: Session): Promise<void> {
  await button(expert, 'Start Talking').click()
  await asksToTalk(novice).waitFor()
  await button(novice, 'Yes').click()
}

/** Resolves when the sound has found its way: the line above the meters says so, not the chat's note that they may. */
export async function talk(session: Session): Promise<void> {
  await agreeToTalk(session)
  for (const page of [session.novice, session.expert])
    await page.getByRole('status').getByText('You are talking with').waitFor({ timeout: PATIENCE_MS })
}

/** The loudest of the meter's next values. */
const level = (page: Page, which: 'own' | 'other') =>
  page
    .locator('.voice meter')
    .nth(which === 'own' ? 0 : 1)
    .evaluate(async (meter: HTMLMeterElement) => {
      let loudest = 0
      for (let look = 0; look < 20; look++) {
        loudest = Math.max(loudest, meter.value)
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
      return loudest
    })

/** Resolves when a page's meter shows sound of this person, or none at all. */
export function hears(page: Page, which: 'own' | 'other', something: boolean): Promise<void> {
  let seen = NaN
  return until(
    async () => {
      seen = await level(page, which)
      return something ? seen > HEARD : seen === 0
    },
    () => `the meter shows ${seen}`,
  )
}
