// Tests of the novice's own hand on a real X server with a window manager: what we inject is never taken for it, what
// another program injects (xdotool) is. No machine without hands has another kind of device.

import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Terminal, openTerminal } from '../../../e2e/displays/terminal.ts'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import { createInjectedInput } from '../../domain/input/injected-input.ts'
import { keysymOf } from '../../domain/input/keysym.ts'
import { readDevices } from '../capture/x11-devices.ts'
import { openInjector } from '../injector/choose-injector.ts'
import { createGate } from '../injector/gate.ts'
import type { Gate } from '../injector/gate.ts'
import type { Injector } from '../injector/injector.ts'
import type { LocalInput } from './local-input.ts'
import { createX11LocalInput, isForeign } from './x11-local-input.ts'

const GRANT = 3
let display: Display
let terminal: Terminal
let local: LocalInput
let injector: Injector
let gate: Gate
let touches = 0

beforeEach(async () => {
  display = await startDisplay({ width: 800, height: 600, windowManager: true, firstNumber: 70 })
  terminal = await openTerminal(display.display)
  local = createX11LocalInput(display.display)
  const opened = openInjector({
    platform: 'linux',
    env: { DISPLAY: display.display },
    log: () => undefined,
    injecting: (token) => local.injecting(token),
  })
  if (!opened.ok) throw new Error(opened.error.reason)
  injector = opened.value
  gate = createGate(injector, () => local.look())
  gate.setScreen(800, 600)
  touches = 0
  expect(local.start(() => (touches += 1))).toEqual({ ok: true })
  gate.open(GRANT)
})

afterEach(async () => {
  local.stop()
  injector.close()
  terminal.stop()
  await display.stop()
})

const xdotool = (...args: string[]) =>
  execFileSync('xdotool', args, { env: { ...process.env, DISPLAY: display.display } })

/** Everything injected so far has come back: an answer of the server brings what was before it. */
const settled = async () => {
  gate.pause()
  gate.resume()
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  local.look()
}

const tap = (keysym: number, scancode = 0) => {
  gate.key({ down: true, keysym, scancode }, GRANT)
  gate.key({ down: false, keysym, scancode }, GRANT)
}

describe('the novice’s own hand on X11', () => {
  it('[CTL-8] 2,000 events of the expert’s, drags, clicks on other windows, wheel and text, are nobody else’s', async () => {
    for (let n = 0; n < 250; n++) {
      const [x, y] = [(n * 37) % 800, (n * 53) % 600]
      gate.pointer({ x, y, buttons: 0 }, GRANT)
      // A click raises windows: the window manager freezes the pointer for it.
      gate.pointer({ x, y, buttons: [1, 2, 4, 8, 16, 32, 64, 1][n % 8] ?? 1 }, GRANT)
      gate.pointer({ x: (x + 5) % 800, y, buttons: n % 8 === 7 ? 1 : 0 }, GRANT)
      gate.pointer({ x: (x + 5) % 800, y, buttons: 0 }, GRANT)
      // Escape closes the menu that a click on the desktop opens, but is not ours to press; a letter goes somewhere.
      tap(keysymOf('aZé€漢'[n % 5] ?? 'a'))
      tap(0xffe1, 0x2a)
      if (n % 25 === 0) await settled()
    }
    await settled()
    expect(gate.injected()).toBeGreaterThanOrEqual(2000)
    expect(touches).toBe(0)
  })

  it('[CTL-8] a key that the expert holds and repeats is nobody else’s', async () => {
    gate.pointer({ x: 100, y: 100, buttons: 0 }, GRANT)
    for (let times = 0; times < 6; times++) gate.key({ down: true, keysym: 0x61, scancode: 0x1e }, GRANT)
    await terminal.until((so) => so.length > 5)
    gate.key({ down: false, keysym: 0x61, scancode: 0x1e }, GRANT)
    await settled()
    expect(touches).toBe(0)
  })

  it.each([
    // Not `mousemove`, which warps the pointer as a program does: that is no hand.
    ['moves the mouse', ['mousemove_relative', '30', '20']],
    ['clicks', ['click', '1']],
    ['turns the wheel', ['click', '4']],
    ['types', ['key', 'x']],
    ['holds Shift', ['keydown', 'shift', 'keyup', 'shift']],
  ])('[CTL-8] another hand that %s is seen at once, also amid what we inject', async (_what, args) => {
    for (let n = 0; n < 20; n++) gate.pointer({ x: 10 + n, y: 20, buttons: 0 }, GRANT)
    tap(0x61, 0x1e)
    await settled()
    expect(touches).toBe(0)
    // Synchronous: nothing of this process runs until the other hand has done it; the next event asks first.
    xdotool(...args)
    expect(touches).toBe(0)
    gate.pointer({ x: 50, y: 50, buttons: 0 }, GRANT)
    expect(touches).toBeGreaterThan(0)
  })

  it('hears nothing after stop', async () => {
    local.stop()
    xdotool('mousemove_relative', '30', '20')
    await settled()
    expect(touches).toBe(0)
  })

  it('outlives its X server', async () => {
    process.kill(display.pid, 'SIGKILL')
    await display.stop()
    expect(() => local.look()).not.toThrow()
    expect(createX11LocalInput(':4711').start(() => undefined)).toMatchObject({ ok: false })
  })
})

describe('raw events by the device they come from', () => {
  const raw = (source: number, type = 17, flags = 0) => {
    const bytes = new Uint8Array(32)
    const view = new DataView(bytes.buffer)
    bytes[0] = 35
    bytes[1] = 131
    view.setUint16(8, type, true)
    view.setUint16(20, source, true)
    view.setUint32(24, flags, true)
    return bytes
  }

  it('[CTL-8] a real mouse is the novice’s, even when it does what we have just injected', () => {
    const ours = createInjectedInput()
    ours.injected({ line: 'pointer', what: 'move', detail: 0 })
    expect(isForeign(raw(9), 131, new Set([4, 5]), ours)).toBe(true)
    expect(isForeign(raw(4), 131, new Set([4, 5]), ours)).toBe(false)
    expect(isForeign(raw(4), 131, new Set([4, 5]), ours)).toBe(true)
  })

  it('leaves out what the server makes of another event, and what is no raw event', () => {
    const ours = createInjectedInput()
    expect(isForeign(raw(9, 15, 1 << 16), 131, new Set([4]), ours)).toBe(false)
    expect(isForeign(raw(9, 11), 131, new Set([4]), ours)).toBe(false)
    expect(isForeign(raw(9), 99, new Set([4]), ours)).toBe(false)
  })

  it('reads the list of devices, and a broken one to its end', () => {
    const reply = new Uint8Array(32 + 12 + 8 + 8 + 12 + 4)
    const view = new DataView(reply.buffer)
    view.setUint16(8, 2, true)
    const device = (at: number, id: number, classes: number, name: string) => {
      view.setUint16(at, id, true)
      view.setUint16(at + 6, classes, true)
      view.setUint16(at + 8, name.length, true)
      reply.set(new TextEncoder().encode(name), at + 12)
    }
    device(32, 4, 1, 'XTEST p')
    view.setUint16(32 + 12 + 8 + 2, 2, true)
    device(60, 6, 0, 'Xmou')
    expect(readDevices(reply)).toEqual([
      { id: 4, name: 'XTEST p' },
      { id: 6, name: 'Xmou' },
    ])
    expect(readDevices(reply.subarray(0, 50))).toHaveLength(1)
  })
})
