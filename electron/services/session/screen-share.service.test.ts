// Tests of Pause on a real X server: what the expert's viewer has afterwards, and that nothing is captured any more (SES-2).

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import type { Capture } from '../capture/capture.ts'
import { listX11Screens } from '../capture/x11-screens.ts'
import { createX11Capture } from '../capture/x11-capture.ts'
import { createGate } from '../injector/gate.ts'
import { clientSays, createTestClient } from '../rfb-server/test-client.ts'
import { CONTINUOUS, TIGHT } from '../rfb-server/test-rig.ts'
import { GRANT_BYTES, shareScreen } from './screen-share.ts'
import type { ScreenShare } from './screen-share.ts'

const DESKTOP_SIZE = -223
const [WIDTH, HEIGHT] = [640, 480]
let display: Display
let letter: ChildProcess
let share: ScreenShare
let sent = 0
/** A page full of text. */
const LETTER =
  'for line in $(seq 34); do echo "$line: my password is Garden-$line and nobody may read it, not even Bob"; done; sleep 600'
const onDisplay = () => ({ ...process.env, DISPLAY: display.display })
let captures = 0
let said = false
let client: ReturnType<typeof createTestClient>

beforeEach(async () => {
  display = await startDisplay({ width: WIDTH, height: HEIGHT, windowManager: true, firstNumber: 70 })
  letter = spawn('xterm', ['-geometry', '100x34+4+4', '-e', 'sh', '-c', LETTER], {
    env: onDisplay(),
    stdio: 'ignore',
  })
  open()
  await until(() => client.picture().width === WIDTH)
})

function open() {
  const made = createX11Capture({ display: display.display, env: {}, log: () => undefined })
  if (!made.ok) throw new Error(made.error.reason)
  captures = 0
  client = createTestClient()
  share = shareScreen({
    capture: counted(made.value),
    gate: createGate(undefined),
    grantsGiven: () => 0,
    name: 'Ann',
    send: (bytes) => {
      sent += bytes.length
      client.push(bytes.slice())
      if (!said && client.picture().width > 0) setImmediate(begin)
    },
    queuedBytes: () => 0,
    broken: (why) => {
      throw new Error(why)
    },
    lost: (why) => {
      throw new Error(why)
    },
  })
  said = false
  says(clientSays.hello)
}

afterEach(async () => {
  share.stop()
  letter.kill()
  await display.stop()
})

/** What a viewer says once it knows the size of the screen. */
function begin() {
  if (said || client.picture().width === 0) return
  said = true
  says(clientSays.encodings(TIGHT, CONTINUOUS, DESKTOP_SIZE))
  says(clientSays.continuous(true, { x: 0, y: 0, width: WIDTH, height: HEIGHT }))
}

/** How many captures run at this moment. */
const counted = ({ kind, start }: Capture): Capture => ({
  kind,
  start: async (sink) => {
    const started = await start(sink)
    if (!started.ok) return started
    captures += 1
    return {
      ok: true,
      value: {
        stop: () => {
          captures -= 1
          started.value.stop()
        },
      },
    }
  },
})

const says = (bytes: Uint8Array) => {
  const frame = new Uint8Array(GRANT_BYTES + bytes.length)
  frame.set(bytes, GRANT_BYTES)
  share.receive(frame)
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > end) throw new Error('never')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const real = () => {
  const { pixels } = display.framebuffer()
  return new Uint32Array(pixels.slice().buffer).map((word) => word & 0xffffff)
}
const seen = () => Uint32Array.from(client.picture().words).map((word) => word & 0xffffff)
const isReal = () => seen().join() === real().join()

/** Areas of 16 by 16 in which something is to be seen (more than one colour) and that are alike in both pictures. */
function alike(one: Uint32Array, other: Uint32Array): number {
  let count = 0
  for (let y = 0; y + 16 <= HEIGHT; y += 16) {
    for (let x = 0; x + 16 <= WIDTH; x += 16) {
      const area = (words: Uint32Array) =>
        Array.from({ length: 256 }, (_, at) => words[(y + (at >> 4)) * WIDTH + x + (at & 15)] ?? 0)
      const truth = area(other)
      if (new Set(truth).size > 1 && area(one).join() === truth.join()) count += 1
    }
  }
  return count
}

describe('a paused picture', () => {
  it('[SES-2] is a still in which nothing of the screen is left; nothing is captured, nothing goes out', async () => {
    // The letter is written, and all of it has arrived.
    await until(() => isReal() && alike(seen(), real()) > 100)
    expect(captures).toBe(1)
    const before = real()
    share.pause()
    expect(captures).toBe(0)
    await until(() => new Set(seen()).size > 8 && alike(seen(), before) === 0)
    await until(rests())
    const still = seen()
    expect(alike(still, before)).toBe(0)
    const bytes = sent
    // The screen goes on, and the viewer asks for all of it.
    execFileSync('xsetroot', ['-solid', '#ff00ff'], { env: onDisplay() })
    letter.kill()
    says(clientSays.request(false, { x: 0, y: 0, width: WIDTH, height: HEIGHT }))
    await until(rests())
    expect(seen()).toEqual(still)
    expect(sent).toBeLessThan(bytes + 200_000)
  })

  it('[SES-2] comes back whole, and live, after Resume; each Pause ends its capture', async () => {
    await until(isReal)
    for (let round = 0; round < 3; round++) {
      share.pause()
      share.resume()
      share.pause()
      await until(rests())
      expect(captures).toBe(0)
      share.resume()
      await until(isReal)
      expect(captures).toBe(1)
    }
    share.pause()
    share.stop()
    share.resume()
    await until(rests())
    expect(captures).toBe(0)
  })

  it('[SES-2] one screen of two: only its pixels arrive, live, and Pause keeps the choice', async () => {
    const { display: name } = display
    execFileSync('xrandr', ['--setmonitor', 'left', '320/85x480/127+0+0', 'screen'], { env: onDisplay() })
    execFileSync('xrandr', ['--setmonitor', 'right', '320/85x480/127+320+0', 'none'], { env: onDisplay() })
    const screens = listX11Screens(name)
    expect(screens.toSorted((one, other) => one.x - other.x)).toMatchObject([
      { x: 0, y: 0, width: 320, height: 480 },
      { x: 320, y: 0, width: 320, height: 480 },
    ])
    await until(() => isReal() && alike(seen(), real()) > 100)
    const right = { x: 320, y: 0, width: 320, height: 480 }
    share.choose(right)
    const isRight = () => {
      const truth = real()
      return seen().every((word, at) => word === truth[Math.floor(at / 320) * WIDTH + 320 + (at % 320)])
    }
    await until(() => client.picture().width === 320 && isRight())
    execFileSync('xsetroot', ['-solid', '#123456'], { env: onDisplay() })
    await until(isRight)
    share.pause()
    await until(rests())
    expect(client.picture().width).toBe(320)
    share.resume()
    await until(isRight)
    share.choose(null)
    await until(() => client.picture().width === WIDTH && isReal())
  })

  it('[SES-2] a pause before the first picture captures nothing, and Resume begins with it', async () => {
    share.stop()
    open()
    share.pause()
    await until(rests())
    expect(captures).toBe(0)
    expect(client.picture().width).toBe(0)
    share.resume()
    await until(() => client.picture().width === WIDTH)
    await until(isReal)
  })
})

/** True once nothing has been sent for some turns of the event loop. */
function rests(): () => boolean {
  let last = -1
  let turns = 0
  return () => {
    turns = sent === last ? turns + 1 : 0
    last = sent
    return turns > 20
  }
}
