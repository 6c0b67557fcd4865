import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Timers } from '../ports.ts'
import { clientSays } from './test-client.ts'
import { COPY_RECT, CONTINUOUS, connected, screen, TIGHT, whole, wrongAt } from './test-rig.ts'
import { photograph, text } from './testing/scenes.ts'

const QUALITY = -26

/** Time that only goes on when it is told to, and by `workMs` with each look at the clock: who works takes time. */
function createTime(workMs = 0) {
  let now = 0
  let alarms: { readonly at: number; readonly fire: () => void }[] = []
  const timers: Timers = {
    after: (ms, fire) => {
      const alarm = { at: now + ms, fire }
      alarms.push(alarm)
      return () => (alarms = alarms.filter((each) => each !== alarm))
    },
  }
  return {
    timers,
    clock: { monotonic: () => (now += workMs) },
    pending: () => alarms.length,
    go: (ms: number) => {
      const end = now + ms
      for (;;) {
        const next = alarms.toSorted((one, other) => one.at - other.at).find(({ at }) => at <= end)
        if (next === undefined) break
        now = Math.max(now, next.at)
        alarms = alarms.filter((each) => each !== next)
        next.fire()
      }
      now = Math.max(now, end)
    },
  }
}

/** A page of text beside a photograph, on a line that may carry so many bytes a second. */
async function onThinLine(limit: number, encodings: readonly number[], workMs = 0) {
  const time = createTime(workMs)
  const image = screen(400, 300)
  image.paint(whole(image), text)
  const photo = { x: 192, y: 32, width: 192, height: 192 }
  const film = (moment: number) => image.paint(photo, (x, y) => photograph(x, y, moment))
  film(0)
  const sizes: number[] = []
  const jpeg = (_: Uint8Array, width: number, height: number) => {
    sizes.push(width * height)
    // Baseline, of this size; what follows the head is nobody's picture.
    const head = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255]
    return Uint8Array.from({ length: 200 + Math.floor((width * height) / 20) }, (_unused, i) => head[i] ?? 7)
  }
  const c = connected(image, [], undefined, undefined, { ...time, jpeg: () => Promise.resolve(jpeg) })
  c.server.setLimit(limit)
  c.server.receive(clientSays.encodings(...encodings), 0)
  // A first look tells that the line is thin, and the encoder is loaded.
  c.server.receive(clientSays.request(true, { x: 0, y: 0, width: 1, height: 1 }), 0)
  time.go(50)
  await Promise.resolve()
  await Promise.resolve()
  c.server.receive(clientSays.continuous(true, whole(image)), 0)
  return { ...c, image, time, film, photo, sizes, wrong: () => wrongAt(c, image) }
}

const ways = (c: Awaited<ReturnType<typeof onThinLine>>) => c.updates().flat()

