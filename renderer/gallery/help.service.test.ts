// Renderer, gallery. The help pages in a real Chromium: finding, reading, going back, marking, and the links from errors.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { button, galleryForTests, press, sceneOf, sent, show } from '../../scripts/gallery-tests.ts'
import { readCenter } from './people.ts'

const { open } = galleryForTests()

async function search(page: Page, words: string): Promise<void> {
  await page.getByLabel('Search', { exact: true }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Search results' }).waitFor()
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const remembered = async (page: Page) =>
  (await sent(page)).flatMap(({ name, input }) => (name === 'rememberTopic' ? [input] : []))

describe('searching', () => {
  it('leads from words to a result to its topic with the words marked, and back to the results', async () => {
    const page = await open('center')
    await search(page, 'stopping controll')
    const result = page.locator('.topic-item').filter({ hasText: 'Control and the ESC key' })
    await result.waitFor()
    expect(await result.locator('.snippet mark').count()).toBeGreaterThan(0)
    await result.getByRole('button').click()
    await heading(page, 'Control and the ESC key')
    await page.locator('.topic-body mark').first().waitFor()
    const marked = await page.locator('.topic-body mark').allInnerTexts()
    expect(new Set(marked.map((word) => word.toLowerCase()))).toContain('stop')
    expect(await remembered(page)).toEqual([{ topic: 'control-and-esc' }])
    await page.keyboard.press('Alt+ArrowLeft')
    await result.waitFor()
    expect(await page.getByLabel('Search', { exact: true }).inputValue()).toBe('stopping controll')
  })

  it('follows every letter on the page of results, and says when nothing is found', async () => {
    const page = await open('center')
    await search(page, 'pass')
    await page.locator('.topic-item').first().waitFor()
    await page.getByLabel('Search', { exact: true }).fill('xylophone')
    await page.getByText('No topic contains these words.').waitFor()
    expect(await page.locator('.topic-item').count()).toBe(0)
    await button(page, 'Beware of strangers').click()
    await heading(page, 'Beware of strangers')
    expect(await page.locator('mark').count()).toBe(0)
    await press(page, 'Back', 'Back')
    await heading(page, 'Welcome. How can we help you?')
  })

  it('begins with Ctrl+F on every page', async () => {
    const page = await open('center')
    await button(page, 'Support').click()
    await heading(page, 'Support')
    await page.keyboard.press('Control+f')
    expect(await page.locator(':focus').getAttribute('id')).toBe('help-search')
  })
})

describe('going through the pages', () => {
  it('turns with the thumb buttons of the mouse and the keys of a browser', async () => {
    const page = await open('center')
    await button(page, 'Index').click()
    await heading(page, 'Index')
    await button(page, 'History').click()
    await heading(page, 'History')
    const thumb = (number: number) =>
      page.evaluate((which) => window.dispatchEvent(new MouseEvent('mouseup', { button: which })), number)
    const key = (name: string) =>
      page.evaluate((which) => window.dispatchEvent(new KeyboardEvent('keydown', { key: which })), name)
    await thumb(3)
    await heading(page, 'Index')
    await key('BrowserBack')
    await heading(page, 'Welcome. How can we help you?')
    await key('BrowserForward')
    await heading(page, 'Index')
    await thumb(4)
    await heading(page, 'History')
  })

  it('comes back to where a page was left', async () => {
    const page = await open('center')
    await button(page, 'Index').click()
    await page.locator('.keyword-letter').first().waitFor()
    const main = page.locator('.center-page')
    const scrollTop = () => main.evaluate((element) => element.scrollTop)
    await main.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    const left = await scrollTop()
    expect(left).toBeGreaterThan(100)
    await page.locator('.keyword-letter').last().getByRole('button').first().click()
    await page.locator('.topic-body p').first().waitFor()
    expect(await scrollTop()).toBe(0)
    await press(page, 'Back')
    await heading(page, 'Index')
    expect(await scrollTop()).toBe(left)
  })

  it('gives every page’s heading the focus', async () => {
    const page = await open('center-read')
    for (const name of ['Index', 'Favorites', 'History', 'Support', 'Options', 'Home']) {
      await button(page, name).click()
      await page.locator('h1:focus').waitFor()
      expect(await button(page, name).getAttribute('aria-current')).toBe('page')
    }
  })

  it('shows another truth with each visit of Home, and with each click', async () => {
    const page = await open('center')
    const truth = () => page.locator('.know-text').innerText()
    const first = await truth()
    await press(page, 'Show me another')
    const second = await truth()
    expect(second).not.toBe(first)
    await button(page, 'Index').click()
    await button(page, 'Home').click()
    expect(await truth()).toBe(second)
  })
})

describe('the Index', () => {
  it('narrows to what is typed and leads to topics', async () => {
    const page = await open('center')
    await button(page, 'Index').click()
    await page.getByText(/^\d+ keywords$/u).waitFor()
    const keywords = page.locator('.keywords')
    const all = await keywords.getByRole('button').count()
    await page.getByLabel('Type the keyword to find:').fill('pass')
    await page.getByRole('button', { name: 'wrong password' }).waitFor()
    expect(await keywords.getByRole('button').count()).toBeLessThan(all)
    await keywords.getByRole('button', { name: 'password', exact: true }).click()
    await heading(page, 'The password of an invitation')
    await press(page, 'Back')
    expect(await page.getByLabel('Type the keyword to find:').inputValue()).toBe('pass')
    await page.getByLabel('Type the keyword to find:').fill('xylophone')
    await page.getByText('No keyword begins like this.').waitFor()
  })
})

describe('favourites and history', () => {
  it('a topic is marked and taken away again', async () => {
    const page = await open('center')
    await press(page, 'During a session', 'Control and the ESC key')
    await button(page, 'Add to Favorites').click()
    await show(page, { ...readCenter, favorites: ['control-and-esc'] })
    expect(await button(page, 'In your Favorites').getAttribute('aria-pressed')).toBe('true')
    await button(page, 'Favorites').click()
    await page.getByText('Control and the ESC key').waitFor()
    await press(page, 'Remove')
    const marks = (await sent(page)).filter(({ name }) => name === 'markTopic').map(({ input }) => input)
    expect(marks).toEqual([
      { topic: 'control-and-esc', favorite: true },
      { topic: 'control-and-esc', favorite: false },
    ])
    await show(page, { ...readCenter, favorites: [] })
    await page.getByText('You have not marked a topic yet.').waitFor()
  })

  it('what was read stands newest first, and can be forgotten', async () => {
    const page = await open('center-read')
    await button(page, 'History').click()
    await page.locator('.topic-item').first().waitFor()
    expect(await page.locator('.topic-item .task-title').allInnerTexts()).toEqual([
      'The connection could not be established',
      'Control and the ESC key',
      'Invite someone to help you',
    ])
    await button(page, 'Clear History').click()
    expect(await sent(page)).toEqual([{ name: 'clearHistory', input: undefined }])
    await show(page, { ...readCenter, history: [] })
    expect(await button(page, 'Clear History').isDisabled()).toBe(true)
  })
})

describe('Tools and Support', () => {
  it('[SES-5] [ACC-5] the event log can be narrowed, and what is shown is exported', async () => {
    const page = await open('center-read')
    await press(page, 'Use Tools')
    await page.getByLabel('Show:').selectOption('Refused')
    expect(await page.locator('.table-log tbody tr').count()).toBe(1)
    await press(page, 'Export')
    await page.getByText('The events shown were saved to').waitFor()
    const file = (await sent(page)).at(-1)?.input as { text: string }
    expect(file.text.split('\r\n')).toHaveLength(3)
    expect(file.text).toContain('"A connection was refused","The invitation had expired"')
    await page.getByLabel('Show:').selectOption('All events')
    await page.getByLabel('Containing:').fill('ann miller')
    await page.getByText(`2 of ${readCenter.events.length}`).waitFor()
    await page.getByLabel('Containing:').fill('xylophone')
    await page.getByText('No event matches.').waitFor()
    expect(await button(page, 'Export…').isDisabled()).toBe(true)
  })

  it('says why the log could not be exported', async () => {
    const page = await open('center-not-exported')
    await press(page, 'Use Tools', 'Export')
    await page.getByRole('alert').getByText('ENOSPC').waitFor()
  })

  it('copies what a helper asks for, without names of invitations, and shows the log', async () => {
    const page = await open('center-read')
    await button(page, 'Support').click()
    await press(page, 'Copy diagnostic information')
    await page.getByText('Copied. Paste it into your message.').waitFor()
    const copied = (await sent(page))[0]?.input as { text: string }
    for (const part of ['0.1.0', 'Linux 6.1.0-18-amd64', '192.168.1.23', 'Open', 'A connection was refused'])
      expect(copied.text).toContain(part)
    for (const part of ['Ann Miller', 'msrcincident', 'abc=']) expect(copied.text).not.toContain(part)
    await press(page, 'Show the log file')
    expect((await sent(page)).at(-1)).toEqual({ name: 'showLog', input: undefined })
  })
})

describe('a window of 800 by 600', () => {
  it('shows every button of the bar and the search box', async () => {
    const page = await open('center')
    await page.setViewportSize({ width: 800, height: 600 })
    for (const name of ['Back', 'Forward', 'Home', 'Index', 'Favorites', 'History', 'Support', 'Options']) {
      const box = await button(page, name).boundingBox()
      expect(box && box.x + box.width, name).toBeLessThanOrEqual(800)
      expect(box?.y, name).toBeLessThan(40)
    }
    await page.getByLabel('Search', { exact: true }).waitFor()
    expect(sceneOf('center').width).toBeGreaterThan(800)
  })
})
