// Renderer, gallery. What must not be missed is in sight: a message when it appears, in small and enlarged windows what the helper
// may do and the ways to stop it, the check words, the answers of a prompt.

import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/language.ts'
import { appear, button, galleryForTests, press, sceneOf, show } from '../../scripts/gallery-tests.ts'
import { sayIn, walks } from '../../scripts/gallery-walks.ts'

const galleries = galleryForTests()

/** Where an element is and what of the window it is shown in, in CSS pixels from the top. */
type Place = {
  readonly top: number
  readonly bottom: number
  readonly from: number
  readonly to: number
}

const placeOf = (what: Locator): Promise<Place> =>
  what.evaluate((element) => {
    let from = 0
    let to = innerHeight
    let around = element.parentElement
    // A dialog lies above everything it stands in.
    for (; around !== null; around = around.tagName === 'DIALOG' ? null : around.parentElement) {
      if (!['auto', 'scroll'].includes(getComputedStyle(around).overflowY)) continue
      const box = around.getBoundingClientRect()
      from = Math.max(from, box.top)
      to = Math.min(to, box.bottom)
    }
    const { top, bottom } = element.getBoundingClientRect()
    return { top, bottom, from, to }
  })

const SLACK = 1
const inSight = ({ top, bottom, from, to }: Place) => top >= from - SLACK && bottom <= to + SLACK
/** What is higher than the window begins in it. */
const begins = ({ top, from, to }: Place) => top >= from - SLACK && top <= to - 40
const fits = ({ top, bottom, from, to }: Place) => bottom - top <= to - from

async function expectInSight(what: Locator, where: string) {
  const place = await placeOf(what)
  expect([where, place, fits(place) ? inSight(place) : begins(place)]).toEqual([where, place, true])
}

/** As if the window were enlarged: fewer CSS pixels in the same window. */
async function enlarged(scene: string, zoom: number): Promise<Page> {
  const page = await galleries.open(scene)
  const { width, height } = sceneOf(scene)
  await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) })
  return page
}

async function inEachLanguage(page: Page, look: (language: (typeof languages)[number]) => Promise<void>) {
  for (const language of languages) {
    await appear(page, { language, locale: language, scheme: 'blue' })
    await look(language)
  }
}

const toEnd = (page: Page) =>
  page.evaluate(() => {
    for (const one of [document.scrollingElement, ...document.querySelectorAll('main, .novice-middle')])
      one?.scrollTo({ top: one.scrollHeight, behavior: 'instant' })
  })

