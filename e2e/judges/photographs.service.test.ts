// Our viewer (noVNC) on our own RFB server that is bound to a thin line: photographs come as JPEG under the pages' policy,
// text never does, and at rest every pixel is the screen's.

import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRfbServer } from '../../electron/services/rfb-server/create-rfb-server.ts'
import { loadJpegEncoder } from '../../electron/services/rfb-server/jpeg-encoder.ts'
import { screen, whole } from '../../electron/services/rfb-server/test-rig.ts'
import { photograph, text } from '../../electron/services/rfb-server/testing/scenes.ts'
import { launchChromium } from './browser.ts'
import { servePage } from './page-server.ts'
import { bridgeRfb } from './rfb-bridge.ts'

const PATIENCE = { timeout: 30_000 }
const [WIDTH, HEIGHT] = [480, 320]
const PHOTO = { x: 128, y: 64, width: 256, height: 192 }
/** A quarter of a megabyte of photograph takes seconds; its JPEG a moment. */
const LIMIT = 64_000

describe('a viewer on a thin line', { timeout: 120_000 }, () => {
  const image = screen(WIDTH, HEIGHT)
  const jpegs: number[] = []
  const consoleLines: string[] = []
  const ends: (() => unknown)[] = []
  let page: Page

  beforeAll(async () => {
    image.paint(whole(image), text)
    image.paint(PHOTO, (x, y) => photograph(x, y, 0))
    const encode = await loadJpegEncoder()
    const server: Server = createServer((socket) => {
      const shown = createRfbServer({
        name: 'thin',
        send: (bytes) => socket.write(bytes),
        queuedBytes: () => socket.writableLength,
        key: () => undefined,
        pointer: () => undefined,
        jpeg: () =>
          Promise.resolve((...given) => {
            jpegs.push(given[1] * given[2])
            return encode(...given)
          }),
        broken: (why) => consoleLines.push(why),
      })
      shown.setLimit(LIMIT)
      socket.on('error', () => undefined)
      socket.on('data', (bytes) => shown.receive(bytes, 0))
      socket.on('drain', () => shown.drained())
      socket.on('close', () => shown.close())
      shown.screenStarted(image)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const pages = await servePage(`${import.meta.dirname}/viewer-page`)
    const bridge = bridgeRfb(pages.server, (server.address() as AddressInfo).port)
    const browser = await launchChromium({ headless: true })
    ends.push(
      () => server.close(),
      pages.stop,
      bridge.stop,
      () => browser.close(),
    )
    page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } })
    page.on('console', (line) => consoleLines.push(line.text()))
    page.on('pageerror', (error) => consoleLines.push(String(error)))
    await page.goto(pages.origin)
  }, 60_000)

  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })

  it('draws a JPEG that is like the photograph, never one of text, and then each pixel as it is', async () => {
    const like = async () => {
      const seen = await compare(page, image.words)
      return seen.inexact > 10_000 && seen.most < 90 && seen.missing === 0
    }
    await expect.poll(like, { ...PATIENCE, interval: 30 }).toBe(true)
    // What turns out too heavy is made again in smaller parts; nothing is made again and again.
    const made = jpegs.reduce((sum, pixels) => sum + pixels, 0) / (PHOTO.width * PHOTO.height)
    expect(made).toBeGreaterThan(0.8)
    expect(made).toBeLessThan(2)
    await expect.poll(async () => (await compare(page, image.words)).inexact, PATIENCE).toBe(0)
    const foreign = /React DevTools|willReadFrequently/
    expect(consoleLines.filter((line) => !foreign.test(line))).toEqual([])
  })
})

/** Of the canvas: pixels that are not exact, those of them outside of the photograph, and how far a channel is off at most. */
async function compare(page: Page, words: Uint32Array) {
  const shown = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.screen-view canvas')
    if (canvas === null || canvas.width === 0) return ''
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    let bytes = ''
    const data = image?.data ?? new Uint8ClampedArray()
    for (let start = 0; start < data.length; start += 8192)
      bytes += String.fromCharCode(...data.subarray(start, start + 8192))
    return btoa(bytes)
  })
  const rgba = Buffer.from(shown, 'base64')
  let [inexact, missing, most] = [0, 0, 0]
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0
    const offs = [16, 8, 0].map((shift, i) => Math.abs(((word >>> shift) & 255) - (rgba[at * 4 + i] ?? 999)))
    const off = Math.max(...offs)
    if (off === 0) continue
    inexact++
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)]
    const isPhoto = x >= PHOTO.x && x < PHOTO.x + PHOTO.width && y >= PHOTO.y && y < PHOTO.y + PHOTO.height
    if (isPhoto) most = Math.max(most, off)
    else missing++
  }
  return { inexact, missing, most }
}
