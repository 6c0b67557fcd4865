// Renderer, gallery. The table of invitations and the box before one is deleted: what is clicked, and where the focus is afterwards.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

async function status(scene: string): Promise<Page> {
  const page = await open(scene)
  await press(page, 'View invitation status')
  await page.getByRole('heading', { name: 'View or change your invitation' }).waitFor()
  return page
}

describe('the heads of the table', () => {
  const heads = ['Sent To', 'Expiration Time', 'Status']
  /** What a screen reader is told of each head. */
  const sorts = (page: Page) =>
    page
      .getByRole('columnheader')
      .filter({ has: page.locator('.table-sort') })
      .evaluateAll((all) => all.map((head) => head.getAttribute('aria-sort')))
  const column = (page: Page, nth: number) =>
    page.locator(`tbody td:nth-child(${nth})`).evaluateAll((cells) => cells.map((cell) => cell.textContent))
  const names = async (page: Page) =>
    (await column(page, 2)).map((name) => name.replaceAll(/[\u2068\u2069]/gu, ''))

  it('[TKT-8] sort by a column at the first click and the other way round at the second, and say so', async () => {
    const page = await status('center-busy')
    expect(await sorts(page)).toEqual([null, 'descending', null])
    const latestFirst = await column(page, 3)

    const byName = [
      'help-monday.msrcincident',
      'printer.MsRcIncident',
      'RAInvitation.msrcincident',
      'Saved as a file',
    ]
    await button(page, 'Sent To').click()
    expect([await sorts(page), await names(page)]).toEqual([['ascending', null, null], byName])
    await button(page, 'Sent To').click()
    expect([await sorts(page), await names(page)]).toEqual([['descending', null, null], byName.toReversed()])

    await button(page, 'Status').click()
    expect(await sorts(page)).toEqual([null, null, 'ascending'])
    expect(await column(page, 4)).toEqual(['Expired', 'Expired', 'Open', 'Resend required'])
    await button(page, 'Status').click()
    expect(await column(page, 4)).toEqual(['Resend required', 'Open', 'Expired', 'Expired'])

    // By the keyboard as well.
    await button(page, 'Expiration Time').press('Enter')
    expect([await sorts(page), await column(page, 3)]).toEqual([[null, 'descending', null], latestFirst])
    await button(page, 'Expiration Time').press('Enter')
    expect([await sorts(page), await column(page, 3)]).toEqual([
      [null, 'ascending', null],
      latestFirst.toReversed(),
    ])
    expect(await page.locator('.table-sort').allInnerTexts()).toEqual(heads)
  })

  it('[TKT-8] the invitation that was chosen stays the chosen one', async () => {
    const page = await status('center-busy')
    await page.getByRole('radio').first().check()
    await button(page, 'Sent To').click()
    expect(await page.locator('tr.chosen td:nth-child(2)').innerText()).toContain('printer')
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true)
  })
})

describe('the question whether to delete an invitation', () => {
  it.each(['Enter', 'Escape'])(
    '[ACS-2] gives the focus back to where it was, answered by %s',
    async (key) => {
      const page = await status('center-busy')
      await page.getByRole('radio').nth(1).check()
      await button(page, 'Delete').press('Enter')
      const box = page.getByRole('alertdialog')
      await box.getByRole('button', { name: 'No' }).and(page.locator(':focus')).waitFor()
      await page.keyboard.press(key)
      await box.waitFor({ state: 'detached' })
      expect(await page.locator(':focus').allInnerTexts()).toEqual(['Delete'])
    },
  )
})
