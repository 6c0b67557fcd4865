// Tests of Chromium's capture as main sees it: a fake window on one side, a recording sink on the other.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TILE_HEADER, writeTileHeader } from '../../../shared/ipc/tiles.ts'
import type { Rect } from '../../../shared/screen.ts'
import type { CaptureSink, ScreenImage } from './capture.ts'
import { createChromiumCapture, type CaptureReport } from './chromium-capture.ts'

function tile(rect: Rect, byte: number): Uint8Array {
  const message = new Uint8Array(TILE_HEADER + rect.width * rect.height * 4).fill(byte)
  writeTileHeader(message, rect)
  return message
}

const nobody = () => {}
const turn = () => new Promise((resolve) => setImmediate(resolve))

function startOnFakeWindow() {
  const told: unknown[] = []
  const images: ScreenImage[] = []
  const window = {
    shown: [] as boolean[],
    closed: 0,
    report: nobody as (report: CaptureReport) => void,
    bytes: nobody as (message: Uint8Array) => void,
    gone: nobody as (reason: string) => void,
  }
  const timer = { fire: () => {}, cancelled: false }
  const sink: CaptureSink = {
    started: (image) => {
      images.push(image)
      told.push(['started', image.width, image.height])
    },
    changed: (rects) => told.push(['changed', rects]),
    cursor: () => told.push('cursor'),
    pointer: () => told.push('pointer'),
    lost: (reason) => told.push(['lost', reason]),
  }
  const capture = createChromiumCapture({
    openWindow: () => ({
      show: (running) => window.shown.push(running),
      onReport: (listener) => (window.report = listener),
      onBytes: (listener) => (window.bytes = listener),
      onGone: (listener) => (window.gone = listener),
      close: () => window.closed++,
    }),
    timers: {
      after: (ms, fire) => {
        expect(ms).toBe(10_000)
        timer.fire = fire
        return () => (timer.cancelled = true)
      },
    },
  })
  const answer = capture.start(sink)
  return { window, timer, answer, told, images }
}

const whole = (width: number, height: number): Rect => ({ x: 0, y: 0, width, height })

