// Tests of both ESC sensors on a real X server, with a real key press while another program has the focus.

import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Terminal, openTerminal } from '../../../e2e/displays/terminal.ts'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import { createX11Injector } from '../injector/x11-injector.ts'
import { createEscapeSensor } from './choose-escape-sensor.ts'
import type { EscapeSensor } from './escape-sensor.ts'
import { createUiohookEscapeSensor } from './uiohook-escape-sensor.ts'
import { createX11EscapeSensor } from './x11-escape-sensor.ts'

const never = () => undefined
let display: Display
let terminal: Terminal

beforeAll(async () => {
  display = await startDisplay({ width: 640, height: 480, windowManager: true, firstNumber: 70 })
  // uiohook takes the display of the process, once, when it is loaded.
  process.env['DISPLAY'] = display.display
  terminal = await openTerminal(display.display)
})

afterAll(() => {
  terminal.stop()
  // The server goes when this process does: uiohook's Xlib would end the process with it.
})

const press = (...keys: string[]) =>
  execFileSync('xdotool', ['key', '--delay', '0', ...keys], { env: process.env })

/** Counts, and resolves when there are as many as wanted. */
function counter() {
  let count = 0
  let check: () => void = () => undefined
  return {
    count: () => count,
    pressed: () => {
      count += 1
      check()
    },
    reaches: (wanted: number) =>
      new Promise<void>((resolve) => {
        check = () => {
          if (count >= wanted) resolve()
        }
        check()
      }),
  }
}

const sensors: readonly (readonly [string, () => EscapeSensor])[] = [
  ['X11', () => createX11EscapeSensor(display.display)],
  ['uiohook', () => createUiohookEscapeSensor()],
]

describe.each(sensors)('the ESC sensor (%s)', (_name, create) => {
  it('[CTL-2] sees 20 of 20 while a terminal has the focus, and no other key', async () => {
    const sensor = create()
    const { count, pressed, reaches } = counter()
    expect(sensor.start(pressed, never)).toEqual({ ok: true })
    for (let wanted = 1; wanted <= 20; wanted++) {
      press('a', 'Escape', 'b')
      await reaches(wanted)
    }
    expect(count()).toBe(20)
    sensor.stop()
  })

  it('[CTL-6] is not set off by what an expert types', async () => {
    const sensor = create()
    const { count, pressed, reaches } = counter()
    const injector = createX11Injector({ display: display.display, log: () => undefined })
    if (!injector.ok) throw new Error(injector.error.reason)
    sensor.start(pressed, never)
    for (const keysym of [0x61, 0xff1b, 0xff0d, 0x20ac, 0x1b]) {
      for (const down of [true, false]) injector.value.key({ down, keysym, scancode: 0 })
    }
    press('Escape')
    await reaches(1)
    expect(count()).toBe(1)
    injector.value.close()
    sensor.stop()
  })

  it('starts and stops again and again, and hears nothing in between', async () => {
    const sensor = create()
    const { count, pressed, reaches } = counter()
    for (let round = 1; round <= 5; round++) {
      expect(sensor.start(pressed, never)).toEqual({ ok: true })
      press('Escape')
      await reaches(round)
      sensor.stop()
      sensor.stop()
      press('Escape')
    }
    expect(count()).toBe(5)
  })
})

describe('the X11 sensor', () => {
  it('hears an ESC that the novice has elsewhere', async () => {
    const sensor = createX11EscapeSensor(display.display)
    const { pressed, reaches } = counter()
    sensor.start(pressed, never)
    execFileSync('xdotool', ['key', '--delay', '0', 'Escape'], { env: process.env })
    await reaches(1)
    execFileSync('xmodmap', ['-e', 'keycode 66 = Escape'], { env: process.env })
    press('66')
    await reaches(2)
    sensor.stop()
  })

  it('[CTL-3] can be asked at once, before the event loop had a turn', () => {
    const sensor = createX11EscapeSensor(display.display)
    let seen = 0
    expect(sensor.start(() => (seen += 1), never)).toEqual({ ok: true })
    sensor.look?.()
    expect(seen).toBe(0)
    // Synchronous: nothing of this process runs until the key has been pressed and released.
    press('Escape')
    sensor.look?.()
    expect(seen).toBe(1)
    sensor.stop()
    sensor.look?.()
  })

  it('[CTL-6] outlives its X server, and says that it hears nothing any more', async () => {
    const own = await startDisplay({ width: 64, height: 64, firstNumber: 70 })
    const sensor = createEscapeSensor({ platform: 'linux', env: { DISPLAY: own.display } })
    let losses = 0
    const lost = new Promise<void>((resolve) => {
      const started = sensor.start(never, () => {
        losses += 1
        resolve()
      })
      expect(started).toEqual({ ok: true })
    })
    await own.stop()
    await lost
    sensor.look?.()
    sensor.stop()
    expect(losses).toBe(1)
  })
})

describe('where nobody can listen', () => {
  it('says why', () => {
    const start = (env: Record<string, string>) =>
      createEscapeSensor({ platform: 'linux', env }).start(never, never)
    expect(start({ WAYLAND_DISPLAY: 'wayland-0' })).toMatchObject({ ok: false })
    expect(createX11EscapeSensor(':4711').start(never, never)).toMatchObject({ ok: false })
  })
})
