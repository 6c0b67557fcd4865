// Renderer, gallery. From errors, sessions and topics to help topics, in a real Chromium.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press, sent, show } from '../../scripts/gallery-tests.ts'
import { readCenter } from './people.ts'

const { open } = galleryForTests()

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

describe('links to topics', () => {
  it('lead from one topic to another', async () => {
    const page = await open('center-topic')
    await heading(page, 'The four check words')
    await page.locator('.topic-body .topic-link').first().click()
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'The four check words' }).waitFor()
    expect(await sent(page)).toHaveLength(2)
  })

  it.each([
    ['invitation-no-address', 'connection-not-established'],
    ['invitation-broken', 'invitation-will-not-open'],
    ['invitation-busy', 'refused'],
    ['invitation-wrong-password', 'invitation-password'],
    ['invitation-needs-windows', 'windows-invitations'],
  ])('lead from the failing dialog %s to the center, at %s', async (scene, topic) => {
    const page = await open(scene)
    await press(page, 'More help on this')
    expect(await sent(page)).toEqual([{ name: 'openTopic', input: { topic } }])
  })

  it.each(['invitation-waiting', 'novice-viewing', 'expert-viewing'])(
    'explain the check words in %s',
    async (scene) => {
      const page = await open(scene)
      await button(page, 'What are the check words?').click()
      expect(await sent(page)).toEqual([{ name: 'openTopic', input: { topic: 'check-words' } }])
    },
  )

  it.each([
    ['novice-controlled', 'control-and-esc'],
    ['expert-viewing', 'control-and-esc'],
    ['novice-ended', 'session-ended'],
    ['expert-ended', 'session-ended'],
  ])('the Help button of %s leads to %s', async (scene, topic) => {
    const page = await open(scene)
    await button(page, 'Help').click()
    expect(await sent(page)).toEqual([{ name: 'openTopic', input: { topic } }])
  })

  it('stand in no question that the novice is asked', async () => {
    for (const scene of ['prompt-accept', 'prompt-control']) {
      const page = await open(scene)
      await page.locator('button:enabled').first().waitFor()
      expect(await page.getByRole('button').allInnerTexts()).toEqual(['Yes', 'No'])
    }
  })

  it('a failure in the center itself turns the page, and closes the box that told of it', async () => {
    const page = await open('center-unexpected')
    await press(page, 'Open an invitation')
    await page.getByRole('alertdialog').waitFor()
    await press(page, 'More help on this')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect((await sent(page)).at(-1)).toEqual({
      name: 'openTopic',
      input: { topic: 'when-something-goes-wrong' },
    })
  })

  it('another window’s wish is followed once, and a new one again', async () => {
    const page = await open('center')
    const wish = (number: number) => ({
      ...readCenter,
      goTo: { kind: 'topic', topic: 'refused', number } as const,
    })
    await show(page, wish(1))
    await heading(page, 'When you are refused')
    await button(page, 'Home').click()
    await show(page, { ...wish(1), helper: { name: 'Bob', status: 'viewing' } })
    await page.locator('.helper-notice').getByText('sees your screen').waitFor()
    await heading(page, 'Welcome. How can we help you?')
    await show(page, wish(2))
    await heading(page, 'When you are refused')
  })
})
