// Renderer, gallery. What xp.css draws in blue is drawn in the colors of the scheme, and a message box has XP's frame.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { schemes } from '../../shared/appearance.ts'
import { galleryForTests } from '../../scripts/gallery-tests.ts'
import { sayIn } from '../../scripts/gallery-walks.ts'

const galleries = galleryForTests()
const say = sayIn('en')

/** What a token of the scheme is when it is computed. */
const color = (page: Page, token: string) =>
  page.evaluate((name) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = `var(${name})`
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }, token)

/** The question whether an invitation is to be deleted, in a box of its own. */
async function toDeleteBox(page: Page) {
  const press = (key: string) =>
    page
      .getByRole('button', { name: say(key) })
      .first()
      .click()
  await press('home.status')
  await page.getByRole('radio').nth(1).check()
  await press('status.delete')
}

describe.each(schemes)('[LNG-3] in the scheme %s', (scheme) => {
  it('a button that has the focus has the ring of the scheme, the default one or not', async () => {
    const page = await galleries.open('center-busy', { scheme })
    await toDeleteBox(page)
    await page.mouse.move(0, 0)
    const ring = `${await color(page, '--button-default')} 0px 0px 0px 2px inset`
    for (const name of ['action.no', 'action.yes']) {
      const button = page.getByRole('button', { name: say(name), exact: true })
      await button.focus()
      expect(await button.evaluate((one) => getComputedStyle(one).boxShadow), name).toBe(ring)
    }
  })

  it('what is selected has the colors of the scheme, in a text and in a field', async () => {
    const page = await galleries.open('center', { scheme })
    const wanted = [await color(page, '--chosen'), await color(page, '--on-chosen')]
    for (const place of ['.home-heading', '.search-box input'])
      expect(
        await page.locator(place).evaluate((element) => {
          const { backgroundColor, color } = getComputedStyle(element, '::selection')
          return [backgroundColor, color]
        }),
        place,
      ).toEqual(wanted)
  })

  it('the title bar of a message box lies on its frame from edge to edge', async () => {
    const page = await galleries.open('center-busy', { scheme })
    await toDeleteBox(page)
    const edges = (selector: string) =>
      page.locator(selector).evaluate((element) => {
        const { left, top, right } = element.getBoundingClientRect()
        return { left, top, right }
      })
    expect(await edges('.box .title-bar')).toEqual(await edges('.box'))
  })
})