describe('what a click makes appear', () => {
  it.each([
    ['invite-1-limit', '.appeared'],
    ['invite-2-no-password', '.field-error'],
    ['invite-2-mismatch', '.field-error'],
    ['invite-2-saving', '.appeared'],
    ['invite-2-cancelled', '.appeared'],
    ['invite-2-not-written', '.appeared'],
    ['invite-2-cannot-listen', '.appeared'],
    ['invite-2-not-stored', '.appeared'],
    ['status-not-kept', '.appeared'],
    ['tools-exported', '.appeared'],
    ['tools-not-exported', '.appeared'],
    ['help-support', '.appeared'],
  ] as const)('[ACS-1] %s: is brought into view, with its buttons where both fit', async (name, message) => {
    const walk = walks.find((one) => one.name === name)
    if (walk === undefined) throw new Error(`no walk ${name}`)
    for (const size of [
      { width: 800, height: 600 },
      { width: 400, height: 300 },
    ])
      for (const language of ['en', 'de'] as const) {
        const page = await galleries.open(walk.scene, { language })
        await page.setViewportSize(size)
        for (const step of walk.steps) await step(page, sayIn(language))
        const where = `${language}, ${size.width}`
        await page.locator(message).waitFor()
        await expectInSight(page.locator(message), where)
        const buttons = page.locator(`${message} + .button-row`)
        if ((await buttons.count()) > 0) {
          const { top } = await placeOf(page.locator(message))
          const row = await placeOf(buttons)
          if (fits({ ...row, top })) expect([where, row, inSight(row)]).toEqual([where, row, true])
        }
        await galleries.done(page)
      }
  })

  it('[ACS-1] the details of an invitation begin in sight', async () => {
    for (const size of [
      { width: 900, height: 640 },
      { width: 800, height: 600 },
      { width: 400, height: 300 },
    ]) {
      const page = await galleries.open('center-busy')
      await page.setViewportSize(size)
      await press(page, 'View invitation status')
      await page.getByRole('radio').nth(1).check()
      await button(page, 'Details').click()
      const details = page.getByRole('group', { name: 'Details' })
      await details.waitFor()
      const place = await placeOf(details)
      expect([size, place, begins(place)]).toEqual([size, place, true])
      await galleries.done(page)
    }
  })

  it('[SES-3] a file that sets out is brought into view in a small window; those before it move nothing', async () => {
    const { view } = sceneOf('novice-files')
    if (view.role !== 'novice-session') throw new Error('another window')
    const [first, second] = view.files.transfers
    if (first === undefined || second === undefined) throw new Error('too few files')
    const page = await galleries.open('novice-small')
    const list = page.locator('.transfers')
    const showFiles = (transfers: typeof view.files.transfers) =>
      show(page, { ...view, files: { ...view.files, transfers } })
    await showFiles([first])
    await list.waitFor()
    await expectInSight(list, 'the first')
    await page.locator('.novice-middle').evaluate((middle) => middle.scrollTo(0, 0))
    await showFiles([first])
    expect(await page.locator('.novice-middle').evaluate((middle) => middle.scrollTop)).toBe(0)
    await showFiles([first, second])
    await list.getByText(second.name).waitFor()
    await expectInSight(list, 'the second')
  })
})

describe('the end of a session', () => {
  it('[SES-4] says in sight that the invitation can be used again, however far the window had been scrolled', async () => {
    const page = await galleries.open('novice-small')
    await toEnd(page)
    const scrolled = () => page.locator('.novice-middle').evaluate((middle) => middle.scrollTop)
    // What comes stands at the top of what scrolls, which is out of sight.
    expect(await scrolled()).toBeGreaterThan(100)
    await show(page, sceneOf('novice-ended-small').view)
    const said = page.locator('.novice-middle .alert')
    await said.waitFor()
    await expectInSight(said, 'after the end')
  })
})

describe("the novice's small window", () => {
  it.each([
    ['novice-controlled', 1.5],
    ['novice-controlled', 2],
    ['novice-held', 2],
    ['novice-talking', 2],
    ['novice-files', 2],
    ['novice-small', 1],
    ['novice-talking-small', 1],
    ['novice-talking-small', 1.5],
    ['novice-small', 2],
  ] as const)('[CTL-2] %s at %f times its size shows who controls, and Stop Control', async (scene, zoom) => {
    const page = await enlarged(scene, zoom)
    await inEachLanguage(page, async (language) => {
      const status = page.locator('.connection')
      const stop = button(page, sayIn(language)('session.stopControl'))
      const [shown, buttons] = [await placeOf(status), await placeOf(page.locator('.session-buttons'))]
      expect([language, shown, inSight(shown)]).toEqual([language, shown, true])
      // Nor does anything lie over it, or has to be scrolled to inside.
      expect([language, shown.bottom <= buttons.top + SLACK]).toEqual([language, true])
      expect(await status.evaluate((card) => card.scrollHeight - card.clientHeight), language).toBe(0)
      await expectInSight(stop, language)
      await toEnd(page)
      await expectInSight(stop, `${language}, at the end`)
      for (const each of await page.getByRole('toolbar').getByRole('button').all())
        await expectInSight(each, `${language}, at the end`)
      if ((page.viewportSize()?.height ?? 0) > 300) await expectInSight(status, `${language}, at the end`)
      await page.evaluate(() => document.querySelector('.novice')?.scrollTo(0, 0))
    })
  })

  it('[CTL-2] the expert’s buttons of the picture stay together, and the chat keeps some lines', async () => {
    for (const scene of ['expert-viewing', 'expert-talking']) {
      const page = await enlarged(scene, 2)
      await inEachLanguage(page, async (language) => {
        const rows = await page
          .locator('.toolbar-end > *')
          .evaluateAll((all) => new Set(all.map((each) => Math.round(each.getBoundingClientRect().top))).size)
        expect([scene, language, rows]).toEqual([scene, language, 1])
        const history = await page.locator('.chat-history').boundingBox()
        expect(history?.height, `${scene}, ${language}`).toBeGreaterThan(55)
      })
      await galleries.done(page)
    }
  })
})

