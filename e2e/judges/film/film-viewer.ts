// Tests. A process of its own: our viewer (noVNC) in a Chromium of its own, at the other end of a line. It looks at the
// film: which picture stands at which height, and how late it is.

import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { HEIGHT, WIDTH } from '../../../electron/services/rfb-server/testing/scenes.ts'
import { launchChromium } from '../browser.ts'
import { servePage } from '../page-server.ts'
import { bridgeRfb } from '../rfb-bridge.ts'
import { endWith } from './end-with.ts'
import { COLOURS, colourAt, digitOf, numberAt, ROWS } from './movie.ts'

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

const pages = await servePage(join(import.meta.dirname, '..', 'viewer-page'))
bridgeRfb(pages.server, 5900, process.argv[2])
const browser = await launchChromium({ headless: true })
const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } })
page.on('pageerror', (error) => say({ pageError: String(error) }))
// How many pictures of a film the viewer takes.
await page.addInitScript(() => {
  const counted = Object.assign(window, { decoded: 0 })
  VideoDecoder.prototype.decode = new Proxy(VideoDecoder.prototype.decode, {
    apply: (decode, decoder, given) => {
      counted.decoded++
      Reflect.apply(decode, decoder, given)
    },
  })
})
await page.goto(pages.origin)
await page.locator('.screen-view canvas').waitFor()

/** The middle of each place, whenever the page is drawn, for so long. */
const places = ROWS.flatMap((row) => {
  const { tens, ones } = numberAt(row)
  return [tens, ones, ...COLOURS.map((_, index) => colourAt(row, index))]
}).map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))

const watch = (ms: number) =>
  page.evaluate(
    async ({ points, during }) => {
      const canvas = document.querySelector<HTMLCanvasElement>('.screen-view canvas')
      const context = canvas?.getContext('2d')
      const before = Number(Reflect.get(window, 'decoded'))
      const looks: { at: number; seen: number[][] }[] = []
      const until = Date.now() + during
      while (Date.now() < until) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        // A line of pixels at each height.
        const lines = new Map(
          points.map(({ y }) => [y, context?.getImageData(0, y, 1280, 1).data ?? new Uint8ClampedArray()]),
        )
        const seen = points.map(({ x, y }) => [...(lines.get(y)?.subarray(x * 4, x * 4 + 3) ?? [])])
        looks.push({ at: Date.now(), seen })
      }
      return { looks, decoded: Number(Reflect.get(window, 'decoded')) - before }
    },
    { points: places, during: ms },
  )

/** For each height: the numbers of the pictures, and when each was first seen; and how far the colours were off. */
async function watched(ms: number) {
  const { looks, decoded } = await watch(ms)
  const each = 2 + COLOURS.length
  let off = 0
  const rows = ROWS.map((row) => {
    const pictures: { at: number; number: number }[] = []
    for (const { at, seen } of looks) {
      const [tens, ones, ...colours] = seen.slice(row * each, (row + 1) * each)
      const number = digitOf(tens?.[1] ?? 0) * 7 + digitOf(ones?.[1] ?? 0)
      if (pictures.at(-1)?.number !== number) pictures.push({ at, number })
      colours.forEach((colour, index) => {
        const meant = COLOURS[index] ?? 0
        const channels = [meant >>> 16, (meant >>> 8) & 255, meant & 255]
        off = Math.max(off, ...channels.map((value, channel) => Math.abs(value - (colour[channel] ?? 999))))
      })
    }
    return pictures
  })
  return { watched: rows, off, decoded }
}

/** In the page, because a canvas is four megabytes. As words, 0xRRGGBB. */
const picture = () =>
  page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('.screen-view canvas')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    const words = new Uint32Array((data?.length ?? 0) / 4)
    for (let at = 0, i = 0; i < words.length; i++, at += 4)
      words[i] = ((data?.[at] ?? 0) << 16) | ((data?.[at + 1] ?? 0) << 8) | (data?.[at + 2] ?? 0)
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', words))
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return { picture: hex, missing: 0 }
  })

const orders = createInterface({ input: process.stdin })
endWith(orders, () => browser.close())
orders.on('line', (order) => {
  const [what, value] = order.split(' ')
  if (what === 'watch') void watched(Number(value)).then(say)
  if (what === 'picture') void picture().then(say)
})
