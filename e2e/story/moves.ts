// End to end. What people do again and again in the specifications, each as they would do it with mouse and keyboard.

import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { RunningApp, WindowTest } from '../fixtures/app.ts'
import { button, titles } from './cast.ts'
import type { Person } from './cast.ts'
import { until } from './eyes.ts'
import { xdotool } from './hands.ts'

const PATIENCE_MS = 20_000

export type Wish = { readonly password?: string; readonly hours?: number }

/** Through the center's own pages, from Home to "saved successfully". */
export async function makeInvitation({ app }: Person, file: string, wish: Wish = {}): Promise<void> {
  const page = await app.window(titles.center)
  await button(page, 'Home').click()
  await button(page, /Invite a friend/).click()
  await page.getByText('Invite someone to help you').first().click()
  await page.getByLabel(/^From/).fill('Ann')
  if (wish.hours !== undefined) await page.getByLabel('Number').selectOption(String(wish.hours))
  await button(page, 'Continue >').click()
  const { password } = wish
  if (password === undefined) await page.getByLabel(/Require the recipient/).uncheck()
  else {
    await page.getByLabel('Type password:').fill(password)
    await page.getByLabel('Confirm password:').fill(password)
  }
  await app.saveAs(file, () => button(page, 'Save Invitation').click())
  await sees(page, 'saved successfully')
}

/** Presses a button that closes its own window, which may be gone before Playwright has heard that the click succeeded. */
export async function clickAway(page: Page, name: string): Promise<void> {
  const click = button(page, name)
    .click()
    .catch((cause: unknown) => {
      if (!String(cause).includes('has been closed')) throw cause
    })
  await Promise.all([page.waitForEvent('close'), click])
}

export const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).last().waitFor({ timeout: PATIENCE_MS })

/** The dialog of a file that was just opened. */
export async function openInvitation({ app }: Person, file: string): Promise<Page> {
  await app.open(file)
  return app.window(asksToConnect)
}

export const asksToConnect = (page: Page): Promise<boolean> =>
  page.getByText(/^Do you want to (try to )?connect to/).isVisible()

/** Opens the file and says Yes; resolves with the dialog that waits for the novice. */
export async function knock(expert: Person, file: string): Promise<Page> {
  const dialog = await openInvitation(expert, file)
  await button(dialog, 'Yes').click()
  await sees(dialog, 'Waiting for an answer')
  return dialog
}

export type Session = { readonly novice: Page; readonly expert: Page }

/** From the file to a session; the newest windows of both sides. */
export async function meet(novice: Person, expert: Person, file: string): Promise<Session> {
  await knock(expert, file)
  await clickAway(await novice.app.window(asksToView), 'Yes')
  const session = {
    novice: await novice.app.window(running(titles.session)),
    expert: await expert.app.window(running(titles.session)),
  }
  await Promise.all([hasKeyboard(novice, session.novice), hasKeyboard(expert, session.expert)])
  return session
}

/** A window that comes takes the keyboard: what was typed before that would land in it. The page's own word is too early. */
async function hasKeyboard({ display }: Person, page: Page): Promise<void> {
  const title = await page.title()
  let focused = ''
  await until(
    async () => {
      focused = (await xdotool(display, 'getwindowfocus', 'getwindowname').catch(() => '')).trim()
      return focused === title
    },
    () => `the keyboard is with ${JSON.stringify(focused)} and not with ${JSON.stringify(title)}`,
  )
}

/** A window of a session that is not over. */
const running =
  (title: RegExp) =>
  async (page: Page): Promise<boolean> =>
    title.test(await page.title()) && (await button(page, 'Disconnect').isEnabled())

export const asksToView = (page: Page): Promise<boolean> =>
  page.getByText(/has accepted your Remote Assistance invitation/).isVisible()

export const asksForControl = (page: Page): Promise<boolean> =>
  page.getByText(/would like to share control/).isVisible()

export const isControlBar = (page: Page): Promise<boolean> =>
  page.getByText(/is controlling your computer/).isVisible()

/** The question that the novice is asked. */
export async function askForControl(novice: Person, { expert }: Session): Promise<Page> {
  await button(expert, 'Take Control').click()
  return novice.app.window(asksForControl)
}

/** Resolves with the novice's bar. */
export async function takeControl(novice: Person, session: Session): Promise<Page> {
  await clickAway(await askForControl(novice, session), 'Yes')
  await button(session.expert, 'Release Control (ESC)').waitFor()
  return novice.app.window(isControlBar)
}

/** Closes what is left of a session on both sides. */
export async function leave({ novice, expert }: Session): Promise<void> {
  if (!expert.isClosed() && (await button(expert, 'Disconnect').isEnabled()))
    await button(expert, 'Disconnect').click()
  for (const page of [expert, novice]) {
    if (!page.isClosed()) await clickAway(page, 'Close')
  }
}

/** Whether one of the app's windows is such a one now. */
export async function has(app: RunningApp, which: Exclude<WindowTest, RegExp>): Promise<boolean> {
  // A window that closes while it is asked is none.
  const answers = app.windows().map((page) => Promise.resolve(which(page)).catch(() => false))
  return (await Promise.all(answers)).includes(true)
}

export const gone = (app: RunningApp, which: Exclude<WindowTest, RegExp>, what: string): Promise<void> =>
  until(
    async () => !(await has(app, which)),
    () => `${what} is still there`,
  )

/** The app has ended by itself. */
export const ended = ({ pid }: RunningApp): Promise<void> =>
  until(
    () => !existsSync(`/proc/${pid}`),
    () => 'the app still runs',
  )