describe('the check words', () => {
  it.each(['novice-controlled', 'novice-small', 'prompt-accept', 'prompt-control', 'invitation-waiting'])(
    '[ADM-4] of %s stand in one row, or two and two',
    async (scene) => {
      for (const zoom of [1, 1.5, 2]) {
        const page = await enlarged(scene, zoom)
        await inEachLanguage(page, async (language) => {
          const rows = await page.locator('.check-words li').evaluateAll((all) => {
            const tops = all.map((each) => Math.round(each.getBoundingClientRect().top))
            return [...new Set(tops)].map((top) => tops.filter((one) => one === top).length)
          })
          expect([[4], [2, 2]], `${language} at ${zoom}`).toContainEqual(rows)
        })
        await galleries.done(page)
      }
    },
  )
})

describe('an enlarged prompt', () => {
  it.each([
    ['prompt-accept', 1.5],
    ['prompt-control', 1.5],
    ['prompt-accept', 2],
    ['prompt-control', 2],
    ['prompt-still', 2],
  ] as const)(
    '[ADM-4] %s at %f times its size scrolls as a whole, and its answers stay',
    async (scene, zoom) => {
      const page = await enlarged(scene, zoom)
      await inEachLanguage(page, async (language) => {
        const answers = [
          button(page, sayIn(language)('action.yes')),
          button(page, sayIn(language)('action.no')),
        ]
        for (const each of answers) await expectInSight(each, language)
        await toEnd(page)
        for (const each of answers) await expectInSight(each, `${language}, at the end`)
        expect((await placeOf(page.locator('.dialog-banner'))).top, language).toBeLessThan(0)
        const [foot, warning] = [
          await placeOf(page.locator('.dialog-foot')),
          await placeOf(page.locator('.scam')),
        ]
        expect(warning.bottom, language).toBeLessThanOrEqual(foot.top + SLACK)
        // What scrolls has nearly all of the window.
        expect(foot.top / foot.to, language).toBeGreaterThan(0.75)
        await page.evaluate(() => scrollTo(0, 0))
      })
    },
  )
})

describe('a question in a small window', () => {
  it.each([
    ['novice-file-question', 1],
    ['novice-file-question', 1.5],
    ['novice-file-question', 2],
    ['novice-file-questions', 2],
    ['novice-voice-asked', 2],
    ['invitation-no-address', 2],
  ] as const)(
    '[SES-3] of %s at %f times its size has its title and its answers in sight',
    async (scene, zoom) => {
      const page = await enlarged(scene, zoom)
      await inEachLanguage(page, async (language) => {
        const box = page.locator('dialog[open]')
        const outside = await box.boundingBox()
        for (const part of ['.title-bar', '.button-row']) {
          const place = await placeOf(box.locator(part))
          expect([language, part, place, inSight(place)]).toEqual([language, part, place, true])
          expect(place.bottom, `${language}: ${part}`).toBeLessThanOrEqual(
            (outside?.y ?? 0) + (outside?.height ?? 0) + SLACK,
          )
        }
      })
    },
  )
})
