// Independent judge: our viewer shows the screen of TigerVNC's server, pixel for pixel, and sends only what it may.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../displays/xvfb.ts'
import { launchChromium } from './browser.ts'
import { servePage } from './page-server.ts'
import { bridgeRfb, inputOf, isMark, type RfbBridge } from './rfb-bridge.ts'
import { startTigerVnc } from './tiger-vnc.ts'

const [WIDTH, HEIGHT] = [640, 480]
/** For a machine that is busy with other things. */
const PATIENCE = { timeout: 10_000 }
/** Keysyms of X11. */
const [A, ESCAPE, SHIFT, CONTROL] = [0x61, 0xff1b, 0xffe1, 0xffe3]

describe('ScreenView on TigerVNC', { timeout: 30_000 }, () => {
  let display: Display
  let bridge: RfbBridge
  let page: Page
  const ends: (() => unknown)[] = []
  const folder = mkdtempSync(join(tmpdir(), 'judge-'))
  const typed = join(folder, 'typed')
  const consoleLines: string[] = []

  beforeAll(async () => {
    display = await startDisplay({ width: WIDTH, height: HEIGHT, firstNumber: 90 })
    ends.push(display.stop)
    execFileSync('mkfifo', [typed])
    execFileSync('xsetroot', [
      '-display',
      display.display,
      '-mod',
      '7',
      '5',
      '-fg',
      '#d04010',
      '-bg',
      '#2060c0',
    ])
    // `<>` keeps the pipe open when a writer goes away.
    const terminal = spawn('xterm', ['-geometry', '60x20+40+30', '-e', 'sh', '-c', `cat <>${typed}`], {
      env: { ...process.env, DISPLAY: display.display },
      stdio: 'ignore',
    })
    const vnc = await startTigerVnc(display.display)
    ends.push(
      () => rmSync(folder, { recursive: true }),
      () => terminal.kill(),
      vnc.stop,
    )
    const pages = await servePage(join(import.meta.dirname, 'viewer-page'))
    bridge = bridgeRfb(pages.server, vnc.port)
    const browser = await launchChromium({ headless: true })
    ends.push(pages.stop, bridge.stop, () => browser.close())
    // Three quarters of the screen, and the border that shows the focus.
    page = await browser.newPage({ viewport: { width: 484, height: 364 } })
    page.on('console', (line) => consoleLines.push(line.text()))
    page.on('pageerror', (error) => consoleLines.push(String(error)))
    await page.goto(pages.origin)
    await page.locator('.screen-view canvas').waitFor()
  }, 60_000)

  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })

  const show = (props: { scale?: 'window' | 'actual'; controlling?: boolean } | null) =>
    page.evaluate((each) => window.show(each), props)

  /** What left the page before this call is in the record when it resolves. */
  const everythingArrived = async () => {
    const marks = () => bridge.sent.filter(isMark).length
    const before = marks()
    await page.evaluate(() => window.mark())
    await expect.poll(marks, PATIENCE).toBe(before + 1)
  }

  it('shows every pixel as it is, at first and after changes', async () => {
    await expect.poll(() => wrongPixels(page, display), PATIENCE).toBe(0)
    const before = Buffer.from(display.framebuffer().pixels)

    writeFileSync(typed, 'The quick brown fox jumps over the lazy dog 0123456789\r\n'.repeat(40))
    execFileSync('xsetroot', [
      '-display',
      display.display,
      '-mod',
      '3',
      '9',
      '-fg',
      '#10ff20',
      '-bg',
      '#804020',
    ])
    await expect.poll(() => Buffer.compare(before, display.framebuffer().pixels), PATIENCE).not.toBe(0)
    await expect.poll(() => wrongPixels(page, display), PATIENCE).toBe(0)
  })

  it('names one JPEG quality level, so that a thin line may have photographs smaller', () => {
    const setEncodings = bridge.sent.filter(([type, pad]) => type === 2 && pad === 0)
    expect(setEncodings).toHaveLength(1)
    for (const message of setEncodings) {
      const view = new DataView(message.buffer)
      const encodings = Array.from({ length: view.getUint16(2) }, (_, index) => view.getInt32(4 + index * 4))
      expect(encodings).toContain(7)
      expect(encodings.filter((each) => each >= -32 && each <= -23)).toHaveLength(1)
    }
  })

  it('scales to the window, or keeps its pixels and scrolls', async () => {
    const canvas = page.locator('.screen-view canvas')
    expect(await canvas.boundingBox()).toMatchObject({ width: 480, height: 360 })
    await show({ scale: 'actual' })
    expect(await canvas.boundingBox()).toMatchObject({ width: WIDTH, height: HEIGHT })
    const scrolled = await page.locator('.screen-view > div').evaluate((box) => {
      box.scrollTo(1000, 1000)
      return [box.scrollLeft > 0, box.scrollTop > 0]
    })
    expect(scrolled).toEqual([true, true])
    await show({ scale: 'window' })
    expect(await canvas.boundingBox()).toMatchObject({ width: 480, height: 360 })
  })

  it('[CTL-1] sends no key and no pointer event while it only shows', async () => {
    await show({ controlling: false })
    await useMouseAndKeys(page)
    await everythingArrived()
    expect(inputOf(bridge.sent)).toEqual([])
    expect(await page.locator('.screen-view canvas').evaluate((each) => getComputedStyle(each).cursor)).toBe(
      'default',
    )
    expect(await page.getByRole('img', { name: 'The screen' }).count()).toBe(1)
  })

  it('[CTL-1] sends both while controlling, ESC among them, and lets go of held keys when the window loses the focus', async () => {
    await show({ controlling: true })
    const start = inputOf(bridge.sent).length
    await useMouseAndKeys(page)
    await page.keyboard.down('Shift')
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await expect
      .poll(() => keys(inputOf(bridge.sent).slice(start)), PATIENCE)
      .toEqual([
        [A, true],
        [A, false],
        [ESCAPE, true],
        [ESCAPE, false],
        [SHIFT, true],
        [SHIFT, false],
      ])
    // Button 1 down in the middle of the picture: 320, 240 of the screen.
    const pressed = inputOf(bridge.sent)
      .slice(start)
      .find(([type, mask]) => type === 5 && mask === 1)
    expect(pressed && [...pressed]).toEqual([5, 1, 320 >> 8, 320 & 255, 0, 240])
    expect(await page.getByRole('application', { name: 'The screen' }).count()).toBe(1)

    await show({ controlling: false })
    const end = bridge.sent.length
    await page.keyboard.up('Shift')
    await useMouseAndKeys(page)
    await everythingArrived()
    expect(inputOf(bridge.sent.slice(end))).toEqual([])
  })

  it('[CTL-1] lets go of held keys when the focus leaves the picture, and never takes it from a text being typed', async () => {
    await page.evaluate(() => {
      const text = document.body.appendChild(document.createElement('textarea'))
      text.focus()
    })
    await show({ controlling: true })
    const start = inputOf(bridge.sent).length
    await page.keyboard.press('b')
    expect(await page.locator('textarea').inputValue()).toBe('b')

    await page.locator('.screen-view canvas').focus()
    await page.keyboard.down('Control')
    await page.locator('textarea').focus()
    await expect
      .poll(() => keys(inputOf(bridge.sent).slice(start)), PATIENCE)
      .toEqual([
        [CONTROL, true],
        [CONTROL, false],
      ])
    await page.keyboard.up('Control')
    await page.locator('textarea').evaluate((text) => text.remove())
    await show({ controlling: false })
  })

  it('says nothing on the console and breaks no rule of the CSP', () => {
    // React's advertisement of its tools, and Chromium's advice about this test's own reading of the canvas.
    const foreign = /React DevTools|willReadFrequently/
    expect(consoleLines.filter((line) => !foreign.test(line))).toEqual([])
  })

  it('ends by itself on bytes that are not RFB, and tells', async () => {
    bridge.inject(Uint8Array.of(77, 77, 77))
    await page.waitForFunction(() => window.broken > 0)
    expect(await page.locator('.screen-view canvas').count()).toBe(0)
    await show(null)
  })
})

