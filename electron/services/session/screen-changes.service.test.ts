// Tests of a screen that changes in the middle of a session, on a real X server: another resolution, a monitor that is
// unplugged, a server that dies. What the expert sees then, and where the expert's hand gets.

import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import type { Capture } from '../capture/capture.ts'
import { createX11Capture } from '../capture/x11-capture.ts'
import { type X11Connection, connectX11 } from '../capture/x11-connection.ts'
import { queryPointer, viewOf } from '../capture/x11-requests.ts'
import { listX11Screens } from '../capture/x11-screens.ts'
import { openInjector } from '../injector/choose-injector.ts'
import { createGate } from '../injector/gate.ts'
import type { Gate } from '../injector/gate.ts'
import type { Injector } from '../injector/injector.ts'
import { clientSays, createTestClient } from '../rfb-server/test-client.ts'
import { CONTINUOUS, TIGHT } from '../rfb-server/test-rig.ts'
import { createChosenScreen } from './chosen-screen.ts'
import type { ChosenScreen } from './chosen-screen.ts'
import { GRANT_BYTES, shareScreen } from './screen-share.ts'
import type { ScreenShare } from './screen-share.ts'

const GRANT = 1
const DESKTOP_SIZE = -223
const [WIDTH, HEIGHT] = [640, 480]
const MINE = '#204060'
const THEIRS = '#c08040'

let display: Display
let server: X11Connection
let injector: Injector
let gate: Gate
let screens: ChosenScreen
let share: ScreenShare
let client: ReturnType<typeof createTestClient>
let lost: string[]
/** Every size and first pixel that the viewer ever had, in order. */
let shown: string[]
let said: boolean
let running: number
/** Every picture that begins from now on is of this colour, as nothing else is. */
let marked: boolean

beforeEach(async () => {
  display = await startDisplay({ width: WIDTH, height: HEIGHT, firstNumber: 70 })
  const connected = connectX11(display.display)
  const opened = openInjector({
    platform: 'linux',
    env: { DISPLAY: display.display },
    log: () => undefined,
  })
  const made = createX11Capture({ display: display.display, env: {}, log: () => undefined })
  if (!connected.ok || !opened.ok || !made.ok) throw new Error('no display')
  server = connected.value
  injector = opened.value
  gate = createGate(injector)
  gate.open(GRANT)
  screens = createChosenScreen(() => listX11Screens(display.display))
  client = createTestClient()
  lost = []
  shown = []
  said = marked = false
  running = 0
  paint(MINE)
  share = shareScreen({
    capture: watched(made.value),
    gate,
    grantsGiven: () => GRANT,
    name: 'Ann',
    send: (bytes) => {
      client.push(bytes.slice())
      const { width, height, words } = client.picture()
      shown.push(`${width}x${height} ${((words[0] ?? 0) & 0xffffff).toString(16)}`)
      if (!said && width > 0) setImmediate(begin)
    },
    queuedBytes: () => 0,
    broken: (why) => {
      throw new Error(why)
    },
    lost: (why) => lost.push(why),
    isPartThere: screens.refresh,
  })
  says(clientSays.hello)
  await until(() => client.picture().width === WIDTH)
})

afterEach(async () => {
  share.stop()
  injector.close()
  server.close()
  await display.stop()
})

const MARK = 0xee

/** Counts the captures that run, and marks the pictures of a screen that has changed. */
const watched = ({ kind, start }: Capture): Capture => ({
  kind,
  start: async (sink) => {
    const started = await start({
      ...sink,
      started: (image) => {
        if (marked) image.pixels.fill(MARK)
        sink.started(image)
      },
    })
    if (!started.ok) return started
    running += 1
    return {
      ok: true,
      value: {
        stop: () => {
          running -= 1
          started.value.stop()
        },
      },
    }
  },
})

/** What a viewer says once it knows the size of the screen. */
function begin() {
  if (said) return
  said = true
  says(clientSays.encodings(TIGHT, CONTINUOUS, DESKTOP_SIZE))
  says(clientSays.continuous(true, { x: 0, y: 0, width: WIDTH, height: HEIGHT }))
}

