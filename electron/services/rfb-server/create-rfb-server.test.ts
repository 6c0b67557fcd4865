import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import { ownFormat, type PixelFormat } from '../../domain/rfb/pixel-format.ts'
import type { CursorShape, ScreenImage } from '../capture/capture.ts'
import type { KeyEvent, PointerEvent } from '../injector/injector.ts'
import { createRfbServer } from './create-rfb-server.ts'
import { clientSays, createTestClient, type Heard } from './test-client.ts'

const TIGHT = 7
const RAW = 0
const COPY_RECT = 1
const FENCE = -312
const CONTINUOUS = -313

type Painted = ScreenImage & {
  readonly words: Uint32Array
  paint(rect: Rect, colourAt: (x: number, y: number) => number): Rect
}

function screen(width: number, height: number): Painted {
  const words = new Uint32Array(width * height)
  return {
    width,
    height,
    words,
    pixels: new Uint8Array(words.buffer),
    paint: (rect, colourAt) => {
      for (let y = rect.y; y < rect.y + rect.height; y++)
        // The unused byte holds whatever the system left there.
        for (let x = rect.x; x < rect.x + rect.width; x++) words[y * width + x] = colourAt(x, y) | (x << 24)
      return rect
    },
  }
}

const whole = ({ width, height }: { width: number; height: number }): Rect => ({ x: 0, y: 0, width, height })
const colours = (image: Painted) => [...image.words].map((word) => word & 0xffffff)

function connected(
  image: Painted | undefined,
  encodings: readonly number[],
  format: PixelFormat = ownFormat,
) {
  const client = createTestClient(format)
  const heard: Heard[] = []
  const keys: [KeyEvent, number][] = []
  const pointers: [PointerEvent, number][] = []
  const broken: string[] = []
  const line = { queued: 0, sent: 0, sends: [] as number[] }
  const server = createRfbServer({
    name: 'Küche',
    send: (bytes) => {
      line.sent += bytes.length
      line.sends.push(bytes.length)
      heard.push(...client.push(bytes.slice()))
    },
    queuedBytes: () => line.queued,
    key: (event, grant) => keys.push([event, grant]),
    pointer: (event, grant) => pointers.push([event, grant]),
    broken: (why) => broken.push(why),
  })
  server.receive(clientSays.hello, 0)
  if (image) server.screenStarted(image)
  if (format !== ownFormat) server.receive(clientSays.pixelFormat(format), 0)
  if (image) server.receive(clientSays.encodings(...encodings), 0)
  const updates = () => heard.flatMap((h) => (h.kind === 'update' ? [h.rects] : []))
  return {
    server,
    client,
    heard,
    updates,
    keys,
    pointers,
    broken,
    line,
    colours: () => [...client.picture().words],
  }
}

/** Where the client's picture is wrong first; -1 when it is the screen's, pixel for pixel. */
function wrongAt(c: ReturnType<typeof connected>, image: Painted): number {
  const { width, height, words } = c.client.picture()
  if (width !== image.width || height !== image.height) return 0
  return words.findIndex((word, i) => word !== ((image.words[i] ?? 0) & 0xffffff))
}

