// Tests of films on a thin line, with an encoder of ours that answers when it is told to.

import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import type { Timers } from '../ports.ts'
import { clientSays } from './test-client.ts'
import { COPY_RECT, CONTINUOUS, connected, screen, TIGHT, whole, wrongAt } from './test-rig.ts'
import { photograph, text } from './testing/scenes.ts'
import type { VideoEncoder } from './video.ts'

const [H264, QUALITY] = [50, -26]
const ALL = [COPY_RECT, H264, TIGHT, QUALITY, CONTINUOUS]
const KEY = Uint8Array.of(0, 0, 0, 1, 0x67, 0x42, 0, 0, 0, 1, 0x68, 1, 0, 0, 0, 1, 0x65, 9)
const DELTA = Uint8Array.of(0, 0, 0, 1, 0x61, 9)
const FILM = { x: 96, y: 33, width: 301, height: 192 }
const LIMIT = 100_000

/** Time that only goes on when it is told to. */
function createTime() {
  let now = 0
  let alarms: { readonly at: number; readonly fire: () => void }[] = []
  const timers: Timers = {
    after: (ms, fire) => {
      const alarm = { at: now + ms, fire }
      alarms.push(alarm)
      return () => (alarms = alarms.filter((each) => each !== alarm))
    },
  }
  const promises = async () => {
    for (let i = 0; i < 6; i++) await Promise.resolve()
  }
  const go = async (ms: number) => {
    const end = now + ms
    await promises()
    for (;;) {
      const next = alarms.toSorted((one, other) => one.at - other.at).find(({ at }) => at <= end)
      if (next === undefined) break
      now = Math.max(now, next.at)
      alarms = alarms.filter((each) => each !== next)
      next.fire()
      await promises()
    }
    now = end
  }
  return { timers, clock: { monotonic: () => now }, go, pending: () => alarms.length }
}

type Taken = {
  readonly key: boolean
  readonly bits: number
  readonly pixels: Uint8Array
  readonly size: string
}

/** Each picture is answered at once, unless `held`. */
function createEncoders(can = true) {
  const taken: Taken[] = []
  const held: ((stream: Uint8Array | undefined) => void)[] = []
  const state = { opened: 0, closed: 0, hold: false, answer: undefined as Uint8Array | undefined }
  const open = (): VideoEncoder => {
    state.opened++
    return {
      ready: Promise.resolve(can),
      encode: ({ key, width, height, bitsPerSecond }, fill) => {
        const pixels = new Uint8Array(width * height * 4)
        fill(pixels)
        taken.push({ key, bits: bitsPerSecond, pixels, size: `${width}x${height}` })
        if (state.hold) return new Promise((resolve) => held.push(resolve))
        return Promise.resolve(state.answer ?? (key ? KEY : DELTA))
      },
      close: () => {
        state.closed++
      },
    }
  }
  return { taken, held, state, open }
}

async function stage(encodings: readonly number[] = ALL, can = true, limit = LIMIT, place: Rect = FILM) {
  const time = createTime()
  const image = place === FILM ? screen(512, 320) : screen(752, 464)
  image.paint(whole(image), text)
  const film = (moment: number) => image.paint(place, (x, y) => photograph(x, y, moment))
  const encoders = createEncoders(can)
  const jpeg = (_: Uint8Array, width: number, height: number) => {
    const head = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255]
    return Uint8Array.from({ length: 200 + Math.floor((width * height) / 20) }, (_unused, i) => head[i] ?? 7)
  }
  const c = connected(image, [], undefined, undefined, {
    ...time,
    jpeg: () => Promise.resolve(jpeg),
    video: encoders.open,
  })
  c.server.setLimit(limit)
  c.server.receive(clientSays.encodings(...encodings), 0)
  c.server.receive(clientSays.continuous(true, whole(image)), 0)
  await time.go(20_000)
  expect(wrongAt(c, image)).toBe(-1)
  let moment = 0
  const play = async (pictures: number) => {
    for (let i = 0; i < pictures; i++) {
      c.server.screenChanged([film(++moment)])
      await time.go(40)
    }
  }
  const rects = () => c.updates().flat()
  return { ...c, time, image, encoders, play, film, rects, wrong: () => wrongAt(c, image) }
}