const says = (bytes: Uint8Array) => {
  const frame = new Uint8Array(GRANT_BYTES + bytes.length)
  new DataView(frame.buffer).setUint32(0, GRANT)
  frame.set(bytes, GRANT_BYTES)
  share.receive(frame)
}

const xrandr = (...words: string[]) => execFileSync('xrandr', ['-display', display.display, ...words])
const paint = (colour: string) => execFileSync('xsetroot', ['-display', display.display, '-solid', colour])

function resize(width: number, height: number) {
  const name = `${width}x${height}`
  const [w, h] = [String(width), String(height)]
  xrandr('--newmode', name, '0', w, '0', '0', w, h, '0', '0', h)
  xrandr('--addmode', 'screen', name)
  xrandr('--output', 'screen', '--mode', name)
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never: ${shown.slice(-5).join(', ')}; ${lost.join()}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The viewer's picture has this size, and its upper part, where no pointer is, this colour. */
function shows(width: number, height: number, colour: string): boolean {
  const picture = client.picture()
  const part = picture.words.subarray(0, 16 * width)
  const wanted = parseInt(colour.slice(1), 16)
  return (
    picture.width === width && picture.height === height && part.every((word) => (word & 0xffffff) === wanted)
  )
}

function pointer() {
  const view = viewOf(server.ask(queryPointer(server.screen.root)) ?? new Uint8Array(32))
  return { x: view.getInt16(16, true), y: view.getInt16(18, true) }
}

describe('a screen that changes in mid-session', () => {
  it('[SES-2] another resolution: the picture goes on in its size, and nothing beyond it is clicked', async () => {
    await until(() => shows(WIDTH, HEIGHT, MINE))
    gate.pointer({ x: 600, y: 400, buttons: 0 }, GRANT)
    resize(320, 200)
    await until(() => shows(320, 200, MINE))
    paint(THEIRS)
    await until(() => shows(320, 200, THEIRS))
    const before = gate.injected()
    gate.pointer({ x: 100, y: 50, buttons: 0 }, GRANT)
    // What the expert's hand sent while the larger picture was shown.
    gate.pointer({ x: 600, y: 400, buttons: 1 }, GRANT)
    gate.pointer({ x: 319, y: 200, buttons: 1 }, GRANT)
    gate.shut()
    expect(gate.injected()).toBe(before + 1)
    expect(pointer()).toEqual({ x: 100, y: 50 })
    xrandr('--output', 'screen', '--mode', `${WIDTH}x${HEIGHT}`)
    await until(() => shows(WIDTH, HEIGHT, THEIRS))
    gate.open(GRANT)
    gate.pointer({ x: 600, y: 400, buttons: 0 }, GRANT)
    gate.shut()
    expect(pointer()).toEqual({ x: 600, y: 400 })
    expect(lost).toEqual([])
  })

  it('[SES-2] the shared monitor is unplugged and another takes its place: not one picture of that is shown', async () => {
    xrandr('--setmonitor', 'left', '320/85x480/127+0+0', 'screen')
    xrandr('--setmonitor', 'right', '320/85x480/127+320+0', 'none')
    screens.refresh()
    const left = screens.screens().findIndex(({ x }) => x === 0)
    expect(screens.choose(left)).toBe(true)
    share.choose(screens.part())
    await until(() => client.picture().width === 320)
    // The right one is all that is left, and moves to where the left one was.
    xrandr('--delmonitor', 'left', '--delmonitor', 'right')
    xrandr('--setmonitor', 'right', '320/85x480/127+0+0', 'none')
    marked = true
    resize(320, 480)
    await until(() => lost.length > 0)
    expect(lost).toEqual(['the chosen screen is gone'])
    expect(running).toBe(0)
    expect(shown.filter((picture) => picture.endsWith('eeeeee'))).toEqual([])
  })

  it('[SES-2] [CTL-6] a server that dies ends picture and hand, and says so once', async () => {
    gate.pointer({ x: 10, y: 10, buttons: 1 }, GRANT)
    process.kill(display.pid, 'SIGKILL')
    await until(() => lost.length > 0)
    gate.pointer({ x: 20, y: 20, buttons: 0 }, GRANT)
    gate.shut()
    share.stop()
    expect(lost).toEqual(['the X server went away'])
  })
})
