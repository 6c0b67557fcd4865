// A judge from outside: TigerVNC's viewer, on an Xvfb of its own, reads our server through a loopback door that exists
// only here. What its window shows is compared pixel for pixel; what is typed into it must come out of the ports.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Rect } from '../../../shared/screen.ts'
import type { CursorShape } from '../capture/capture.ts'
import type { KeyEvent, PointerEvent } from '../injector/injector.ts'
import { createRfbServer } from './create-rfb-server.ts'
import type { RfbServer } from './rfb-server.ts'

const DISPLAY = ':61'
const [WIDTH, HEIGHT] = [640, 480]
const [SCREEN_WIDTH, SCREEN_HEIGHT] = [800, 600]

const tools = { Xvfb: 'xvfb', xtigervncviewer: 'tigervnc-viewer', xdotool: 'xdotool' } as const

function needTools(): void {
  for (const [tool, debianPackage] of Object.entries(tools)) {
    const found = spawnSync('which', [tool]).status === 0
    if (!found) throw new Error(`${tool} is missing: install the Debian package ${debianPackage}`)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks again until `check` gives a value; X servers and viewers tell nobody when they have drawn. */
async function until<T>(what: string, check: () => T | undefined): Promise<T> {
  const end = Date.now() + 15_000
  for (;;) {
    const value = check()
    if (value !== undefined) return value
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await pause(20)
  }
}

const run = (...command: readonly string[]): string => {
  const [tool = '', ...args] = command
  return spawnSync(tool, args, { env: { ...process.env, DISPLAY }, encoding: 'utf8' }).stdout
}

/** The Xvfb's screen out of its own memory file (XWD version 7, 32 bits a pixel). */
function readScreen(folder: string): (x: number, y: number) => number {
  const file = readFileSync(join(folder, 'Xvfb_screen0'))
  const pixels = file.readUInt32BE(0) + 12 * file.readUInt32BE(76)
  return (x, y) => file.readUInt32LE(pixels + (y * SCREEN_WIDTH + x) * 4) & 0xffffff
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill()
  await exit
}

const words = new Uint32Array(WIDTH * HEIGHT)
const image = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(words.buffer) }
const whole: Rect = { x: 0, y: 0, width: WIDTH, height: HEIGHT }

function paint(rect: Rect, colourAt: (x: number, y: number) => number): Rect {
  for (let y = rect.y; y < rect.y + rect.height; y++)
    for (let x = rect.x; x < rect.x + rect.width; x++) words[y * WIDTH + x] = colourAt(x, y)
  return rect
}

const noise = (x: number, y: number, seed: number) => Math.imul(x * 31 + y * 1031 + seed, 0x9e3779b1) >>> 8

function paintDesktop(seed: number): void {
  paint(whole, () => 0x3a6ea5)
  paint({ x: 20, y: 20, width: 300, height: 200 }, (x, y) => (noise(x >> 1, y, seed) & 3 ? 0xffffff : 0))
  paint(
    { x: 330, y: 10, width: 300, height: 150 },
    // As grainy as a photograph: it goes as differences between neighbours.
    (x, y) => (((x & 255) << 16) | ((y & 255) << 8) | (seed & 255)) ^ (noise(x, y, seed) & 7),
  )
  paint({ x: 330, y: 200, width: 200, height: 130 }, (x, y) => noise(x, y, seed) & 0xe0e0c0)
  paint({ x: 40, y: 300, width: 130, height: 140 }, (x, y) => noise(x, y, seed))
}

/** One of many small changes, and now and then a scroll. */
function change(i: number): Rect {
  const size = 4 + (noise(i, 1, 0) % 90)
  const rect = {
    x: noise(i, 2, 0) % (WIDTH - size),
    y: noise(i, 3, 0) % (HEIGHT - size),
    width: size,
    height: size,
  }
  if (i % 10 === 0) {
    const before = words.slice()
    return paint(
      { x: 20, y: 20, width: 300, height: 200 },
      (x, y) => before[(20 + ((y - 20 + 13) % 200)) * WIDTH + x] ?? 0,
    )
  }
  return paint(rect, (x, y) =>
    i % 3 === 0 ? noise(x, y, i) : i % 3 === 1 ? i * 0x10305 : noise(x, y, i) & 0x808000,
  )
}

let folder = ''
let xvfb: ChildProcess | undefined

beforeAll(async () => {
  needTools()
  folder = mkdtempSync(join(tmpdir(), 'rfb-judge-'))
  const size = `${SCREEN_WIDTH}x${SCREEN_HEIGHT}x24`
  xvfb = spawn('Xvfb', [DISPLAY, '-screen', '0', size, '-fbdir', folder, '-nolisten', 'tcp', '-noreset'], {
    stdio: 'ignore',
  })
  await until('Xvfb starts', () => (run('xdotool', 'getdisplaygeometry').trim() === '' ? undefined : true))
  park()
})

afterAll(async () => {
  if (xvfb) await ended(xvfb)
  rmSync(folder, { recursive: true, force: true })
})

/** Out of the way: the pointer is part of the Xvfb's screen. */
const park = () => run('xdotool', 'mousemove', String(SCREEN_WIDTH - 2), String(SCREEN_HEIGHT - 2))

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
  park()
})