/** A picture with something of everything: one colour, two, some, many. */
function patchwork(image: Painted, seed: number): void {
  const noise = (x: number, y: number) => Math.imul(x * 31 + y * 17 + seed, 0x9e3779b1) >>> 8
  const { width, height } = image
  image.paint(whole(image), () => 0x336699)
  image.paint({ x: 0, y: 0, width: width >> 1, height: height >> 2 }, (x, y) =>
    noise(x, y) & 1 ? 0 : 0xffffff,
  )
  image.paint(
    { x: width >> 2, y: height >> 2, width: width >> 1, height: height >> 2 },
    (x, y) => noise(x, y) & 0x70f0,
  )
  image.paint({ x: 0, y: height >> 1, width: width >> 1, height: height >> 2 }, noise)
}

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
      dy: fc.integer({ min: -80, max: 80 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  const size = fc.record({
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 300 }),
  })

  const apply = (image: Painted, area: Rect, kind: number, seed: number, dy: number) => {
    const before = image.words.slice()
    image.paint(area, (x, y) => {
      if (kind === 0) return seed * 4099
      if (kind === 1) return (Math.imul(x + seed, y + 7) >>> 3) & 1 ? 0xff8800 : 0x001122
      if (kind === 2) return (Math.imul(x, y * seed) & 0x3f) * 0x010203
      if (kind === 3) return Math.imul(x + y * 300 + seed, 0x9e3779b1) >>> 8
      return before[Math.min(image.height - 1, Math.max(0, y - dy)) * image.width + x] ?? 0
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
          apply(image, area, step.kind, step.seed, step.dy)
          c.server.screenChanged([area])
          expect(wrongAt(c, image)).toBe(-1)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('uses every form of Tight on a desktop, and less than a tenth of raw', () => {
    const image = screen(1280, 800)
    image.paint(whole(image), () => 0x336699)
    image.paint({ x: 40, y: 40, width: 640, height: 480 }, (x, y) =>
      Math.imul(x >> 2, y >> 1) % 7 ? 0xffffff : 0,
    )
    image.paint({ x: 700, y: 40, width: 300, height: 100 }, (x, y) => (x + y) & 0xff)
    image.paint({ x: 700, y: 300, width: 128, height: 128 }, (x, y) => Math.imul(x * y, 0x9e3779b1) >>> 8)
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    while (c.line.sends.length > 0) {
      c.line.sends.length = 0
      c.server.receive(clientSays.request(true, whole(image)), 0)
    }
    expect(wrongAt(c, image)).toBe(-1)
    const ways = new Set(c.updates().flatMap((rects) => rects.map((r) => r.how)))
    expect([...ways].sort()).toEqual(['copy', 'fill', 'mono', 'palette'])
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

  it('scrolls with a CopyRect and little else', () => {
    const image = screen(400, 300)
    const text = (shift: number) => (x: number, y: number) =>
      Math.imul((x >> 1) + 1, ((y + shift) * 7919 + 13) | 1) & 0x4000 ? 0xffffff : 0
    image.paint(whole(image), text(0))
    const c = connected(image, [COPY_RECT, TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    const before = c.line.sent
    c.server.screenChanged([image.paint(whole(image), text(13))])
    const [first, ...others] = c.updates().at(-1) ?? []
    expect(first).toMatchObject({ how: 'copyrect', y: 0, height: 287 })
    expect(others.reduce((sum, r) => sum + r.width * r.height, 0)).toBeLessThanOrEqual(400 * 32)
    expect(c.line.sent - before).toBeLessThan(1000)
    expect(wrongAt(c, image)).toBe(-1)
  })
})

describe('the flow of updates', () => {
  const small = () => {
    const image = screen(64, 64)
    patchwork(image, 2)
    return image
  }

  it('[ADM-7] says nothing of the screen before it is started', () => {
    const c = connected(undefined, [TIGHT, FENCE])
    expect(c.heard.map((h) => h.kind)).toEqual(['version', 'security'])
    c.server.screenStarted(small())
    expect(c.heard[2]).toEqual({ kind: 'init', name: 'Küche', width: 64, height: 64 })
  })

  it('takes no message before ServerInit', () => {
    const c = connected(undefined, [])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    expect(c.broken).toEqual(['spoke before ServerInit'])
    expect(c.keys).toEqual([])
  })

  it('answers a request when something changed, and only once', () => {
    const image = small()
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    expect(c.updates()).toHaveLength(1)
    c.server.receive(clientSays.request(true, whole(image)), 0)
    expect(c.updates()).toHaveLength(1)
    c.server.screenChanged([image.paint({ x: 3, y: 4, width: 5, height: 6 }, () => 0xabcdef)])
    expect(c.updates()).toHaveLength(2)
    expect(c.updates()[1]).toMatchObject([{ x: 3, y: 4, width: 5, height: 6 }])
    c.server.screenChanged([image.paint({ x: 3, y: 4, width: 5, height: 6 }, () => 0x123456)])
    expect(c.updates()).toHaveLength(2)
  })

  it('sends a part again when it is asked for whole', () => {
    const image = small()
    const c = connected(image, [TIGHT])
    c.server.receive(clientSays.request(false, whole(image)), 0)
    c.server.receive(clientSays.request(false, { x: 32, y: 32, width: 8, height: 8 }), 0)
    expect(c.updates()[1]).toMatchObject([{ x: 32, y: 32, width: 8, height: 8 }])
  })

  it('sends nothing for damage that changed no pixel', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    const before = c.line.sent
    c.server.screenChanged([whole(image)])
    c.server.drained()
    expect(c.line.sent).toBe(before)
  })

  it('keeps two updates in flight and sends the newest state after that', () => {
    const image = small()
    const c = connected(image, [TIGHT, FENCE, CONTINUOUS])
    const fences = () => c.heard.filter((h) => h.kind === 'fence')
    const answer = () => {
      const last = fences().at(-1)
      c.server.receive(clientSays.fence(1, last?.payload ?? []), 0)
    }
    expect(c.heard.at(-1)).toEqual({ kind: 'end-of-continuous-updates' })
    answer()
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    for (let i = 1; i <= 5; i++)
      c.server.screenChanged([image.paint({ x: 9, y: 9, width: 2, height: 2 }, () => i)])
    expect(c.updates()).toHaveLength(2)
    expect(fences()).toHaveLength(3)
    answer()
    expect(c.updates()).toHaveLength(3)
    expect(wrongAt(c, image)).toBe(-1)
  })

  it('waits while bytes wait in front of the socket', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.line.queued = 65 * 1024
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    expect(c.updates()).toHaveLength(0)
    c.line.queued = 0
    c.server.drained()
    expect(wrongAt(c, image)).toBe(-1)
  })

  it('ends continuous updates when the client says so', () => {
    const image = small()
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(clientSays.continuous(false, whole(image)), 0)
    expect(c.heard.filter((h) => h.kind === 'end-of-continuous-updates')).toHaveLength(2)
    c.server.screenChanged([image.paint(whole(image), () => 5)])
    expect(c.updates()).toHaveLength(1)
  })

  it('answers a fence at once with its payload and without unknown flags', () => {
    const c = connected(small(), [TIGHT])
    c.server.receive(clientSays.fence(0xf0000003, [1, 2, 3]), 0)
    expect(c.heard.at(-1)).toEqual({ kind: 'fence', flags: 3, payload: [1, 2, 3] })
  })

  it('cuts a large picture into pieces that fit a frame of the session', () => {
    const image = screen(1280, 800)
    image.paint(whole(image), (x, y) => Math.imul(x + y * 1280, 0x9e3779b1) >>> 8)
    const c = connected(image, [RAW, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    expect(Math.max(...c.line.sends)).toBeLessThanOrEqual(256 * 1024)
    expect(c.updates().length).toBeGreaterThan(4)
    expect(wrongAt(c, image)).toBe(-1)
  })
})

describe('a screen that changes its size', () => {
  it.each([
    ['extended', -308],
    ['plain', -223],
  ])('is followed by a client that can (%s)', (_, encoding) => {
    const c = connected(screen(64, 64), [TIGHT, CONTINUOUS, encoding])
    c.server.receive(clientSays.continuous(true, { x: 0, y: 0, width: 999, height: 999 }), 0)
    const larger = screen(100, 40)
    patchwork(larger, 9)
    c.server.screenStarted(larger)
    expect(c.client.picture()).toMatchObject({ width: 100, height: 40 })
    expect(wrongAt(c, larger)).toBe(-1)
  })

  it('shows what fits to a client that can not', () => {
    const c = connected(screen(64, 64), [TIGHT, CONTINUOUS])
    c.server.receive(clientSays.continuous(true, { x: 0, y: 0, width: 64, height: 64 }), 0)
    const other = screen(100, 40)
    other.paint(whole(other), () => 0x445566)
    c.server.screenStarted(other)
    const shown = c.colours()
    expect(shown.slice(0, 64 * 40).every((word) => word === 0x445566)).toBe(true)
    expect(c.client.picture()).toMatchObject({ width: 64, height: 64 })
  })

  it('is not for the client to decide', () => {
    const image = screen(64, 64)
    const c = connected(image, [TIGHT, CONTINUOUS, -308])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(Uint8Array.from([251, 0, 0, 9, 0, 9, 0, 0]), 0)
    expect(c.updates().at(-1)).toMatchObject([{ encoding: -308, x: 1, y: 1, width: 64, height: 64 }])
  })
})

describe('the pointer', () => {
  const arrow: CursorShape = {
    width: 2,
    height: 2,
    hotX: 1,
    hotY: 0,
    pixels: Uint8Array.from([0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 0, 128, 0, 255, 0, 255]),
  }
  const black = () => screen(8, 8)
  const at = (c: ReturnType<typeof connected>, x: number, y: number) => c.colours()[y * 8 + x]

  it.each([[[]], [[-239]]])('is part of the picture while the novice moves it (client lists %j)', (more) => {
    const image = black()
    const c = connected(image, [RAW, CONTINUOUS, ...more])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.cursorChanged(arrow)
    c.server.pointerMoved(4, 4)
    expect([at(c, 3, 4), at(c, 4, 4), at(c, 3, 5), at(c, 4, 5)]).toEqual([0xff0000, 0, 0x000080, 0x00ff00])
    c.server.pointerMoved(8, 7)
    expect([at(c, 3, 4), at(c, 4, 5), at(c, 7, 7)]).toEqual([0, 0, 0xff0000])
    c.server.pointerMoved(-5, -5)
    expect(c.colours().every((word) => word === 0)).toBe(true)
    expect(image.words.every((word) => word === 0)).toBe(true)
  })

  it.each([
    [-314, [0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 128, 128, 0, 255, 0, 255]],
    [0x574d5664, [1, 0, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 128, 0, 255, 0, 255]],
    [-239, [0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0x80, 0xc0]],
  ])('goes to the viewer as a shape while the expert controls (encoding %i)', (encoding, body) => {
    const image = black()
    const c = connected(image, [RAW, CONTINUOUS, encoding])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.cursorChanged(arrow)
    c.server.pointerMoved(4, 4)
    expect(c.updates()[0]?.[0]).toMatchObject({ encoding, width: 0, height: 0 })
    c.server.setControlled(true)
    const [shape] = c.updates().at(-1) ?? []
    expect(shape).toMatchObject({ encoding, x: 1, y: 0, width: 2, height: 2 })
    expect([...(shape?.body ?? [])]).toEqual(body)
    expect(c.colours().every((word) => word === 0)).toBe(true)
    c.server.setControlled(false)
    expect(c.updates().at(-1)?.[0]).toMatchObject({ encoding, width: 0, height: 0 })
    expect(at(c, 3, 4)).toBe(0xff0000)
  })
})

describe('input', () => {
  it('[CTL-4] comes out with the grant of its frame, in the order and the coordinates sent', () => {
    const c = connected(screen(8, 8), [TIGHT])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65, 5, 1, 0xff, 0xff, 0, 3]), 7)
    c.server.receive(Uint8Array.from([255, 0, 0, 0, 0, 0, 0xff, 0xe4, 0, 0, 0, 0x9d]), 8)
    expect(c.keys).toEqual([
      [{ down: true, keysym: 65, scancode: 0 }, 7],
      [{ down: false, keysym: 0xffe4, scancode: 0xe01d }, 8],
    ])
    expect(c.pointers).toEqual([[{ x: 0xffff, y: 3, buttons: 1 }, 7]])
  })

  it('announces extended keys and mouse buttons once', () => {
    const image = screen(8, 8)
    const c = connected(image, [TIGHT, CONTINUOUS, -258, -316])
    c.server.receive(clientSays.continuous(true, whole(image)), 0)
    c.server.receive(clientSays.encodings(TIGHT, CONTINUOUS, -258, -316), 0)
    c.server.screenChanged([image.paint(whole(image), () => 3)])
    const marks = c.updates().flatMap((rects) => rects.filter((r) => r.how === 'mark').map((r) => r.encoding))
    expect(marks).toEqual([-258, -316])
  })

  it('ends at a broken protocol: said once, nothing read after it', () => {
    const c = connected(screen(8, 8), [TIGHT])
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65, 99]), 1)
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    expect(c.keys).toHaveLength(1)
    expect(c.broken).toHaveLength(1)
  })

  it('does nothing after close', () => {
    const image = screen(8, 8)
    const c = connected(image, [TIGHT, CONTINUOUS])
    c.server.close()
    const before = c.line.sent
    c.server.receive(Uint8Array.from([4, 1, 0, 0, 0, 0, 0, 65]), 1)
    c.server.screenChanged([whole(image)])
    c.server.screenStarted(screen(9, 9))
    expect([c.line.sent, c.keys.length]).toEqual([before, 0])
  })
})
