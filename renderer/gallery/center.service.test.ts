// Renderer, gallery. The center in a real Chromium, and what holds for every window.

import { describe, expect, it } from 'vitest'
import { button, press, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'
import { busyCenter } from './people.ts'
import { scenes } from './scenes.ts'

const galleries = galleryForTests()
const { open } = galleries

describe('the session log', () => {
  it('[SES-5] tells who was there from when to when, and is saved as a text', async () => {
    const page = await open('center-session-log')
    await page.getByRole('heading', { name: 'Session log' }).waitFor()
    expect(await page.getByRole('group').count()).toBe(3)
    await page.getByText('Still running').waitFor()
    await page.getByText('1 hour, 11 minutes').waitFor()
    await page.getByText('The program ended before the session did').waitFor()
    await button(page, 'Save as text…').click()
    await page.getByText('Session log.txt').waitFor()
    const saving = (await sent(page)).find(({ name }) => name === 'saveText')
    const { lines } = saving?.input as { readonly lines: readonly string[] }
    expect(lines.slice(0, 3)).toEqual(['Session log', '', 'Bob Fisher from 192.168.1.40'])
    expect(lines.join()).not.toMatch(/[\u202E\u2068\u2069]/u)
  })
})

describe('View invitation status', () => {
  const status = async (scene: string) => {
    const page = await open(scene)
    await press(page, 'View invitation status')
    await page.getByRole('heading', { name: 'View or change your invitation' }).waitFor()
    return page
  }

  it('[TKT-8] says when there is nothing to view', async () => {
    const page = await status('center')
    await page.getByText('No invitations to view').waitFor()
    expect(await button(page, 'Expire').count()).toBe(0)
  })

  it('[TKT-8] lists the latest expiry first and says when nothing is chosen', async () => {
    const page = await status('center-busy')
    expect(await page.locator('tbody .state').allInnerTexts()).toEqual([
      'Resend required',
      'Open',
      'Expired',
      'Expired',
    ])
    for (const name of ['Details', 'Expire', 'Resend…', 'Delete']) {
      await button(page, name).click()
      await page.getByText('Please select an invitation.').waitFor()
    }
    expect(await sent(page)).toEqual([])
  })

  it('[TKT-3] expires an open invitation, chosen by the keyboard, and refuses to expire it twice', async () => {
    const page = await status('center-busy')
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await button(page, 'Expire').click()
    await page.getByText('The invitation was expired.').waitFor()
    expect(await sent(page)).toEqual([{ name: 'expireTicket', input: { ticketId: 'open' } }])
    await page.getByRole('radio').nth(2).check()
    await button(page, 'Expire').click()
    await page.getByText('This invitation has already been expired.').waitFor()
    expect(await sent(page)).toHaveLength(1)
  })

  it('[TKT-8] moves nothing when an invitation expires, and says since when it has', async () => {
    const page = await status('center-busy')
    await page.getByRole('radio').nth(1).check()
    const before = await button(page, 'Expire').boundingBox()
    const tickets = busyCenter.tickets.map((row) =>
      row.id === 'open' ? { ...row, status: 'expired' as const, endsAt: Date.now() - 3_000 } : row,
    )
    await show(page, { ...busyCenter, tickets })
    await page.getByText(/^\d+\sseconds ago$/u).waitFor()
    expect(await button(page, 'Expire').boundingBox()).toEqual(before)
  })

  it('[TKT-8] asks before an open invitation is deleted; No is the default', async () => {
    const page = await status('center-busy')
    await page.getByRole('radio').nth(1).check()
    await button(page, 'Delete').click()
    await page
      .getByText('Deleting this invitation prevents the recipient from connecting to your computer.')
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await sent(page)).toEqual([])
    await button(page, 'Delete').click()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await button(page, 'Delete').click()
    await button(page, 'Yes').click()
    expect(await sent(page)).toEqual([{ name: 'deleteTicket', input: { ticketId: 'open' } }])
  })

  it('[TKT-8] resends an open invitation, and begins a new one for an expired one', async () => {
    const page = await status('center-busy')
    await page.getByRole('radio').nth(1).check()
    await button(page, 'Resend…').click()
    await page.getByText('Your invitation has been saved successfully to:').waitFor()
    await page.getByRole('radio').nth(2).check()
    await button(page, 'Resend…').click()
    const inItsPlace = page.getByText('You are making a new invitation in place of the expired one (')
    await inItsPlace.waitFor()
    expect(await page.getByLabel('From').inputValue()).toBe('Ann Miller')
    await page.getByLabel('From').fill('Annie')
    expect(await inItsPlace.count()).toBe(1)
    expect(await page.getByLabel('Number').inputValue()).toBe('2')
    expect(await sent(page)).toEqual([{ name: 'resendTicket', input: { ticketId: 'open' } }])
  })

  it('[TKT-7] tells of damaged records until the user has seen it', async () => {
    const page = await status('center-damaged')
    await page.getByText('Remote Assistance expired and deleted one or more damaged invitations.').waitFor()
    await button(page, 'OK').click()
    expect(await sent(page)).toEqual([{ name: 'acknowledgeDamage', input: undefined }])
  })
})