describe('Chromium capture', () => {
  it('starts when every pixel is there, then tells changes of one turn together', async () => {
    const { window, timer, answer, told, images } = startOnFakeWindow()
    expect(window.shown).toEqual([true])
    window.report({ kind: 'started', width: 3, height: 2 })
    window.bytes(tile({ x: 0, y: 0, width: 2, height: 2 }, 1))
    await turn()
    expect(told).toEqual([])
    window.bytes(tile({ x: 1, y: 0, width: 2, height: 2 }, 2))
    const started = await answer
    expect(started.ok).toBe(true)
    expect(told).toEqual([['started', 3, 2]])
    expect(timer.cancelled).toBe(true)
    expect([...(images[0]?.pixels ?? [])].filter((_, at) => at % 4 === 0)).toEqual([1, 2, 2, 1, 2, 2])

    const [one, two] = [whole(1, 1), { x: 2, y: 1, width: 1, height: 1 }]
    window.bytes(tile(one, 7))
    window.bytes(tile(two, 8))
    await turn()
    expect(told.slice(1)).toEqual([['changed', [one, two]]])
    expect(images[0]?.pixels[0]).toBe(7)

    window.bytes(tile(one, 9))
    if (started.ok) started.value.stop()
    await turn()
    expect(told).toHaveLength(2)
    expect(window.closed).toBe(1)
  })

  it('begins a new image when the screen changes its size', async () => {
    const { window, answer, told, images } = startOnFakeWindow()
    window.report({ kind: 'started', width: 1, height: 1 })
    window.bytes(tile(whole(1, 1), 1))
    await answer
    window.bytes(tile(whole(1, 1), 2))
    window.report({ kind: 'started', width: 2, height: 1 })
    window.bytes(tile(whole(2, 1), 3))
    await turn()
    expect(told).toEqual([
      ['started', 1, 1],
      ['started', 2, 1],
    ])
    expect(images[1]).not.toBe(images[0])
  })

  it.each([
    [
      'fails',
      (w: ReturnType<typeof startOnFakeWindow>) => w.window.report({ kind: 'failed', reason: 'denied' }),
      'denied',
    ],
    ['crashes', (w: ReturnType<typeof startOnFakeWindow>) => w.window.gone('crashed'), 'crashed'],
    [
      'is silent',
      (w: ReturnType<typeof startOnFakeWindow>) => w.timer.fire(),
      'no picture within 10 seconds',
    ],
    [
      'asks for too much',
      (w: ReturnType<typeof startOnFakeWindow>) =>
        w.window.report({ kind: 'started', width: 16384, height: 16384 }),
      'a screen of 16384 x 16384 is too large',
    ],
    [
      'sends a tile before its picture',
      (w: ReturnType<typeof startOnFakeWindow>) => w.window.bytes(tile(whole(1, 1), 1)),
      'a tile that is not part of the picture',
    ],
  ])('is an error with its reason when the window %s before the first picture', async (_, happen, reason) => {
    const started = startOnFakeWindow()
    happen(started)
    expect(await started.answer).toEqual({ ok: false, error: { reason } })
    expect(started.window.closed).toBe(1)
    expect(started.told).toEqual([])
    // Whatever comes after it is heard no more.
    started.window.report({ kind: 'started', width: 1, height: 1 })
    started.window.bytes(tile(whole(1, 1), 1))
    started.timer.fire()
    expect(started.window.closed).toBe(1)
    expect(started.told).toEqual([])
  })

  it('[SES-4] is lost once when the window fails while it runs', async () => {
    const { window, answer, told } = startOnFakeWindow()
    window.report({ kind: 'started', width: 1, height: 1 })
    window.bytes(tile(whole(1, 1), 1))
    const started = await answer
    window.gone('crashed')
    window.report({ kind: 'failed', reason: 'again' })
    if (started.ok) started.value.stop()
    expect(told).toEqual([
      ['started', 1, 1],
      ['lost', 'crashed'],
    ])
    expect(window.closed).toBe(1)
  })

  it('draws any tiles in any order as a plain drawing does', async () => {
    const [width, height] = [13, 9]
    const rect = fc.record({ x: fc.nat(width - 1), y: fc.nat(height - 1) }).chain(({ x, y }) =>
      fc.record({
        x: fc.constant(x),
        y: fc.constant(y),
        width: fc.integer({ min: 1, max: width - x }),
        height: fc.integer({ min: 1, max: height - y }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(rect, fc.nat(255)), { maxLength: 40 }), async (tiles) => {
        const { window, answer, told, images } = startOnFakeWindow()
        const truth = new Uint8Array(width * height)
        const seen = new Set<number>()
        window.report({ kind: 'started', width, height })
        for (const [each, byte] of [...tiles, [whole(width, height), 0] as const, ...tiles]) {
          window.bytes(tile(each, byte))
          for (let y = each.y; y < each.y + each.height; y++) {
            for (let x = each.x; x < each.x + each.width; x++) seen.add(y * width + x)
            truth.fill(byte, y * width + each.x, y * width + each.x + each.width)
          }
          expect(told.length > 0).toBe(seen.size === width * height)
        }
        const started = await answer
        await turn()
        expect([...(images[0]?.pixels ?? [])].filter((_, at) => at % 4 === 0)).toEqual([...truth])
        if (started.ok) started.value.stop()
      }),
      { numRuns: 50 },
    )
  })

  it('never throws and never draws outside, whatever a page sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 5 }), async (messages) => {
        const { window, answer, told } = startOnFakeWindow()
        window.report({ kind: 'started', width: 2, height: 2 })
        window.bytes(tile(whole(2, 2), 1))
        await answer
        const length = told.length
        for (const message of messages) window.bytes(message)
        await turn()
        for (const each of told.slice(length)) {
          const [kind, rects] = each as [string, readonly Rect[]]
          if (kind === 'lost') continue
          for (const { x, y, width, height } of rects) expect(x + width <= 2 && y + height <= 2).toBe(true)
        }
      }),
    )
  })
})
