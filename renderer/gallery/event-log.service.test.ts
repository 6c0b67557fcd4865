// Renderer, gallery. The event log on the Tools page, in a real Chromium.

import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { press, galleryForTests } from '../../scripts/gallery-tests.ts'

const { open } = galleryForTests()

const bottomOf = async (what: Locator): Promise<number> => {
  const box = await what.boundingBox()
  if (box === null) throw new Error('it is not shown')
  return box.y + box.height
}

async function atTheEnd(scene: string): Promise<Page> {
  const page = await open(scene)
  await press(page, 'Use Tools')
  await page.getByRole('button', { name: 'Export' }).scrollIntoViewIfNeeded()
  return page
}

describe('the event log', () => {
  it.each([
    ['center-read', '.alert-success'],
    ['center-not-exported', '.alert-error'],
  ])('[SES-5] what became of the export of %s is said in sight of its button', async (scene, answer) => {
    const page = await atTheEnd(scene)
    await press(page, 'Export')
    await page.locator(answer).waitFor()
    const [said, button] = [
      await bottomOf(page.locator(answer)),
      await bottomOf(page.getByRole('button', { name: 'Export' })),
    ]
    expect(said - button).toBeGreaterThan(0)
    expect(said - button).toBeLessThan(100)
  })

  it('[SES-5] the field to narrow it by stays where it is while something is typed', async () => {
    const page = await atTheEnd('center-read')
    const field = page.locator('.log-filter input')
    await page.locator('.table-log').scrollIntoViewIfNeeded()
    await page.keyboard.press('End')
    await page.locator('.center-page').evaluate((main) => {
      main.scrollTop = main.scrollHeight
    })
    const before = await bottomOf(field)
    await field.fill('xylophone')
    await page.locator('.empty').waitFor()
    expect(await bottomOf(field)).toBe(before)
  })
})
