// Tests of typing and pointing on a real X server, through the gate, into real programs.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Terminal, openTerminal } from '../../../e2e/displays/terminal.ts'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import { keysymOf } from '../../domain/input/keysym.ts'
import { type X11Connection, connectX11 } from '../capture/x11-connection.ts'
import {
  changeKeyboardMapping,
  getKeyboardMapping,
  queryKeymap,
  queryPointer,
  viewOf,
} from '../capture/x11-requests.ts'
import { openInjector } from './choose-injector.ts'
import { type Gate, createGate } from './gate.ts'
import type { Injector } from './injector.ts'

const GRANT = 5
const SHIFT = { keysym: 0xffe1, scancode: 0x2a }
const CONTROL = { keysym: 0xffe3, scancode: 0x1d }
const ALT_GR = { keysym: 0xfe03, scancode: 0xe038 }
type Key = { readonly keysym: number; readonly scancode: number }
const log = () => undefined

const ends: (() => Promise<void> | void)[] = []
let display: Display
let server: X11Connection
let injector: Injector
let gate: Gate

beforeEach(async () => {
  display = await startDisplay({ width: 800, height: 600, windowManager: true, firstNumber: 70 })
  ends.push(display.stop)
  const opened = openInjector({ platform: 'linux', env: { DISPLAY: display.display }, log })
  if (!opened.ok) throw new Error(opened.error.reason)
  injector = opened.value
  gate = createGate(injector)
  gate.setScreen(800, 600)
  gate.open(GRANT)
  const connected = connectX11(display.display)
  if (!connected.ok) throw new Error(connected.error.reason)
  server = connected.value
  ends.push(server.close)
})

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function terminal(): Promise<Terminal> {
  const opened = await openTerminal(display.display)
  ends.push(opened.stop)
  return opened
}

const down = (key: Key) => gate.key({ ...key, down: true }, GRANT)
const up = (key: Key) => gate.key({ ...key, down: false }, GRANT)
const tap = (key: Key) => {
  down(key)
  up(key)
}
const write = (text: string) => {
  for (const character of Array.from(text)) tap({ keysym: keysymOf(character), scancode: 0 })
}

/** The keycodes the server holds to be down. */
function heldKeycodes(): number[] {
  const keys = server.ask(queryKeymap())?.subarray(8, 40) ?? new Uint8Array()
  return [...keys].flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (1 << bit)).map((bit) => index * 8 + bit),
  )
}

function pointerState() {
  const view = viewOf(server.ask(queryPointer(server.screen.root)) ?? new Uint8Array(32))
  return {
    x: view.getInt16(16, true),
    y: view.getInt16(18, true),
    buttons: (view.getUint16(24, true) >> 8) & 0x1f,
  }
}

/** What one connection has sent may be carried out after what another one asks: it is asked again, but not for ever. */
function serverSays(holds: () => boolean): void {
  for (let asked = 0; asked < 1000; asked++) if (holds()) return
  throw new Error(`keys ${heldKeycodes().join()}, buttons ${pointerState().buttons}`)
}

function keyboardMapping(): string {
  const { minKeycode, maxKeycode } = server.screen
  const reply = server.ask(getKeyboardMapping(minKeycode, maxKeycode - minKeycode + 1)) ?? new Uint8Array(32)
  const perKeycode = reply[1] ?? 0
  const view = viewOf(reply)
  const rows: string[] = []
  for (let code = 0; code <= maxKeycode - minKeycode; code++) {
    const row = Array.from({ length: perKeycode }, (_, level) =>
      view.getUint32(32 + (code * perKeycode + level) * 4, true),
    )
    rows.push([...new Set(row.filter((symbol) => symbol !== 0))].join(' '))
  }
  return rows.join('\n')
}

const TEXT = 'Hello äöü ß @ € Ω ł Я 漢 😀 {[]}\\|<>~'

