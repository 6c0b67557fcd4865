// Tests of the native capture on a real X server; the server's own memory file is the truth.

import { execFileSync, spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import type { CaptureSink, CursorShape, RunningCapture, ScreenImage } from './capture.ts'
import { createX11Capture } from './x11-capture.ts'
import { connectX11 } from './x11-connection.ts'
import { pair, request } from './x11-requests.ts'

const log = () => undefined
const FIRST_NUMBER = 70
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function display(width = 400, height = 300, windowManager = false): Promise<Display> {
  const started = await startDisplay({ width, height, windowManager, firstNumber: FIRST_NUMBER })
  ends.push(started.stop)
  return started
}

/** A client of its own that paints and hides the pointer, which Xvfb's memory file would show. */
function painter(on: Display) {
  const connected = connectX11(on.display)
  if (!connected.ok) throw new Error(connected.error.reason)
  const connection = connected.value
  ends.push(connection.close)
  const xfixes = connection.extension('XFIXES')?.opcode ?? 0
  connection.ask(request(xfixes, 0, 5, 0))
  connection.send(request(xfixes, 29, connection.screen.root)) // HideCursor
  const context = connection.newId()
  // CreateGC with subwindow-mode IncludeInferiors
  connection.send(request(55, 0, context, connection.screen.root, 1 << 15, 1))
  return {
    connection,
    paint: (color: number, x: number, y: number, width: number, height: number) => {
      connection.send(request(56, 0, context, 1 << 2, color)) // ChangeGC foreground
      connection.send(request(70, 0, connection.screen.root, context, pair(x, y), pair(width, height)))
      connection.sync()
    },
  }
}

/** Collects what the capture says; `until` resolves as soon as it holds. */
function watching() {
  let waiting: (() => void) | undefined
  let condition: () => boolean = () => true
  const seen = {
    images: [] as ScreenImage[],
    rects: [] as { x: number; y: number; width: number; height: number }[],
    cursors: [] as CursorShape[],
    pointers: [] as string[],
    lost: [] as string[],
  }
  const check = () => {
    if (condition()) waiting?.()
  }
  const tell = (note: () => void) => {
    note()
    check()
  }
  const sink: CaptureSink = {
    started: (image) => tell(() => seen.images.push(image)),
    changed: (rects) => tell(() => seen.rects.push(...rects)),
    cursor: (shape) => tell(() => seen.cursors.push(shape)),
    pointer: (x, y) => tell(() => seen.pointers.push(`${x},${y}`)),
    lost: (reason) => tell(() => seen.lost.push(reason)),
  }
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      condition = holds
      waiting = resolve
      check()
    })
  const image = (): ScreenImage => {
    const last = seen.images.at(-1)
    if (last === undefined) throw new Error('not started')
    return last
  }
  return { sink, seen, until, image }
}

async function capture(on: Display) {
  const watcher = watching()
  const made = createX11Capture({ display: on.display, env: {}, log })
  if (!made.ok) throw new Error(made.error.reason)
  const started = await made.value.start(watcher.sink)
  if (!started.ok) throw new Error(started.error.reason)
  const running: RunningCapture = started.value
  ends.push(() => running.stop())
  return { ...watcher, running }
}

/** The colours only: the fourth byte means nothing. */
function colors(pixels: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(pixels).buffer).map((word) => word & 0xffffff)
}

const same = (image: ScreenImage, on: Display) => {
  const truth = on.framebuffer()
  return (
    truth.width === image.width &&
    truth.height === image.height &&
    Buffer.compare(Buffer.from(colors(truth.pixels).buffer), Buffer.from(colors(image.pixels).buffer)) === 0
  )
}

