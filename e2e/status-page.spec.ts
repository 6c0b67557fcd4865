// "View or change your invitation" and what of it outlives the app. Rules: TKT-1, TKT-3, TKT-7, TKT-8, TKT-9, ACC-4, SES-4.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Page } from 'playwright-core'
import { button, titles } from './story/cast.ts'
import { leave, makeInvitation, meet, sees } from './story/moves.ts'
import { openStage } from './story/stage.ts'
import type { Actor, Stage } from './story/stage.ts'

test.describe('the status page', () => {
  let stage: Stage
  let ann: Actor
  let bob: Actor
  const file = (name: string) => join(stage.folder, `${name}.MsRcIncident`)

  test.beforeAll(async () => {
    stage = openStage('status-page')
    ;[ann, bob] = await Promise.all([stage.enter('Ann', { settings: { port: 3462 } }), stage.enter('Bob')])
  })
  test.afterAll(() => stage.close())

  async function statusPage(): Promise<Page> {
    const page = await ann.app.window(titles.center)
    await button(page, 'Home').click()
    await button(page, /View invitation status/).click()
    await page.getByRole('heading', { name: 'View or change your invitation' }).waitFor()
    return page
  }
  const rows = (page: Page) => page.locator('tbody tr')
  const row = (page: Page, name: string) => rows(page).filter({ hasText: name })
  const choose = (page: Page, name: string) => row(page, name).getByRole('radio').check()
  /** File names and statuses in the order shown. */
  const table = async (page: Page) =>
    (await rows(page).allInnerTexts()).map((text) =>
      /(\w+)\.MsRcIncident[^]*?(Open|Expired|Resend required)/.exec(text)?.slice(1, 3).join(' '),
    )

  test('[TKT-8] three invitations, from none to Details, Expire, Delete and Resend', async () => {
    const empty = await statusPage()
    await sees(empty, 'No invitations to view')
    await stage.look('01-empty')

    await makeInvitation(ann, file('short'))
    await makeInvitation(ann, file('long'), { hours: 9, password: 'Garden-42' })
    await makeInvitation(ann, file('middle'), { hours: 5 })
    const page = await statusPage()
    expect(await table(page)).toEqual(['long Open', 'middle Open', 'short Open'])
    for (const name of ['Details', 'Expire', 'Resend…', 'Delete']) {
      await button(page, name).click()
      await sees(page, 'Please select an invitation.')
    }
    await stage.look('02-nothing-selected')

    await choose(page, 'long')
    await button(page, 'Details').click()
    const details = page.getByRole('group', { name: 'Invitation details' })
    await details.getByText(file('long')).waitFor()
    expect(await details.innerText()).toMatch(/Password Protected\?\s+Yes/)
    expect(await details.innerText()).toMatch(/:3462/)
    await stage.look('03-details')

    await choose(page, 'short')
    expect(await details.innerText()).toMatch(/Password Protected\?\s+No/)
    await button(page, 'Expire').click()
    await sees(page, 'The invitation was expired.')
    await expect.poll(() => table(page)).toEqual(['long Open', 'middle Open', 'short Expired'])
    await details.getByText('Expired by you').waitFor()
    await button(page, 'Expire').click()
    await sees(page, 'This invitation has already been expired.')
    await stage.look('04-expired')

    await choose(page, 'long')
    await button(page, 'Delete').click()
    const box = page.getByRole('alertdialog')
    await box.getByText('prevents the recipient from connecting').waitFor()
    await stage.look('05-delete')
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'detached' })
    expect(await rows(page).count()).toBe(3)
    await button(page, 'Delete').click()
    await button(page, 'Yes').click()
    await expect.poll(() => table(page)).toEqual(['middle Open', 'short Expired'])

    await choose(page, 'middle')
    await ann.app.saveAs(file('fresh'), () => button(page, 'Resend…').click())
    await sees(page, 'fresh.MsRcIncident')
    await stage.look('06-resent')
    expect(ticketIn(file('fresh'))).toBe(ticketIn(file('middle')))
    expect(await table(page)).toEqual(['fresh Open', 'short Expired'])
    await leave(await meet(ann, bob, file('fresh')))
  })

  for (const [number, how] of (['quit', 'kill'] as const).entries()) {
    test(`[TKT-7] [ACC-4] after ${how} and a new start the tickets are there and somebody listens`, async () => {
      const kept = file(`before${how}`)
      await makeInvitation(ann, kept, { hours: 3 })
      const before = await table(await statusPage())
      await ann.app[how]()
      await ann.comeBack()
      expect(await table(await statusPage())).toEqual(before)
      await stage.look(`0${7 + number}-after-${how}`)
      await leave(await meet(ann, bob, kept))
    })
  }
})

/** The ticket's number: the fifth field of RCTICKET (INV-6). */
const ticketIn = (file: string): string | undefined =>
  /RCTICKET="([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1]?.split(',')[4]