type Judged = {
  readonly server: RfbServer
  readonly keys: [KeyEvent, number][]
  readonly pointers: [PointerEvent, number][]
  readonly broken: string[]
  readonly window: { readonly id: string; readonly x: number; readonly y: number }
}

async function watched(...options: readonly string[]): Promise<Judged> {
  const keys: [KeyEvent, number][] = []
  const pointers: [PointerEvent, number][] = []
  const broken: string[] = []
  let server: RfbServer | undefined
  const attach = (socket: Socket) => {
    socket.setNoDelay(true)
    const started = createRfbServer({
      name: 'judged',
      send: (bytes) => void socket.write(bytes.slice()),
      queuedBytes: () => socket.writableLength,
      key: (event, grant) => keys.push([event, grant]),
      pointer: (event, grant) => pointers.push([event, grant]),
      broken: (why) => broken.push(why),
    })
    server = started
    started.screenStarted(image)
    socket.on('data', (bytes) => started.receive(bytes, 5))
    socket.on('drain', () => started.drained())
    socket.on('error', () => started.close())
    socket.on('close', () => started.close())
  }
  const door = createServer(attach)
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  const fixed = ['-SecurityTypes=None', '-RemoteResize=0', '-AutoSelect=0', '-FullColor=1', '-NoJPEG=1']
  const quiet = ['-AlertOnFatalError=0', '-ReconnectOnError=0', '-geometry', '+0+0']
  const viewer = spawn('xtigervncviewer', [...fixed, ...quiet, ...options, `127.0.0.1::${port}`], {
    env: { ...process.env, DISPLAY, HOME: folder },
    stdio: 'ignore',
  })
  // The next test looks for a window of the same name: this one must be gone.
  endings.push(
    () => ended(viewer),
    () => new Promise((resolve) => door.close(resolve)),
  )
  const id = await until('the viewer opens its window', () => {
    const found = run('xdotool', 'search', '--onlyvisible', '--name', 'judged').trim().split('\n')[0]
    return found === '' ? undefined : found
  })
  const geometry = run('xdotool', 'getwindowgeometry', '--shell', id)
  const number = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(geometry)?.[1])
  if (server === undefined) throw new Error('the viewer shows a window but never connected')
  return { server, keys, pointers, broken, window: { id, x: number('X'), y: number('Y') } }
}

/** Waits until the window shows the image; tells where it does not when it never does. */
async function expectSame({ window, broken }: Judged): Promise<void> {
  let wrong = ''
  const same = () => {
    const shown = readScreen(folder)
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const is = shown(window.x + x, window.y + y)
        const should = (words[y * WIDTH + x] ?? 0) & 0xffffff
        if (is === should) continue
        wrong = `${x},${y} is ${is.toString(16)} instead of ${should.toString(16)}`
        return undefined
      }
    return true
  }
  await until('the same picture', same).catch((cause: unknown) => {
    throw new Error(`first wrong pixel: ${wrong}`, { cause })
  })
  expect(broken).toEqual([])
}