const isFilm = ({ how }: { readonly how: string }) => how.startsWith('h264')

describe('a film on a thin line', () => {
  it('goes as H.264 in its own place, the first picture as a key, and each pixel as it is once it rests', async () => {
    const c = await stage()
    await c.play(60)
    const pictures = c.rects().filter(isFilm)
    expect(pictures.length).toBeGreaterThan(20)
    // 4:2:0 takes even sides.
    for (const { x, y, width, height } of pictures)
      expect({ x, y, width, height }).toEqual({ ...FILM, width: 300 })
    expect(pictures.map(({ how }) => how).lastIndexOf('h264-first')).toBe(0)
    expect(c.encoders.taken.map(({ key }) => key).lastIndexOf(true)).toBe(0)
    await c.time.go(20_000)
    expect(c.wrong()).toBe(-1)
    // All is said: no alarm is left.
    expect(c.time.pending()).toBe(0)
  })

  it('goes in strips where it is large, each with a key of its own', async () => {
    const c = await stage(ALL, true, LIMIT, { x: 16, y: 16, width: 720, height: 432 })
    await c.play(26)
    const pictures = c.rects().filter(isFilm)
    expect(pictures.slice(0, 2)).toMatchObject([
      { x: 16, y: 16, width: 720, height: 224, how: 'h264-first' },
      { x: 16, y: 240, width: 720, height: 208, how: 'h264-first' },
    ])
    expect(pictures.filter(({ how }) => how === 'h264-first')).toHaveLength(2)
    expect(c.encoders.taken.at(-1)).toMatchObject({ bits: (LIMIT * 8 * 0.8) / 2, size: '720x208' })
  })

  it('leaves its place to no JPEG meanwhile, nor to pixels as they are, however long a picture takes', async () => {
    const c = await stage()
    await c.play(40)
    const before = c.rects().length
    c.encoders.state.hold = true
    for (let i = 0; i < 10; i++) {
      await c.play(3)
      c.encoders.held.shift()?.(DELTA)
    }
    const inside = c
      .rects()
      .slice(before)
      .filter(({ x, y, width, height }) => x < 396 && x + width > 96 && y < 225 && y + height > 33)
    expect(inside.length).toBeGreaterThan(5)
    expect(inside.filter((rect) => !isFilm(rect))).toEqual([])
  })

  it('shows the newest picture and has one at a time encoded', async () => {
    const c = await stage()
    await c.play(40)
    c.encoders.state.hold = true
    await c.play(2)
    const before = c.encoders.taken.length
    await c.play(10)
    expect(c.encoders.taken).toHaveLength(before)
    c.encoders.held.shift()?.(DELTA)
    await c.time.go(40)
    expect(c.encoders.taken).toHaveLength(before + 1)
    const newest = Uint8Array.from(c.encoders.taken.at(-1)?.pixels ?? []).subarray(0, 3)
    const word = c.image.words[FILM.y * 512 + FILM.x] ?? 0
    expect([...newest]).toEqual([word & 255, (word >>> 8) & 255, (word >>> 16) & 255])
  })

  it('gives way at once to text in its place: no picture of it is encoded, and it comes as it is', async () => {
    const c = await stage()
    await c.play(40)
    const [taken, before] = [c.encoders.taken.length, c.rects().length]
    c.server.screenChanged([c.image.paint(FILM, text)])
    await c.time.go(300)
    expect(c.encoders.taken).toHaveLength(taken)
    const after = c.rects().slice(before)
    expect(after.filter((rect) => isFilm(rect) || rect.how === 'jpeg')).toEqual([])
    expect(c.wrong()).toBe(-1)
  })

  it('takes four fifths of the line', async () => {
    const c = await stage()
    await c.play(40)
    expect(c.encoders.taken.at(-1)?.bits).toBe(LIMIT * 8 * 0.8)
  })

  it('lets letters pass', async () => {
    const c = await stage()
    await c.play(40)
    for (let number = 0; number < 10; number++) {
      const before = c.updates().length
      const letter = { x: 8 + number * 8, y: 280, width: 8, height: 14 }
      c.server.screenChanged([c.image.paint(letter, () => 0x100000 + number), c.film(100 + number)])
      await c.time.go(40)
      const shownIn = c
        .updates()
        .slice(before)
        .findIndex((rects) => rects.some(({ y }) => y >= 256))
      expect(shownIn).toBe(0)
    }
  })

  it.each([
    ['the client does not list it', [COPY_RECT, TIGHT, QUALITY, CONTINUOUS], true, LIMIT],
    ['there is no encoder', ALL, false, LIMIT],
    ['the line is not thin', ALL, true, 2_000_000],
  ])('stays as it was where %s', async (_, encodings, can, limit) => {
    const c = await stage(encodings, can, limit)
    await c.play(60)
    expect(c.rects().filter(isFilm)).toEqual([])
    expect(c.encoders.taken).toEqual([])
    await c.time.go(20_000)
    expect(c.wrong()).toBe(-1)
  })

  it.each([
    ['nothing more', undefined],
    ['what is no picture', Uint8Array.of(0, 0, 0, 1, 0x67, 1)],
  ])('is photographs again when the encoder gives %s', async (_, answer) => {
    const c = await stage()
    await c.play(40)
    c.encoders.state.hold = true
    await c.play(3)
    c.encoders.held.shift()?.(answer)
    const before = c.rects().length
    await c.play(30)
    const after = c.rects().slice(before)
    expect(after.filter(isFilm)).toEqual([])
    expect(after.some(({ how }) => how === 'jpeg')).toBe(true)
    expect(c.encoders.state).toMatchObject({ opened: 1, closed: 1 })
    await c.time.go(20_000)
    expect(c.wrong()).toBe(-1)
  })

  it('sends again what the encoder left out', async () => {
    const c = await stage()
    c.encoders.state.answer = new Uint8Array(0)
    await c.play(40)
    expect(c.rects().filter(isFilm)).toEqual([])
    expect(c.encoders.taken.every(({ key }) => key)).toBe(true)
    c.encoders.state.answer = undefined
    await c.play(10)
    expect(c.rects().find(isFilm)?.how).toBe('h264-first')
    await c.time.go(20_000)
    expect(c.wrong()).toBe(-1)
  })

  it('[SES-2] is forgotten at a pause by what encodes, and begins with a key after it', async () => {
    const c = await stage()
    await c.play(40)
    const still = screen(512, 320)
    c.server.showStill(still)
    expect(c.encoders.state).toMatchObject({ opened: 1, closed: 1 })
    const taken = c.encoders.taken.length
    await c.time.go(5000)
    expect(c.encoders.taken).toHaveLength(taken)
    expect(wrongAt(c, still)).toBe(-1)
    c.server.screenStarted(c.image)
    await c.time.go(20_000)
    await c.play(40)
    expect(c.encoders.state.opened).toBe(2)
    expect(c.encoders.taken[taken]?.key).toBe(true)
    expect(c.rects().filter(({ how }) => how === 'h264-first')).toHaveLength(2)
    await c.time.go(20_000)
    expect(c.wrong()).toBe(-1)
  })

  it('[ADM-7] opens nothing before a film plays, and closes it with the session', async () => {
    const c = await stage()
    expect(c.encoders.state.opened).toBe(0)
    await c.play(40)
    expect(c.encoders.state.opened).toBe(1)
    c.server.close()
    expect(c.encoders.state.closed).toBe(1)
  })
})
