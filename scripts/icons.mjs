// Draws assets/icons/*.svg into the PNG, ICO and ICNS files that the packages carry: node scripts/icons.mjs
// Needs a Chromium (CHROMIUM=path, otherwise Debian's); its results are committed, so that packaging needs none.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { PNG } from 'pngjs'

const folder = new URL('../assets/icons/', import.meta.url)
const WINDOWS = [16, 20, 24, 32, 48, 64, 128, 256]
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512]
/** Apple's four-letter types and the pixels of the PNG each holds; ic11 to ic14 are the sizes for Retina. */
const APPLE = {
  icp4: 16,
  icp5: 32,
  icp6: 64,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  const app = await drawAll(page, 'app')
  const invitation = await drawAll(page, 'invitation')
  for (const [name, pictures] of Object.entries({ app, invitation })) {
    await writeFile(new URL(`${name}.ico`, folder), ico(pictures))
    await writeFile(new URL(`${name}.icns`, folder), icns(pictures))
    await mkdir(new URL(`${name}/`, folder), { recursive: true })
    for (const size of LINUX)
      await writeFile(new URL(`${name}/${size}x${size}.png`, folder), pictures.get(size))
  }
} finally {
  await browser.close()
}

/** PNG bytes by size; up to 32 pixels a bolder drawing is used. */
async function drawAll(page, name) {
  const sizes = [...new Set([...WINDOWS, ...LINUX, ...Object.values(APPLE)])]
  const pictures = new Map()
  for (const size of sizes) {
    const svg = (
      await readFile(new URL(size > 32 ? `${name}.svg` : `${name}-small.svg`, folder), 'utf8')
    ).replace('<svg', `<svg width="${size}" height="${size}"`)
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<body style="margin:0;overflow:hidden">${svg.replace('<svg', '<svg style="display:block"')}</body>`,
    )
    const clip = { x: 0, y: 0, width: size, height: size }
    pictures.set(size, await page.screenshot({ omitBackground: true, clip }))
  }
  return pictures
}

/** Small pictures as bitmaps, which every reader of icons knows, the large one as PNG. */
function ico(pictures) {
  const images = WINDOWS.map((size) => ({
    size,
    data: size < 256 ? bitmap(pictures.get(size)) : pictures.get(size),
  }))
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size, data }, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(data.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += data.length
  })
  return Buffer.concat([head, ...images.map(({ data }) => data)])
}

/** A Windows bitmap without its file header: BGRA from the bottom up, then a mask of one bit a pixel, twice the height. */
function bitmap(png) {
  const { width, height, data } = PNG.sync.read(png)
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(width, 4)
  head.writeInt32LE(height * 2, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(width * height * 4)
  const maskRow = Math.ceil(width / 32) * 4
  const mask = Buffer.alloc(maskRow * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const row = height - 1 - y
      const [red, green, blue, alpha] = data.subarray(from, from + 4)
      pixels.set([blue, green, red, alpha], (row * width + x) * 4)
      if (alpha === 0) mask[row * maskRow + (x >> 3)] |= 0x80 >> (x & 7)
    }
  }
  return Buffer.concat([head, pixels, mask])
}

function icns(pictures) {
  const parts = Object.entries(APPLE).map(([type, size]) => part(type, pictures.get(size)))
  return part('icns', Buffer.concat(parts))
}

function part(type, data) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + data.length, 4)
  return Buffer.concat([head, data])
}