describe('X11 capture', () => {
  it('holds the whole screen when it says started', async () => {
    const on = await display()
    painter(on).paint(0x123456, 10, 10, 50, 50)
    const { image } = await capture(on)
    expect(same(image(), on)).toBe(true)
    expect(colors(image().pixels)[10 * 400 + 10]).toBe(0x123456)
  })

  it('follows every change pixel for pixel, and tells rectangles that cover it', async () => {
    const on = await display()
    const { paint } = painter(on)
    const { image, seen, until } = await capture(on)
    for (let round = 1; round <= 40; round++) {
      seen.rects.length = 0
      const [x, y] = [(round * 37) % 380, (round * 53) % 280]
      paint(round * 0x010307, x, y, 1 + (round % 20), 1 + (round % 17))
      await until(() => seen.rects.length > 0 && same(image(), on))
      expect(
        seen.rects.some(
          (rect) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height,
        ),
      ).toBe(true)
    }
  })

  it('follows changes in far corners at once, in two of them and in many', async () => {
    const on = await display(800, 600)
    const { paint } = painter(on)
    const { image, until } = await capture(on)
    for (const places of [2, 3, 7]) {
      for (let place = 0; place < places; place++)
        paint(0x203040 * places + place, 5 + place * 120, place % 2 === 0 ? 5 : 580, 9, 9)
      await until(() => same(image(), on))
    }
  })

  it('ends equal to the screen after a storm of text', async () => {
    const on = await display(800, 600, true)
    const { paint } = painter(on)
    const { image, seen, until } = await capture(on)
    const terminal = spawn('xterm', ['-display', on.display, '-e', 'seq 1 20000'], { stdio: 'ignore' })
    await new Promise((resolve) => terminal.once('exit', resolve))
    expect(seen.rects.length).toBeGreaterThan(0)
    paint(0xff8800, 0, 0, 1, 1)
    await until(() => colors(image().pixels)[0] === 0xff8800 && same(image(), on))
  })

  it('says nothing while nothing changes, nor for pixels painted with their own colour', async () => {
    const on = await display()
    const { paint } = painter(on)
    paint(0x224466, 0, 0, 400, 300)
    const { seen, until } = await capture(on)
    paint(0x224466, 50, 50, 100, 100)
    paint(0x224466, 0, 0, 400, 300)
    paint(0x000001, 399, 299, 1, 1) // the next real change: damage before it has been looked at by then
    await until(() => seen.rects.length > 0)
    expect(seen.rects).toEqual([{ x: 384, y: 288, width: 16, height: 12 }])
    expect(seen.images).toHaveLength(1)
  })

  it('starts a new image when the screen changes its size', async () => {
    const on = await display(400, 300)
    const { paint } = painter(on)
    const { image, seen, until } = await capture(on)
    const xrandr = (...args: string[]) => execFileSync('xrandr', ['-display', on.display, ...args])
    xrandr('--newmode', '320x200', '0', '320', '0', '0', '320', '200', '0', '0', '200')
    xrandr('--addmode', 'screen', '320x200')
    xrandr('--output', 'screen', '--mode', '320x200')
    await until(() => seen.images.length > 1 && image().width === 320)
    expect([image().height, image().pixels.length]).toEqual([200, 320 * 200 * 4])
    seen.rects.length = 0
    paint(0xabcdef, 300, 190, 20, 10)
    await until(() => seen.rects.length > 0)
    expect(colors(image().pixels)[195 * 320 + 310]).toBe(0xabcdef)
    xrandr('--output', 'screen', '--mode', '400x300')
    await until(() => image().width === 400)
  })

  it('reports the pointer and its shape', async () => {
    const on = await display(400, 300, true)
    const { seen, until } = await capture(on)
    expect(seen.cursors).toHaveLength(1)
    execFileSync('xdotool', ['mousemove', '33', '44'], { env: { ...process.env, DISPLAY: on.display } })
    await until(() => seen.pointers.includes('33,44'))
    // A terminal comes up below the pointer and brings its own shape.
    const terminal = spawn('xterm', ['-display', on.display, '-geometry', '40x10+0+0'], { stdio: 'ignore' })
    ends.push(() => void terminal.kill())
    await until(() => seen.cursors.length > 1)
    const [first, second] = seen.cursors
    expect(second?.pixels).toHaveLength((second?.width ?? 0) * (second?.height ?? 0) * 4)
    expect(second?.pixels).not.toEqual(first?.pixels)
  })

  it('leaves no shared memory and says nothing after stop()', async () => {
    const on = await display()
    const { paint } = painter(on)
    const before = segments()
    const { running, seen } = await capture(on)
    expect(segments()).toBe(before + 1)
    running.stop()
    running.stop()
    paint(0xff0000, 0, 0, 400, 300)
    expect(segments()).toBe(before)
    expect([seen.rects, seen.lost]).toEqual([[], []])
  })

  it('[CTL-6] survives the death of the server and says lost, once', async () => {
    const on = await display()
    const { seen, until, running } = await capture(on)
    process.kill(on.pid, 'SIGKILL')
    await until(() => seen.lost.length > 0)
    running.stop()
    expect(seen.lost).toEqual(['the X server went away'])
  })

  it('starts and stops again and again', async () => {
    const on = await display()
    for (let round = 0; round < 10; round++) {
      const { image, running } = await capture(on)
      expect(image().width).toBe(400)
      running.stop()
    }
  })
})

describe('X11 capture, not available', () => {
  it('in a Wayland session', () => {
    for (const env of [{ XDG_SESSION_TYPE: 'wayland' }, { WAYLAND_DISPLAY: 'wayland-0' }]) {
      expect(createX11Capture({ display: ':0', env, log })).toEqual({
        ok: false,
        error: { reason: 'a Wayland session' },
      })
    }
  })

  it('without a display or a server', () => {
    expect(createX11Capture({ env: {}, log })).toMatchObject({ ok: false })
    expect(createX11Capture({ display: ':4711', env: {}, log })).toMatchObject({ ok: false })
  })
})

/** Shared memory segments of this system that two processes hold and nobody can find any more: ours and the server's. */
function segments(): number {
  const lines = execFileSync('ipcs', ['-m']).toString().split('\n')
  return lines.filter((line) => line.includes(` ${400 * 300 * 4} `)).length
}
