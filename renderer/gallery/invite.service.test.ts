// Renderer, gallery. The two pages that make an invitation and the one that follows, in a real Chromium.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, press, sceneOf, sent, show, galleryForTests } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

async function toPasswords(scene: string): Promise<Page> {
  const page = await open(scene)
  await press(page, 'Invite a friend', 'Invite someone to help you', 'Continue')
  return page
}

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
    await save.scrollIntoViewIfNeeded()
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