/** A button went down and came up again. */
function released(pointers: Judged['pointers']): true | undefined {
  const pressed = pointers.findIndex(([event]) => event.buttons !== 0)
  return pressed >= 0 && pointers.slice(pressed).some(([event]) => event.buttons === 0) ? true : undefined
}

describe("TigerVNC's viewer", () => {
  it.each(['Raw', 'Tight'])('shows our picture pixel for pixel, preferring %s', async (encoding) => {
    paintDesktop(1)
    const judged = await watched(`-PreferredEncoding=${encoding}`)
    await expectSame(judged)
    for (let i = 1; i <= 100; i++) {
      judged.server.screenChanged([change(i)])
      if (i % 20 === 0) await expectSame(judged)
      else await pause(2)
    }
    await expectSame(judged)
    paintDesktop(2)
    judged.server.screenChanged([whole])
    await expectSame(judged)
  })

  it('[CTL-4] hands us keys and pointer with the grant of their frame', async () => {
    paintDesktop(3)
    const judged = await watched()
    await expectSame(judged)
    const { id, x, y } = judged.window
    run('xdotool', 'mousemove', String(x + 123), String(y + 45))
    run('xdotool', 'click', '3')
    await until('the button comes up', () => released(judged.pointers))
    expect(judged.pointers.slice(-3)).toContainEqual([{ x: 123, y: 45, buttons: 4 }, 5])
    expect(judged.pointers.at(-1)).toEqual([{ x: 123, y: 45, buttons: 0 }, 5])
    run('xdotool', 'windowfocus', id)
    run('xdotool', 'key', 'q')
    await until('the key comes up', () => judged.keys.find(([key]) => key.keysym === 0x71 && !key.down))
    expect(judged.keys).toEqual([
      [{ down: true, keysym: 0x71, scancode: 0x10 }, 5],
      [{ down: false, keysym: 0x71, scancode: 0x10 }, 5],
    ])
  })

  it('draws the shape of the pointer itself while the expert controls', async () => {
    paint(whole, () => 0)
    const judged = await watched()
    const shape: CursorShape = { width: 16, height: 16, hotX: 8, hotY: 8, pixels: new Uint8Array(1024) }
    for (let i = 0; i < shape.pixels.length; i += 4) shape.pixels.set([0x10, 0x60, 0xf0, 255], i)
    judged.server.cursorChanged(shape)
    judged.server.pointerMoved(200, 100)
    paint({ x: 192, y: 92, width: 16, height: 16 }, () => 0xf06010)
    await expectSame(judged)
    paint(whole, () => 0)
    judged.server.setControlled(true)
    await expectSame(judged)
    const { x, y } = judged.window
    run('xdotool', 'mousemove', String(x + 300), String(y + 200))
    const shown = () => {
      const colourAt = readScreen(folder)
      return colourAt(x + 300, y + 200) === 0xf06010 && colourAt(x + 307, y + 207) === 0xf06010
        ? true
        : undefined
    }
    await until('the cursor in its own colours', shown)
    park()
    await expectSame(judged)
  })

  it('follows a change of colour depth', async () => {
    paint(whole, (x) => (x < 320 ? 0xff0000 : 0x0000ff))
    const judged = await watched('-FullColor=0', '-LowColorLevel=1', '-PreferredEncoding=Tight')
    await until('red and blue in 8 bits', () => {
      const colourAt = readScreen(folder)
      const { x, y } = judged.window
      return colourAt(x + 10, y + 10) === 0xff0000 && colourAt(x + 600, y + 400) === 0x0000ff
        ? true
        : undefined
    })
    expect(judged.broken).toEqual([])
  })
})
