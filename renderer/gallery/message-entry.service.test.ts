// Renderer, gallery. The Message Entry has the focus when a session's window opens, where nothing else has a better right to it.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? null)

describe('the Message Entry', () => {
  it.each(['novice-viewing', 'expert-viewing', 'novice-small'])(
    '[ACS-2] of %s has the focus, and nothing is scrolled for it',
    async (scene) => {
      const page = await open(scene)
      await page.locator('textarea:focus').waitFor()
      const scrolled = await page
        .locator('.novice-middle, .expert-chat')
        .evaluateAll((all) => all.map(({ scrollTop }) => scrollTop))
      expect(scrolled).toEqual([0])
      await page.keyboard.type('Hello')
      await page.keyboard.press('Enter')
      expect((await sent(page)).at(-1)).toEqual({ name: 'sendChat', input: { text: 'Hello' } })
    },
  )

  it.each(['novice-viewing', 'expert-viewing'])(
    '[ADM-4] of %s gets it when the novice has said Yes, and not in the window that is not shown yet',
    async (scene) => {
      const { view } = sceneOf(scene)
      if (view.role !== 'novice-session' && view.role !== 'expert-session') throw new Error('another window')
      const page = await open('invitation-waiting')
      await show(page, { ...view, status: 'prepared' })
      await page.locator('textarea').waitFor({ state: 'attached' })
      expect(await focused(page)).toBe('BODY')
      await show(page, view)
      await page.locator('textarea:focus').waitFor()
    },
  )

  it.each(['novice-file-question', 'expert-file-question', 'novice-voice-asked', 'expert-voice-asked'])(
    '[SES-3] of %s leaves it to the question',
    async (scene) => {
      const page = await open(scene)
      await page.locator('dialog button.default:focus').waitFor()
    },
  )

  it('[SES-2] does not take it from what one has clicked meanwhile', async () => {
    const page = await open('novice-viewing')
    await button(page, 'Help').focus()
    const { view } = sceneOf('novice-typing')
    await show(page, view)
    await page.getByText('is typing').waitFor()
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Help')
  })

  it('[SES-4] is not there to write into when the session is over', async () => {
    const page = await open('novice-ended')
    await page.locator('button.default:focus').waitFor()
    expect(await page.locator('textarea').isDisabled()).toBe(true)
  })
})
