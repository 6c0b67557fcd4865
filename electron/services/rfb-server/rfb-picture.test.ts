import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { reduced, type ColourBits } from '../../domain/rfb/picture.ts'
import { ownFormat, type PixelFormat } from '../../domain/rfb/pixel-format.ts'
import { clientSays } from './test-client.ts'
import {
  RAW,
  TIGHT,
  COPY_RECT,
  CONTINUOUS,
  colours,
  connected,
  patchwork,
  screen,
  whole,
  wrongAt,
  type Painted,
} from './test-rig.ts'

const formats: readonly PixelFormat[] = [
  ownFormat,
  { ...ownFormat, redShift: 0, blueShift: 16 },
  { ...ownFormat, bigEndian: true, depth: 32, redShift: 24, greenShift: 16, blueShift: 8 },
]

describe('the picture', () => {
  const rect = (width: number, height: number) =>
    fc.record({
      x: fc.nat(width - 1),
      y: fc.nat(height - 1),
      width: fc.integer({ min: 1, max: width }),
      height: fc.integer({ min: 1, max: height }),
    })
  const paints = fc.array(
    fc.record({
      rect: rect(300, 300),
      kind: fc.nat(4),
      seed: fc.nat(1000),
      dx: fc.oneof(fc.constant(0), fc.integer({ min: -80, max: 80 })),
      dy: fc.integer({ min: -80, max: 80 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const size = fc.record({
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 300 }),
  })

  type Paint = {
    readonly kind: number
    readonly seed: number
    readonly dx: number
    readonly dy: number
  }

  const apply = (image: Painted, area: Rect, { kind, seed, dx, dy }: Paint) => {
    const before = image.words.slice()
    image.paint(area, (x, y) => {
      if (kind === 0) return seed * 4099
      if (kind === 1) return (Math.imul(x + seed, y + 7) >>> 3) & 1 ? 0xff8800 : 0x001122
      if (kind === 2) return (Math.imul(x, y * seed) & 0x3f) * 0x010203
      if (kind === 3) return Math.imul(x + y * 300 + seed, 0x9e3779b1) >>> 8
      const from = Math.min(image.height - 1, Math.max(0, y - dy)) * image.width
      return before[from + Math.min(image.width - 1, Math.max(0, x - dx))] ?? 0
    })
  }

  it.each([
    ['raw', [RAW]],
    ['Tight', [TIGHT, RAW]],
    ['Tight with CopyRect', [COPY_RECT, TIGHT, RAW]],
  ])('arrives pixel for pixel as %s, after any damage', (_, encodings) => {
    fc.assert(
      fc.property(size, paints, fc.constantFrom(...formats), (dimensions, steps, format) => {
        const image = screen(dimensions.width, dimensions.height)
        patchwork(image, 1)
        const c = connected(image, [...encodings, CONTINUOUS], format)
        c.server.receive(clientSays.continuous(true, whole(image)), 0)
        expect(wrongAt(c, image)).toBe(-1)
        for (const step of steps) {
          const x = Math.min(step.rect.x, image.width - 1)
          const y = Math.min(step.rect.y, image.height - 1)
          const area = {
            x,
            y,
            width: Math.min(step.rect.width, image.width - x),
            height: Math.min(step.rect.height, image.height - y),
          }
          apply(image, area, step)
          c.server.screenChanged([area])
          expect(wrongAt(c, image)).toBe(-1)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('sends a photograph as differences, half as large, and every pixel of it', () => {
    const image = screen(400, 300)
    image.paint(whole(image), (x, y) => {
      const grain = Math.imul(x * 31 + y * 1031, 0x9e3779b1) >>> 8
      return (0x404040 + ((x >> 1) << 16) + ((y >> 1) << 8) + (((x + y) >> 2) & 0x7f)) ^ (grain & 0x070707)
    })
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    expect(wrongAt(c, image)).toBe(-1)
    const ways = c.updates().flatMap((rects) => rects.map(({ how }) => how))
    expect(ways).toContain('gradient')
    expect(c.line.sent).toBeLessThan(400 * 300 * 3 * 0.55)
  })

  it('uses every form of Tight on a desktop, and less than a tenth of raw', () => {
    const image = screen(1280, 800)
    image.paint(whole(image), () => 0x336699)
    image.paint({ x: 40, y: 40, width: 640, height: 480 }, (x, y) =>
      Math.imul(x >> 2, y >> 1) % 7 ? 0xffffff : 0,
    )
    image.paint({ x: 700, y: 40, width: 300, height: 100 }, (x, y) => (x + y) & 0xff)
    // Not even: what grows by the same from pixel to pixel is a slope, and differences are made for slopes.
    const noise = (x: number, y: number) => Math.imul(Math.imul(x + 7, y + 13) ^ (x << 9), 0x9e3779b1) >>> 8
    image.paint({ x: 700, y: 300, width: 128, height: 128 }, noise)
    image.paint(
      { x: 700, y: 600, width: 128, height: 128 },
      (x, y) => (0x806040 + (x << 16) + (y << 8)) ^ (noise(x, y) & 0x070707),
    )
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    while (c.line.sends.length > 0) {
      c.line.sends.length = 0
      c.server.receive(clientSays.request(true, whole(image)), 0)
    }
    expect(wrongAt(c, image)).toBe(-1)
    const ways = new Set(c.updates().flatMap((rects) => rects.map((r) => r.how)))
    expect([...ways].sort()).toEqual(['copy', 'fill', 'gradient', 'mono', 'palette'])
    expect(c.line.sent).toBeLessThan(1280 * 800 * 0.4)
  })

  it.each([
    [
      '16 bits',
      {
        ...ownFormat,
        bitsPerPixel: 16,
        depth: 16,
        redMax: 31,
        greenMax: 63,
        blueMax: 31,
        redShift: 11,
        greenShift: 5,
      },
    ],
    [
      '16 bits big-endian',
      {
        ...ownFormat,
        bigEndian: true,
        bitsPerPixel: 16,
        depth: 16,
        redMax: 31,
        greenMax: 63,
        blueMax: 31,
        redShift: 11,
        greenShift: 5,
      },
    ],
    [
      '8 bits',
      {
        ...ownFormat,
        bitsPerPixel: 8,
        depth: 8,
        redMax: 7,
        greenMax: 7,
        blueMax: 3,
        redShift: 0,
        greenShift: 3,
        blueShift: 6,
      },
    ],
  ] as const)('is rounded to %s where the client wants no more', (_, format) => {
    const image = screen(200, 150)
    patchwork(image, 5)
    const narrow = (value: number, max: number) => Math.round((Math.round((value * max) / 255) * 255) / max)
    for (const encoding of [RAW, TIGHT]) {
      const c = connected(image, [encoding], format)
      c.server.receive(clientSays.request(false, whole(image)), 0)
      expect(c.colours()).toEqual(
        colours(image).map(
          (word) =>
            (narrow(word >> 16, format.redMax) << 16) |
            (narrow((word >> 8) & 255, format.greenMax) << 8) |
            narrow(word & 255, format.blueMax),
        ),
      )
    }
  })

  it.each([
    ['up', 13, { y: 0, height: 287 }],
    ['down', -13, { y: 13, height: 287 }],
  ])('scrolls %s with a CopyRect and little else', (_, shift, copied) => {
    const image = screen(400, 300)
    const text = (by: number) => (x: number, y: number) =>
      Math.imul((x >> 1) + 1, ((y + by + 100) * 7919 + 13) | 1) & 0x4000 ? 0xffffff : 0
    image.paint(whole(image), text(0))
    const c = connected(image, [COPY_RECT, TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    const before = c.line.sent
    c.server.screenChanged([image.paint(whole(image), text(shift))])
    const [first, ...others] = c.updates().at(-1) ?? []
    expect(first).toMatchObject({ how: 'copyrect', ...copied })
    expect(others.reduce((sum, r) => sum + r.width * r.height, 0)).toBeLessThanOrEqual(400 * 32)
    expect(c.line.sent - before).toBeLessThan(1000)
    expect(wrongAt(c, image)).toBe(-1)
  })

  it('lets the client move a window that is dragged, and sends little else', () => {
    const image = screen(800, 600)
    const window = (at: { readonly x: number; readonly y: number }) => {
      image.paint(whole(image), () => 0x3a6ea5)
      const place = { ...at, width: 400, height: 300 }
      return image.paint(place, (x, y) => Math.imul((x - at.x) * 7 + (y - at.y) * 601, 0x9e3779b1) >>> 8)
    }
    window({ x: 30, y: 40 })
    const c = connected(image, [COPY_RECT, TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    for (const to of [
      { x: 37, y: 43 },
      { x: 37, y: 20 },
      { x: 390, y: 290 },
      { x: 0, y: 0 },
    ]) {
      c.line.sent = 0
      window(to)
      c.server.screenChanged([whole(image)])
      expect(wrongAt(c, image)).toBe(-1)
      expect(c.line.sent).toBeLessThan((400 * 300 * 3) / 10)
    }
  })

  it('stays right when it scrolls before all of it was sent', () => {
    const image = screen(600, 600)
    const rows = (by: number) => (x: number, y: number) => Math.imul(x * 7 + (y + by) * 601, 0x9e3779b1) >>> 8
    image.paint(whole(image), rows(0))
    const c = connected(image, [COPY_RECT, TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    c.server.screenChanged([image.paint(whole(image), rows(250))])
    for (let i = 0; i < 20; i++) c.server.receive(clientSays.request(true, whole(image)), 0)
    expect(c.updates().length).toBeGreaterThan(2)
    expect(wrongAt(c, image)).toBe(-1)
  })
})

describe('fewer colours', () => {
  it('[SES-2] keep black, white and their order', () => {
    for (const bits of [3, 5, 8] as const) {
      expect(reduced(0xff000000, bits)).toBe(0)
      expect(reduced(0xffffffff, bits)).toBe(0xffffff)
      for (let value = 1; value < 256; value++)
        expect(reduced(value, bits)).toBeGreaterThanOrEqual(reduced(value - 1, bits))
      const all = new Set(Array.from({ length: 256 }, (_, value) => reduced(value, bits)))
      expect(all.size).toBe(2 ** bits)
    }
  })

  it('[SES-2] arrive at once, keep black and white, and cost less; all of them come back exactly', () => {
    for (const encoding of [TIGHT, RAW]) {
      const image = screen(96, 80)
      patchwork(image, 7)
      image.paint({ x: 0, y: 60, width: 96, height: 10 }, () => 0xffffff)
      const c = connected(image, [encoding, CONTINUOUS])
      c.server.receive(clientSays.continuous(true, whole(image)), 0)
      const before = c.line.sent
      const seen = (bits: ColourBits) => {
        c.server.setColours(bits)
        expect(c.colours()).toEqual(colours(image).map((word) => reduced(word, bits)))
      }
      expect(c.colours()).toEqual(colours(image))
      seen(3)
      if (encoding === TIGHT) expect(c.line.sent - before).toBeLessThan(before * 0.8)
      expect(c.colours()).toContain(0xffffff)
      const size = c.line.sent
      // A difference that is too fine for the client is none.
      c.server.screenChanged([image.paint({ x: 0, y: 60, width: 96, height: 10 }, () => 0xfefefe)])
      expect(c.line.sent).toBe(size)
      seen(5)
      // Another size begins with the same wish.
      seen(8)
      expect(wrongAt(c, image)).toBe(-1)
    }
  })
})
