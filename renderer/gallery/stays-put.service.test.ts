// Renderer, gallery. What is clicked stays under the pointer: the next click must not hit something else.

import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { languages, type Language } from '../../shared/language.ts'
import { galleryForTests } from '../../scripts/gallery-tests.ts'
import { sayIn } from '../../scripts/gallery-walks.ts'

const galleries = galleryForTests()

const named = (page: Page, language: Language, key: string): Locator =>
  page.getByRole('button', { name: sayIn(language)(key), exact: true })

describe('Details', () => {
  it.each(languages)('[TKT-8] of an invitation stays where it was clicked: %s', async (language) => {
    // The first has to be sent again, which is said below the buttons as well.
    for (const [row, size] of [
      [0, { width: 900, height: 640 }],
      [1, { width: 900, height: 640 }],
      [1, { width: 800, height: 600 }],
    ] as const) {
      const page = await galleries.open('center-mapped', { language })
      await page.setViewportSize(size)
      await page
        .getByRole('button', { name: sayIn(language)('home.status') })
        .first()
        .click()
      await page.getByRole('radio').nth(row).check()
      const opens = named(page, language, 'action.details')
      const before = await opens.boundingBox()
      await opens.click()
      await page.locator('.group').first().waitFor()
      const closes = named(page, language, 'action.hideDetails')
      expect([size.height, await closes.boundingBox()]).toEqual([size.height, before])
      await closes.click()
      await opens.waitFor()
      expect([size.height, await opens.boundingBox()]).toEqual([size.height, before])
      await galleries.done(page)
    }
  })

  it.each(languages)(
    '[CON-2] of what was tried stays where it was clicked, with all of it in sight: %s',
    async (language) => {
      const page = await galleries.open('invitation-no-address', { language })
      const opens = named(page, language, 'action.details')
      const before = await opens.boundingBox()
      await opens.click()
      const list = page.locator('.box-details')
      await list.waitFor()
      const closes = named(page, language, 'action.hideDetails')
      const after = await closes.boundingBox()
      expect([after?.x, after?.y]).toEqual([before?.x, before?.y])
      const [inside, box] = [await list.boundingBox(), await page.locator('dialog[open]').boundingBox()]
      expect((inside?.y ?? 999) + (inside?.height ?? 0)).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0))
      expect((box?.y ?? 0) + (box?.height ?? 999)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0)
    },
  )
})

describe('buttons whose words change', () => {
  const boxes = (page: Page, toolbar: string) =>
    page.locator(`${toolbar} button`).evaluateAll((all) =>
      all.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        return { x, y, width, height }
      }),
    )

  it.each([
    [
      'expert',
      '.toolbar',
      ['expert-viewing', 'expert-talking', 'expert-paused'],
      [
        { width: 1180, height: 800 },
        { width: 1900, height: 800 },
        { width: 800, height: 600 },
        { width: 360, height: 240 },
      ],
    ],
    [
      'novice',
      '.session-buttons',
      ['novice-viewing', 'novice-controlled', 'novice-paused', 'novice-talking'],
      [
        { width: 420, height: 640 },
        { width: 360, height: 420 },
      ],
    ],
  ] as const)('[SES-2] leave the others of the %s where they are', async (_who, toolbar, scenes, sizes) => {
    for (const size of sizes)
      for (const language of languages) {
        const [first, ...others] = scenes
        const placesIn = async (scene: string) => {
          const page = await galleries.open(scene, { language })
          await page.setViewportSize(size)
          const places = await boxes(page, toolbar)
          await galleries.done(page)
          return places
        }
        const places = await placesIn(first)
        for (const scene of others)
          expect([scene, size.width, language, await placesIn(scene)]).toEqual([
            scene,
            size.width,
            language,
            places,
          ])
      }
  })
})
