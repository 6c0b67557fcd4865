// Renderer, gallery. What stands between a person and somebody who talks them into it (SES-6), where it is read.

import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press, sent } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

describe('[SES-6] warnings', () => {
  it('stand where the invitation is made', async () => {
    const page = await open('center')
    await press(page, 'Invite a friend', 'Invite someone to help you', 'Continue')
    await page.getByText('Only invite somebody you called yourself.').waitFor()
  })

  it.each(['prompt-accept', 'prompt-control', 'prompt-still'])('stand in the question %s', async (scene) => {
    const page = await open(scene)
    const warning = page.getByText(
      'If a stranger on the telephone told you to press Yes, answer No and hang up.',
    )
    await warning.waitFor()
    expect(await warning.isVisible()).toBe(true)
  })
})

describe('[SES-6] still sharing?', () => {
  it('says who sees the screen, what each answer does, and No is the default', async () => {
    const page = await open('prompt-still')
    const shown = await page.getByRole('alertdialog').innerText()
    for (const part of ['Bob Fisher', 'still sees your screen', 'No ends the session', 'within two minutes'])
      expect(shown).toContain(part)
    await page.locator('button:focus').getByText('No').waitFor()
    await page.keyboard.press('Enter')
    expect(await sent(page)).toEqual([{ name: 'answerPrompt', input: { promptId: 'p1', accept: false } }])
  })
})

describe('[SES-6] the sign that somebody sees the screen', () => {
  it('says who, and ends it', async () => {
    const page = await open('control-bar-viewing')
    await page.getByRole('alert').getByText('sees your screen').waitFor()
    await page.getByRole('alert').getByText('Bob Fisher').waitFor()
    await button(page, 'Disconnect').click()
    expect(await sent(page)).toEqual([{ name: 'disconnect', input: undefined }])
  })
})
