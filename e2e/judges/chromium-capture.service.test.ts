// The whole of Chromium's capture on a real screen: what is painted on an X display arrives in main's image.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningCapture, ScreenImage } from '../../electron/services/capture/capture.ts'
import { createChromiumCapture } from '../../electron/services/capture/chromium-capture.ts'
import { systemTimers } from '../../electron/services/ports.ts'
import { FULL_PACE, RESTING_PACE } from '../../renderer/capture/pace.ts'
import { TILE } from '../../renderer/capture/planes.ts'
import type { Rect } from '../../shared/screen.ts'
import { type Display, startDisplay } from '../displays/xvfb.ts'
import { launchChromium } from './browser.ts'
import { type CapturePagePort, serveCapturePort } from './capture-port.ts'
import { servePage } from './page-server.ts'

// Wider and higher than 1280 x 720, to which Chromium would scale down by itself.
const [WIDTH, HEIGHT] = [1400, 900]
/** A channel of a flat colour may be off by this much after the way through 4:2:0 at limited range. */
const TOLERANCE = 4

describe('Chromium capture of an X display', { timeout: 30_000 }, () => {
  let display: Display
  let page: Page
  let pagePort: CapturePagePort
  let running: RunningCapture
  const images: ScreenImage[] = []
  let changes: Rect[] = []
  let messages = 0
  const consoleLines: string[] = []
  const ends: (() => unknown)[] = []
  const inX = (command: string, ...args: string[]) =>
    execFileSync(command, args, { env: { ...process.env, DISPLAY: display.display } })

  beforeAll(async () => {
    display = await startDisplay({ width: WIDTH, height: HEIGHT, windowManager: true, firstNumber: 95 })
    ends.push(display.stop)
    inX('xsetroot', '-solid', '#d04010', '-cursor_name', 'left_ptr')
    inX('xdotool', 'mousemove', '100', '700')
    const pages = await servePage(join(import.meta.dirname, 'capture-page'))
    pagePort = serveCapturePort(pages.server)
    ends.push(pages.stop, pagePort.stop)
    const browser = await launchChromium({
      headless: false,
      display: display.display,
      args: [
        '--auto-select-desktop-capture-source=Entire screen',
        '--window-position=0,0',
        '--window-size=500,300',
      ],
    })
    ends.push(() => browser.close())
    page = await browser.newPage({ viewport: null })
    page.on('console', (line) => consoleLines.push(line.text()))
    page.on('pageerror', (error) => consoleLines.push(String(error)))
    await page.goto(pages.origin)
    await pagePort.connected()
  }, 60_000)

  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })

  it('starts with the whole screen at its own size', async () => {
    pagePort.port.onBytes(() => messages++)
    const capture = createChromiumCapture({ openWindow: () => pagePort.port, timers: systemTimers })
    const started = await capture.start({
      started: (image) => images.push(image),
      changed: (rects) => changes.push(...rects),
      cursor: () => expect.unreachable(),
      pointer: () => expect.unreachable(),
      lost: (reason) => expect.unreachable(reason),
    })
    if (!started.ok) throw new Error(started.error.reason)
    running = started.value
    expect(images.map(({ width, height }) => [width, height])).toEqual([[WIDTH, HEIGHT]])
    await expect
      .poll(() => difference(display, images.at(-1)).flat, { timeout: 10_000 })
      .toBeLessThanOrEqual(TOLERANCE)
    expect(difference(display, images.at(-1)).mean).toBeLessThan(2)
  })

  it.each(['#1060e0', '#ffffff', '#000000', '#20c040'])('brings a change to %s', async (colour) => {
    inX('xsetroot', '-solid', colour)
    await expect
      .poll(() => difference(display, images.at(-1)).flat, { timeout: 10_000 })
      .toBeLessThanOrEqual(TOLERANCE)
    expect(difference(display, images.at(-1)).mean).toBeLessThan(2)
  })

  it('sends nothing while the screen rests, and only the tiles that change afterwards', async () => {
    // The pace falls only after a second without one changed tile.
    await pagePort.paceIs(RESTING_PACE)
    const before = messages
    changes = []
    const awake = pagePort.paceIs(FULL_PACE)
    inX('xdotool', 'mousemove', '900', '400')
    await awake
    await pagePort.paceIs(RESTING_PACE)
    // The pointer, drawn by Chromium into its frames, left one place and came to another.
    const near = (x: number, y: number) => (rect: Rect) =>
      rect.x <= x + TILE &&
      rect.x + rect.width >= x - TILE &&
      rect.y <= y + TILE &&
      rect.y + rect.height >= y - TILE
    expect(changes.some(near(100, 700))).toBe(true)
    expect(changes.some(near(900, 400))).toBe(true)
    expect(changes.filter((rect) => !near(100, 700)(rect) && !near(900, 400)(rect))).toEqual([])
    expect(messages - before).toBeLessThanOrEqual(8)
  })

  it('[ADM-7] ends with stop(): the screen is not looked at any more', async () => {
    const [worker] = page.workers()
    if (worker === undefined) throw new Error('nothing captures')
    const closed = new Promise((resolve) => worker.once('close', resolve))
    running.stop()
    await closed
    expect(page.workers()).toEqual([])
    expect(await page.evaluate(() => window.tracks.map(({ readyState }) => readyState))).toEqual(['ended'])
  })

  it('breaks no rule of the CSP and says nothing on the console', () => {
    expect(consoleLines.filter((line) => !line.includes('React DevTools'))).toEqual([])
  })
})

/** Largest error of a channel where the screen is flat (all neighbours equal), and the mean error of the rest. */
function difference(display: Display, image: ScreenImage | undefined): { flat: number; mean: number } {
  const truth = display.framebuffer()
  if (image === undefined) return { flat: 255, mean: 255 }
  let [flat, sum] = [0, 0]
  const row = truth.width * 4
  // The pointer is in Chromium's frames, and not at the same place in the X server's memory.
  const nearPointer = (x: number, y: number) => Math.abs(x - 100) < 40 && Math.abs(y - 700) < 40
  for (let y = 2; y < truth.height - 2; y++) {
    for (let x = 2; x < truth.width - 2; x++) {
      if (nearPointer(x, y)) continue
      for (let channel = 0; channel < 3; channel++) {
        const at = y * row + x * 4 + channel
        const value = truth.pixels[at] ?? 0
        const error = Math.abs(value - (image.pixels[at] ?? 0))
        sum += error
        if (error > flat && isFlat(truth.pixels, at, row)) flat = error
      }
    }
  }
  return { flat, mean: sum / (truth.width * truth.height * 3) }
}

/** All three channels of the 5 x 5 neighbours are those of this pixel. */
function isFlat(pixels: Uint8Array, at: number, row: number): boolean {
  const start = at - (at % 4)
  for (let y = -2; y <= 2; y++) {
    for (let x = -2; x <= 2; x++) {
      for (let channel = 0; channel < 3; channel++) {
        if (pixels[start + channel] !== pixels[start + y * row + x * 4 + channel]) return false
      }
    }
  }
  return true
}
