// Renderer, gallery. What an administrator has decided, as people see it, in a real Chromium.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'
import { forbidden, policies } from './policies.ts'

const { open } = galleryForTests()

/** Without the marks that keep the direction of foreign text. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/gu, '').replaceAll('\u00A0', ' ')
const group = (page: Page) => page.getByRole('group', { name: 'Policy', exact: true })
const facts = async (page: Page) =>
  (await group(page).locator('.fact').allInnerTexts()).map((text) => plain(text).replace(/\s*\n\s*/u, ' '))

describe('[POL-1] Tools', () => {
  it('says that no policy is set, and where one would be', async () => {
    const page = await open('center')
    await press(page, 'Use Tools')
    await group(page)
      .getByText(/^No policy is set/u)
      .waitFor()
    expect(await facts(page)).toEqual([
      'Location: /etc/help-and-support/policy.json',
      'Asking for help: Allowed',
      'Remote control: Allowed',
      'Invitations may last: 30 days',
    ])
    await group(page).getByRole('button', { name: 'More help on this' }).click()
    await page.getByRole('heading', { level: 1, name: /^Policy/u }).waitFor()
  })

  it('[POL-2] says what a policy allows and what it sets without effect', async () => {
    const page = await open('policy-in-force')
    await press(page, 'Use Tools')
    await group(page)
      .getByText(/^An administrator has set a policy/u)
      .waitFor()
    expect((await facts(page)).slice(1, 7)).toEqual([
      'Asking for help: Allowed',
      'Remote control: Not allowed',
      'Invitations may last: 30 minutes',
      'E-mail invitations through: mailto links',
      'Offers of help: Allowed',
      'Control by those who offer help: Not allowed',
    ])
    await group(page)
      .getByText(/have no effect/u)
      .waitFor()
  })

  it.each([
    ['policy-broken', /Others than the system's administrator can change the file/u],
    ['policy-misspelt', /“.*fAllowToGetHelpp.*” is not the name of a policy value/u],
  ])('%s: says why it is not followed, and that nothing is allowed', async (scene, reason) => {
    const page = await open(scene)
    await press(page, 'Use Tools')
    await group(page)
      .getByText(/cannot be followed/u)
      .waitFor()
    await group(page).getByText(reason).waitFor()
    expect((await facts(page)).slice(1)).toEqual([
      'Asking for help: Not allowed',
      'Remote control: Not allowed',
    ])
  })
})

describe('[POL-1] an invitation that is not allowed', () => {
  it('is not to be had: the page says why and has nothing to press', async () => {
    const page = await open('policy-forbidden')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    await page.getByText(/^An administrator has switched off Remote Assistance/u).waitFor()
    expect(await page.getByLabel('From').count()).toBe(0)
    expect(await button(page, 'Continue').count()).toBe(0)
    await press(page, 'More help on this')
    await page.getByRole('heading', { level: 1, name: /^Policy/u }).waitFor()
  })

  it('cannot be saved any more when the No comes while its password is typed', async () => {
    const page = await open('center')
    await press(page, 'Invite a friend', 'Invite someone to help you', 'Continue')
    await button(page, 'Save Invitation').waitFor()
    await show(page, { ...forbidden, tickets: [] })
    await page.getByText(/^An administrator has switched off Remote Assistance/u).waitFor()
    expect(await button(page, 'Save Invitation').isDisabled()).toBe(true)
    await show(page, sceneOf('center').view)
    expect(await button(page, 'Save Invitation').isEnabled()).toBe(true)
  })

  it('leads to Options where the user has decided so', async () => {
    const page = await open('policy-own')
    await press(page, 'Invite a friend', 'Invite someone to help you', 'Change it under Options')
    const help = page.getByLabel('Allow Remote Assistance invitations to be sent from this computer')
    expect(await help.isChecked()).toBe(false)
    await help.click()
    expect((await sent(page)).at(-1)).toEqual({
      name: 'setOwnSwitches',
      input: { allowToGetHelp: true, allowFullControl: true },
    })
  })

  it('[TKT-9] begins with less than an hour where only less is allowed', async () => {
    const page = await open('policy-in-force')
    await press(page, 'Invite a friend', 'Invite someone to help you')
    expect(await page.getByLabel('Number').inputValue()).toBe('30')
    expect(await page.getByLabel('Unit').inputValue()).toBe('minutes')
  })
})

describe('[POL-2] the user’s own switches', () => {
  const help = (page: Page) => page.getByLabel('Allow Remote Assistance invitations to be sent')
  const control = (page: Page) => page.getByLabel('Allow this computer to be controlled remotely')

  it('forbid one by one', async () => {
    const page = await open('center')
    await press(page, 'Options')
    await help(page).click()
    await control(page).click()
    expect(
      (await sent(page)).filter(({ name }) => name === 'setOwnSwitches').map(({ input }) => input),
    ).toEqual([
      { allowToGetHelp: false, allowFullControl: true },
      { allowToGetHelp: true, allowFullControl: false },
    ])
  })

  it('cannot be set against a policy', async () => {
    const page = await open('policy-in-force')
    await press(page, 'Options')
    expect(await help(page).isEnabled()).toBe(true)
    expect(await control(page).isDisabled()).toBe(true)
    expect(await control(page).isChecked()).toBe(false)
    await page.getByText('An administrator does not allow this.').waitFor()
    await show(page, policies['broken'] ?? forbidden)
    expect(await help(page).isDisabled()).toBe(true)
  })
})

describe('[CTL-7] [ADM-1] in a session', () => {
  it('the novice reads that remote control is not allowed', async () => {
    const page = await open('novice-policy')
    await page.getByText('Remote control of this computer is not allowed.').waitFor()
  })

  it('an expert who is refused reads one sentence, and finds the topic', async () => {
    const page = await open('invitation-policy')
    await page.getByText(/^Remote Assistance is not allowed on .*Ann Miller.*'s computer\.$/u).waitFor()
    await press(page, 'More help on this')
    expect((await sent(page)).at(-1)).toEqual({ name: 'openTopic', input: { topic: 'policy' } })
  })
})