describe('a thin line', () => {
  it('gets photographs as JPEG and text as it is, and each pixel once the photograph rests', async () => {
    const c = await onThinLine(125_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS])
    c.time.go(350)
    const kinds = new Set(ways(c).map(({ how }) => how))
    expect(kinds).toContain('jpeg')
    const outside = ways(c).filter(
      ({ how, x, y, width, height }) =>
        how === 'jpeg' &&
        (x < c.photo.x || y < c.photo.y || x + width > c.photo.x + 192 || y + height > c.photo.y + 192),
    )
    expect(outside).toEqual([])
    c.time.go(3000)
    expect(c.wrong()).toBe(-1)
    // The photograph goes as what its pixels differ from their neighbours, the text as it always does.
    const predicted = ways(c).filter(({ how }) => how === 'gradient')
    expect(predicted.reduce((sum, { width, height }) => sum + width * height, 0)).toBeGreaterThan(150 * 150)
    expect(predicted.every(({ x, y }) => x >= c.photo.x && y >= c.photo.y)).toBe(true)
    // All is said: no alarm is left.
    expect(c.time.pending()).toBe(0)
    const before = c.line.sent
    c.time.go(10_000)
    expect(c.line.sent).toBe(before)
  })

  it('is sharp at rest, however long a look at the picture takes', async () => {
    const slowness = fc.record({
      workMs: fc.double({ min: 0.1, max: 40, noNaN: true }),
      pictureMs: fc.integer({ min: 5, max: 90 }),
      pictures: fc.integer({ min: 1, max: 12 }),
      lastLook: fc.integer({ min: 300, max: 600 }),
    })
    await fc.assert(
      fc.asyncProperty(slowness, async ({ workMs, pictureMs, pictures, lastLook }) => {
        const c = await onThinLine(125_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS], workMs)
        for (let moment = 0; moment < pictures; moment++) {
          c.film(moment)
          c.server.screenChanged([c.photo])
          c.time.go(pictureMs)
        }
        // One more look when the last picture has nearly rested; then only the server's own alarm is left.
        c.time.go(lastLook)
        c.server.drained()
        c.time.go(20_000)
        expect(c.wrong()).toBe(-1)
      }),
      { numRuns: 60, examples: [[{ workMs: 5.4, pictureMs: 65, pictures: 2, lastLook: 308 }]] },
    )
  })

  it('is sharp first where the pointer is', async () => {
    const c = await onThinLine(60_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS])
    c.server.pointerMoved(280, 200)
    c.time.go(6000)
    expect(c.wrong()).toBe(-1)
    // The very first part rests before the others do.
    const [, ...order] = ways(c)
      .filter(({ how }) => how === 'gradient')
      .map(({ y, height }) => ({ top: y, bottom: y + height }))
    const far = order.findIndex(({ bottom }) => bottom < 200 - 96)
    const near = order.findLastIndex(({ top, bottom }) => top < 200 && bottom > 200)
    expect(near).toBeGreaterThan(-1)
    expect(far).toBeGreaterThan(near)
  })

  it('shows a film as JPEG until it rests', async () => {
    const c = await onThinLine(125_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS])
    c.time.go(5000)
    expect(c.wrong()).toBe(-1)
    const before = c.heard.length
    for (let moment = 1; moment < 50; moment++) {
      c.server.screenChanged([c.film(moment)])
      c.time.go(40)
    }
    const shown = c.heard.slice(before).flatMap((h) => (h.kind === 'update' ? h.rects : []))
    const exact = shown.filter(({ how }) => how === 'copy').reduce((sum, r) => sum + r.width * r.height, 0)
    const jpeg = shown.filter(({ how }) => how === 'jpeg').reduce((sum, r) => sum + r.width * r.height, 0)
    expect(jpeg).toBeGreaterThan(4 * 192 * 192)
    expect(exact).toBeLessThan(0.1 * jpeg)
    c.time.go(400 + 3000)
    expect(c.wrong()).toBe(-1)
  })

  it.each([
    ['names no quality level', 125_000, [COPY_RECT, TIGHT, CONTINUOUS]],
    ['has a line that is not thin', 20_000_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS]],
  ])('no JPEG for a client that %s', async (_, limit, encodings) => {
    const c = await onThinLine(limit, encodings)
    c.time.go(5000)
    expect(c.wrong()).toBe(-1)
    expect(c.sizes).toEqual([])
  })

  it('stays sharp where it scrolls a photograph that was not', async () => {
    const c = await onThinLine(125_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS])
    c.time.go(300)
    const before = c.image.words.slice()
    c.server.screenChanged([
      c.image.paint(whole(c.image), (x, y) => (before[Math.min(299, y + 24) * 400 + x] ?? 0) & 0xffffff),
    ])
    c.time.go(6000)
    expect(c.wrong()).toBe(-1)
    expect(c.time.pending()).toBe(0)
  })

  it('lets a letter pass a film', async () => {
    const c = await onThinLine(32_000, [COPY_RECT, TIGHT, QUALITY, CONTINUOUS])
    c.time.go(8000)
    const waits: number[] = []
    for (let moment = 1; moment < 60; moment++) {
      c.server.screenChanged([c.film(moment)])
      c.time.go(20)
      const letter = { x: 8 + (moment % 20) * 8, y: 256, width: 8, height: 14 }
      const before = c.updates().length
      c.server.screenChanged([c.image.paint(letter, () => 0x100000 + moment)])
      let waited = 0
      const shown = () => c.client.picture().words[263 * 400 + letter.x + 4] === 0x100000 + moment
      for (; !shown() && waited < 2000; waited += 5) c.time.go(5)
      waits.push(c.updates().length - before)
    }
    // Of the film's parts one is sent already, and every second update is for what has waited too long.
    expect(Math.max(...waits)).toBeLessThanOrEqual(3)
  })
})
