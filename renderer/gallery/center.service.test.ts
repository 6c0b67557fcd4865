// Renderer, gallery. The center in a real Chromium, and what holds for every window.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, press, sceneOf, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'
import { busyCenter } from './people.ts'
import { scenes } from './scenes.ts'

const galleries = galleryForTests()
const { open } = galleries

async function toPasswords(scene: string): Promise<Page> {
  const page = await open(scene)
  await press(page, 'Invite a friend', 'Invite someone to help you', 'Continue')
  return page
}

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

describe('making an invitation', () => {
  it('[INV-3] prefills the name and sends what was typed', async () => {
    const page = await open('center')
    expect(await page.title()).toBe('Help and Support Center')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    expect(await page.getByLabel('From').inputValue()).toBe('Ann Miller')
    await page.getByLabel('From').fill('Annie')
    await page.getByLabel('Unit').selectOption('days')
    await press(page, 'Continue')
    await page.getByLabel('Type password:').fill('pear')
    await page.getByLabel('Confirm password:').fill('pear')
    await press(page, 'Save Invitation')
    await page.getByText('Your invitation has been saved successfully to:').waitFor()
    expect(await sent(page)).toEqual([
      { name: 'createInvitation', input: { from: 'Annie', count: 1, unit: 'days', password: 'pear' } },
    ])
    await press(page, 'Back')
    expect(await page.getByLabel('From').inputValue()).toBe('Annie')
  })

  it('[INV-3] keeps what was typed while the help is read', async () => {
    const page = await open('center')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    await page.getByLabel('From').fill('Annie')
    await page.getByLabel('Unit').selectOption('days')
    await press(page, 'More help on this')
    await page.locator('.topic-body').waitFor()
    await press(page, 'Back')
    expect(await page.getByLabel('From').inputValue()).toBe('Annie')
    expect(await page.getByLabel('Unit').inputValue()).toBe('days')
  })

  it('[ACS-2] leads to the name when it is missing', async () => {
    const page = await open('center')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    await page.getByLabel('From').fill('')
    await press(page, 'Continue')
    await page.keyboard.type('Annie')
    expect(await page.getByLabel('From').inputValue()).toBe('Annie')
  })

  it('[ACS-2] begins in the password', async () => {
    const page = await toPasswords('center')
    await page.keyboard.type('pear')
    expect(await page.getByLabel('Type password:').inputValue()).toBe('pear')
  })

  it('[INV-4] speaks of no password where none is wanted, and moves nothing', async () => {
    const page = await toPasswords('center')
    const important = page.getByText('You must communicate the password')
    await important.waitFor()
    const before = await button(page, 'Save Invitation').boundingBox()
    await page.getByRole('checkbox').uncheck()
    expect(await important.isVisible()).toBe(false)
    expect(await button(page, 'Save Invitation').boundingBox()).toEqual(before)
  })

  it('[ACS-2] leads to the button in sight when saving failed', async () => {
    const page = await toPasswords('center-not-written')
    await page.getByLabel('Type password:').fill('pear')
    await page.getByLabel('Confirm password:').fill('pear')
    await press(page, 'Save Invitation')
    await page.locator('button:focus').getByText('Save Invitation').waitFor()
    const box = await page.locator('button:focus').boundingBox()
    const height = page.viewportSize()?.height ?? 0
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height)
  })

  it('[INV-4] wants a password or a cleared box', async () => {
    const page = await toPasswords('center')
    await press(page, 'Save Invitation')
    await page
      .getByText(
        "Please provide a password or clear the 'Require the recipient to use a password' check box.",
      )
      .waitFor()
    await page.getByLabel('Require the recipient').uncheck()
    await press(page, 'Save Invitation')
    await page.getByText('Your invitation has been saved').waitFor()
    expect((await sent(page))[0]?.input).toMatchObject({ password: null })
  })

  it('[INV-4] remarks upon a short password, moves nothing, and does not refuse it', async () => {
    const page = await toPasswords('center')
    const field = page.getByLabel('Type password:')
    const note = page.getByText('Short passwords are easy to guess.')
    const before = await button(page, 'Save Invitation').boundingBox()
    expect(await note.isVisible()).toBe(false)
    await field.fill('quinc')
    expect(await note.isVisible()).toBe(true)
    expect(await field.getAttribute('aria-describedby')).toBe(await note.getAttribute('id'))
    expect(await button(page, 'Save Invitation').boundingBox()).toEqual(before)
    await field.fill('quince')
    expect(await note.isVisible()).toBe(false)
    expect(await field.getAttribute('aria-describedby')).toBeNull()
  })

  it.each([
    ['center-saved', 1],
    ['center-saved-open', 0],
  ])('[INV-4] %s: the next steps have %i for the password, which is never shown', async (scene, steps) => {
    const page = await toPasswords(scene)
    await page.getByLabel('Type password:').fill('quince')
    await page.getByLabel('Confirm password:').fill('quince')
    await press(page, 'Save Invitation')
    const list = page.locator('.steps')
    await list.waitFor()
    expect(await list.getByText('password').count()).toBe(steps)
    expect(await list.locator('li').count()).toBe(2 + steps)
    expect(await page.content()).not.toContain('quince')
  })

  it('[INV-4] wants the same password twice', async () => {
    const page = await toPasswords('center')
    await page.getByLabel('Type password:').fill('pear')
    await page.getByLabel('Confirm password:').fill('plum')
    await press(page, 'Save Invitation')
    await page.getByText("The passwords don't match. Please retype your password.").waitFor()
    expect(await sent(page)).toEqual([])
  })

  it('[TKT-9] sets a lifetime over the limit to the limit and says so', async () => {
    const page = await open('center-limited')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    await page.getByLabel('Unit').selectOption('days')
    await press(page, 'Continue')
    await page.getByRole('alert').getByText('may last 2 hours at most').waitFor()
    expect(await page.getByLabel('Number').inputValue()).toBe('2')
    expect(await page.getByLabel('Unit').inputValue()).toBe('hours')
    await press(page, 'Continue')
    await page.getByLabel('Type password:').waitFor()
  })

  it('[DEL-2] prepares nothing while the system asks where to save, and moves nothing', async () => {
    const page = await toPasswords('center-asks-where')
    await page.getByLabel('Type password:').fill('pear')
    await page.getByLabel('Confirm password:').fill('pear')
    const save = button(page, 'Save Invitation')
    const before = await save.boundingBox()
    await save.click()
    await save.click()
    expect(await sent(page)).toHaveLength(1)
    expect(await page.getByRole('status').filter({ hasText: 'prepared' }).count()).toBe(0)
    expect(await save.boundingBox()).toEqual(before)
    expect(await save.isEnabled()).toBe(true)
    const { view } = sceneOf('center-saving')
    await show(page, view)
    await page.getByText('Your invitation is being prepared and saved…').waitFor()
    expect(await save.isDisabled()).toBe(true)
  })

  it('[DEL-2] keeps what was typed when saving was cancelled', async () => {
    const page = await toPasswords('center-cancelled')
    await page.getByLabel('Type password:').fill('pear')
    await page.getByLabel('Confirm password:').fill('pear')
    await press(page, 'Save Invitation')
    await page.getByText('The invitation was not saved').waitFor()
    expect(await page.getByLabel('Type password:').inputValue()).toBe('pear')
    expect(await button(page, 'Save Invitation').isEnabled()).toBe(true)
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
    await page.getByText(/^\d+ seconds ago$/u).waitFor()
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