describe('every window', () => {
  it('[ACS-2] CTRL+A takes what one would copy, and neither headings nor the bars around it', async () => {
    const page = await open('center-busy')
    await press(page, 'View invitation status')
    await page.getByRole('radio').nth(1).check()
    await button(page, 'Details').click()
    await page.getByRole('group', { name: 'Details' }).first().waitFor()
    await page.keyboard.press('Control+a')
    const taken = await page.evaluate(() => String(getSelection()))
    expect(taken).toContain('/home/ann/Documents/RAInvitation.msrcincident')
    expect(taken).toContain('203.0.113.7:49152')
    expect(taken).not.toContain('View or change your invitation')
    expect(taken).not.toContain('Help and Support Center')
    const box = page
      .getByRole('searchbox')
      .or(page.getByLabel('Search', { exact: true }))
      .first()
    await box.fill('wrong')
    await box.press('Control+a')
    await page.keyboard.type('right')
    expect(await box.inputValue()).toBe('right')
  })

  it('says an unexpected error with its number in the log', async () => {
    const page = await open('center-unexpected')
    await press(page, 'Open an invitation')
    await page.getByText('Number in the log: 20261121-7').waitFor()
  })

  it('[EXP-1] opens an invitation that is dropped onto the center', async () => {
    const page = await open('center')
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['x'], 'RAInvitation.msrcincident'))
      return transfer
    })
    await page.locator('.drop-target').dispatchEvent('drop', { dataTransfer: data })
    expect(await sent(page)).toEqual([
      { name: 'openInvitation', input: { path: '/home/ann/RAInvitation.msrcincident' } },
    ])
  })

  it.each([1, 2])(
    'at %i times its size needs no sideways scrolling and keeps its buttons inside',
    async (zoom) => {
      for (const name of Object.keys(scenes)) {
        const page = await galleries.open(name, { zoom })
        await page.locator('button').first().waitFor()
        expect(await page.evaluate(tooWide), name).toEqual([])
        await galleries.done(page)
      }
    },
  )
})

/** Runs in the page: what cannot be reached without scrolling sideways. Tables and the picture may scroll. */
function tooWide(): readonly string[] {
  const own = [...document.querySelectorAll('body, body *')].filter(
    (element) => element.closest('.table-frame, .screen-view, .unseen, .blocks') === null,
  )
  const scrolling = own.filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 &&
      !['visible', 'clip'].includes(getComputedStyle(element).overflowX),
  )
  const outside = own.filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return element.tagName === 'BUTTON' && (left < 0 || right > innerWidth)
  })
  return [...scrolling, ...outside].map((element) => `${element.tagName}.${element.className}`)
}