describe('typing on X11', () => {
  it('types any text as the symbols it is made of', async () => {
    const { typed, until } = await terminal()
    write(TEXT)
    await until((so) => so.length >= TEXT.length)
    expect(typed()).toBe(TEXT)
  })

  it('types the same while Shift is held, or AltGr', async () => {
    const { typed, until } = await terminal()
    for (const [already, modifier] of [SHIFT, ALT_GR].entries()) {
      down(modifier)
      write(TEXT)
      up(modifier)
      // Both texts at once are more than one round of spare keys, see below.
      await until((so) => so.length >= TEXT.length * (already + 1))
    }
    expect(typed()).toBe(TEXT + TEXT)
  })

  it('types old keysyms of keyboards from before Unicode, and the keypad', async () => {
    const { typed, until } = await terminal()
    for (const keysym of [0x1b3, 0x7d9, 0x20ac, 0x6d1, 0xffb7, 0xffab]) tap({ keysym, scancode: 0 })
    await until((so) => so.length >= 6)
    expect(typed()).toBe('łΩ€я7+')
  })

  it('keeps the order when more symbols are bound than there are spare keys', async () => {
    const { typed, until } = await terminal()
    const text = Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
    // A program asks what a key types when it comes to it. One that is a whole round of spare keys behind, on a busy computer,
    // would read the next symbol: X11 tells nobody how far a program is.
    for (let at = 0; at < text.length; at += 10) {
      write(text.slice(at, at + 10))
      await until((so) => so.length >= at + 10)
    }
    expect(typed()).toBe(text)
  })

  it('sends shortcuts by position, whatever symbol the expert has there', async () => {
    const { typed, until } = await terminal()
    down(CONTROL)
    tap({ keysym: 0x63, scancode: 0x2e })
    tap({ keysym: 0x6c1, scancode: 0x21 }) // Cyrillic a on the F key
    tap({ keysym: 0x64, scancode: 0 }) // a viewer that knows no positions
    up(CONTROL)
    tap({ keysym: 0xff0d, scancode: 0x1c })
    tap({ keysym: 0xff51, scancode: 0xe04b })
    await until((so) => so.length >= 7)
    expect(typed()).toBe('\x03\x06\x04\r\x1b[D')
  })

  it('types on when the novice changes the layout', async () => {
    const { typed, until } = await terminal()
    write('zyä')
    await until((so) => so.length >= 3)
    const [y, z] = [29, 52]
    server.send(changeKeyboardMapping(y, [[0x7a, 0x5a]]))
    server.send(changeKeyboardMapping(z, [[0x79, 0x59]]))
    server.sync()
    write('zyä')
    await until((so) => so.length >= 6)
    expect(typed()).toBe('zyäzyä')
  })

  it('puts the keyboard map back as it was', async () => {
    const before = keyboardMapping()
    const { until } = await terminal()
    write('äłΩ漢')
    await until((so) => so.length >= 4)
    expect(keyboardMapping()).not.toBe(before)
    injector.close()
    expect(keyboardMapping()).toBe(before)
  })

  it('[CTL-6] never injects an Escape, not even where the novice moved it', async () => {
    const { typed, until } = await terminal()
    server.send(changeKeyboardMapping(66, [[0xff1b, 0xff1b]])) // Caps Lock becomes Escape
    server.sync()
    const straight = (key: Key) => {
      injector.key({ ...key, down: true })
      injector.key({ ...key, down: false })
    }
    for (const inject of [tap, straight]) {
      inject({ keysym: 0xff1b, scancode: 0x01 })
      inject({ keysym: 0xff1b, scancode: 0 })
      inject({ keysym: 0xffe5, scancode: 0x3a })
      inject({ keysym: 0x1b, scancode: 0 })
      inject({ keysym: 0x0100001b, scancode: 0 })
    }
    write('done')
    await until((so) => so.endsWith('done'))
    expect(typed()).toBe('done')
  })
})

describe('letting go', () => {
  it('[CTL-3] releases everything and forgets what is queued', async () => {
    const { typed, until } = await terminal()
    down(CONTROL)
    down(SHIFT)
    gate.pointer({ x: 700, y: 500, buttons: 5 }, GRANT)
    serverSays(() => heldKeycodes().join() === '37,50' && pointerState().buttons === 0b101)
    up(CONTROL)
    up(SHIFT)
    write('漢字かな') // each needs a pause: they wait
    gate.shut()
    expect(heldKeycodes()).toEqual([])
    expect(pointerState().buttons).toBe(0)
    gate.open(GRANT)
    write('x')
    await until((so) => so.length > 0)
    expect(typed()).toBe('x')
    serverSays(() => heldKeycodes().length === 0)
  })

  it('releases the key that was pressed, when its symbol has changed meanwhile', () => {
    for (const scancode of [0x1e, 0]) {
      down(SHIFT)
      down({ keysym: 0x41, scancode })
      serverSays(() => heldKeycodes().join() === '38,50')
      up(SHIFT)
      up({ keysym: 0x61, scancode })
      serverSays(() => heldKeycodes().length === 0)
    }
  })

  it('[CTL-6] survives the death of the server', async () => {
    process.kill(display.pid, 'SIGKILL')
    await display.stop()
    write('漢a')
    gate.pointer({ x: 1, y: 1, buttons: 1 }, GRANT)
    gate.shut()
    injector.close()
    expect(gate.injected()).toBe(5)
  })
})

describe('where nothing can be injected', () => {
  it('says why', () => {
    const reason = (platform: string, env: Record<string, string>) => {
      const opened = openInjector({ platform, env, log })
      return opened.ok ? '' : opened.error.reason
    }
    expect(reason('linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).toContain('Wayland')
    expect(reason('linux', {})).toContain('DISPLAY')
    expect(reason('linux', { DISPLAY: ':4711' })).toContain(':4711')
    expect(reason('win32', {})).not.toBe('')
    expect(reason('darwin', {})).not.toBe('')
    expect(reason('freebsd', {})).toContain('freebsd')
  })
})