async function useMouseAndKeys(page: Page): Promise<void> {
  await page.mouse.move(100, 100)
  await page.mouse.move(242, 182)
  await page.mouse.down()
  await page.mouse.up()
  await page.mouse.wheel(0, 100)
  await page.keyboard.press('a')
  await page.keyboard.press('Escape')
}

/** Keysym and direction of each key event, plain or extended. */
function keys(messages: readonly Uint8Array[]): readonly (readonly [number, boolean])[] {
  return messages
    .filter(([type]) => type !== 5)
    .map((message) => {
      const view = new DataView(message.buffer)
      return message[0] === 4
        ? [view.getUint32(4), view.getUint8(1) === 1]
        : [view.getUint32(4), view.getUint16(2) === 1]
    })
}

/** How many pixels of noVNC's canvas differ from the X server's own memory; all when there is no picture yet. */
async function wrongPixels(page: Page, display: Display): Promise<number> {
  const shown = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.screen-view canvas')
    if (canvas === null || canvas.width === 0) return undefined
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    let text = ''
    const data = image?.data ?? new Uint8ClampedArray()
    for (let start = 0; start < data.length; start += 8192) {
      text += String.fromCharCode(...data.subarray(start, start + 8192))
    }
    return { width: canvas.width, height: canvas.height, data: btoa(text) }
  })
  const truth = display.framebuffer()
  if (shown === undefined || shown.width !== truth.width || shown.height !== truth.height)
    return truth.width * truth.height
  const rgba = Buffer.from(shown.data, 'base64')
  let wrong = 0
  for (let at = 0; at < rgba.length; at += 4) {
    const same = [0, 1, 2].every((channel) => rgba[at + channel] === truth.pixels[at + 2 - channel])
    if (!same) wrong++
  }
  return wrong
}
