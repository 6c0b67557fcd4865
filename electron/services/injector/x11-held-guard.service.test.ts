// Tests of kill -9 while an expert holds keys on a real X server: a real process that is killed, and real programs that would
// hear the repetition. No clock: another X server, on which a key is held without a guard, tells how long is long enough.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type Terminal, openTerminal } from '../../../e2e/displays/terminal.ts'
import { type Display, startDisplay } from '../../../e2e/displays/xvfb.ts'
import { connectX11 } from '../capture/x11-connection.ts'
import { heldBy, injectingPair, readDevices } from '../capture/x11-devices.ts'
import { getWindowProperty, internAtom, pair, request, viewOf } from '../capture/x11-requests.ts'
import { openInjector } from './choose-injector.ts'
import type { Injector } from './injector.ts'

const LETTER = { keysym: 0x61, scancode: 0x1e }
const CONTROL = { keysym: 0xffe3, scancode: 0x1d }
const child = fileURLToPath(new URL('./testing/holding-child.ts', import.meta.url))

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function screen() {
  const display: Display = await startDisplay({
    width: 640,
    height: 480,
    windowManager: true,
    firstNumber: 70,
  })
  ends.push(display.stop)
  const connected = connectX11(display.display)
  if (!connected.ok) throw new Error(connected.error.reason)
  ends.push(connected.value.close)
  const devices = injectingPair(connected.value)
  if (!devices) throw new Error('no XTEST devices')
  return { name: display.display, server: connected.value, devices }
}
type Screen = Awaited<ReturnType<typeof screen>>

async function terminalOn({ name }: Screen): Promise<Terminal> {
  const opened = await openTerminal(name)
  ends.push(opened.stop)
  return opened
}

function injectorOn({ name }: Screen): Injector {
  const opened = openInjector({ platform: 'linux', env: { DISPLAY: name }, log: () => undefined })
  if (!opened.ok) throw new Error(opened.error.reason)
  ends.push(opened.value.close)
  return opened.value
}

/** A process that holds these, as its arguments say, until the returned function kills it. */
async function holding({ name }: Screen, ...wishes: readonly string[]): Promise<() => Promise<unknown>> {
  const running = spawn(process.execPath, [child, name, ...wishes], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(running, 'exit')
  const kill = () => {
    running.kill('SIGKILL')
    return gone
  }
  ends.push(kill)
  await Promise.race([
    once(running.stdout, 'data'),
    gone.then(() => Promise.reject(new Error('it holds nothing'))),
  ])
  return kill
}

const heldOn = ({ server, devices }: Screen) => ({
  keys: heldBy(server, devices.opcode, devices.keyboard),
  buttons: heldBy(server, devices.opcode, devices.pointer),
})
const NOTHING = { keys: [], buttons: [] }

/** Whether the XTEST keyboard repeats what it holds. */
function repeats({ server, devices }: Screen): boolean {
  const xkb = server.extension('XKEYBOARD')?.opcode ?? 0
  server.ask(request(xkb, 0, pair(1, 0)))
  const controls = server.ask(request(xkb, 6, devices.keyboard)) ?? new Uint8Array(92)
  return (viewOf(controls).getUint32(56, true) & 1) === 1
}

/** A key down or up as any program may inject it, without a guard. */
function inject({ server }: Screen, event: 2 | 3, keycode: number) {
  const xtest = server.extension('XTEST')?.opcode ?? 0
  server.send(request(xtest, 2, event | (keycode << 8), 0, 0, 0, 0, 0, 0, 0))
  server.sync()
}

/** XTEST may speak for any device: a key of the server's own keyboard, as if a hand had pressed it. */
function pressByHand({ server, devices }: Screen, what: 'down' | 'up', keycode: number) {
  const xtest = server.extension('XTEST')?.opcode ?? 0
  const xinput = server.extension('XInputExtension')
  const reply = server.ask(request(xinput?.opcode ?? 0, 48, pair(0, 0))) ?? new Uint8Array(32)
  const own = readDevices(reply).find(({ name, id }) => /keyboard$/.test(name) && id > devices.keyboard)
  if (!xinput || !own) throw new Error('no keyboard of its own')
  const event = xinput.firstEvent + (what === 'down' ? 1 : 2)
  const fake = request(xtest, 2, event | (keycode << 8), 0, 0, 0, 0, 0, 0, (own.id << 24) >>> 0)
  expect(server.attempt(fake)).toBe(true)
}

/** As long as an X server needs to repeat a key of a program that never lets go of it. */
async function longEnough(): Promise<void> {
  const other = await screen()
  const { until } = await terminalOn(other)
  inject(other, 2, 38)
  await until((typed) => typed.length >= 40)
  inject(other, 3, 38)
}

/** Whether the screen says that a program of ours holds something. */
function isMarked({ server }: Screen): boolean {
  const atom = viewOf(server.ask(internAtom('_HELP_AND_SUPPORT_HOLDS')) ?? new Uint8Array(32)).getUint32(
    8,
    true,
  )
  return (server.ask(getWindowProperty(server.screen.root, atom))?.[1] ?? 0) !== 0
}

describe('kill -9 while the expert holds something', () => {
  it('[CTL-6] nothing repeats afterwards, and the next start lets go of the key', async () => {
    const on = await screen()
    const { typed, until } = await terminalOn(on)
    const kill = await holding(on, 'key:30:97')
    await until((so) => so === 'a')
    await kill()
    await longEnough()
    expect(typed()).toBe('a')
    expect(heldOn(on)).toEqual({ keys: [38], buttons: [] })
    // The server has put the keyboard back by itself: other programs that inject are served as before.
    expect(repeats(on)).toBe(true)
    injectorOn(on)
    expect(heldOn(on)).toEqual(NOTHING)
    expect(typed()).toBe('a')
  })

  it('[CTL-6] Control that stayed down is let go of: the next key is a letter again', async () => {
    const on = await screen()
    const { typed, until } = await terminalOn(on)
    await (
      await holding(on, 'key:29:65507')
    )()
    inject(on, 2, 38)
    inject(on, 3, 38)
    await until((so) => so.length > 0)
    expect(typed()).toBe('\x01')
    const next = injectorOn(on)
    next.key({ ...LETTER, down: true })
    next.key({ ...LETTER, down: false })
    await until((so) => so.length > 1)
    expect(typed()).toBe('\x01a')
  })

  it('[CTL-6] buttons go up as well; what somebody else holds is left alone, a second program of ours or any other', async () => {
    const on = await screen()
    expect(isMarked(on)).toBe(false)
    const kill = await holding(on, 'key:29:65507', 'buttons:1')
    expect(isMarked(on)).toBe(true)
    // A second program of ours comes while the first holds something.
    const second = injectorOn(on)
    expect(heldOn(on)).toEqual({ keys: [37], buttons: [1] })
    await kill()
    injectorOn(on)
    expect(heldOn(on)).toEqual(NOTHING)
    expect(isMarked(on)).toBe(false)
    second.key({ ...LETTER, down: true })
    second.releaseAll()
    inject(on, 2, 50) // an on-screen keyboard holds Shift
    injectorOn(on)
    expect(heldOn(on).keys).toEqual([50])
    expect(isMarked(on)).toBe(false)
  })
})

describe('a key that the expert holds', () => {
  it('is repeated by the expert’s keyboard and by nobody else; Control is not', async () => {
    const on = await screen()
    const { typed, until } = await terminalOn(on)
    const injector = injectorOn(on)
    injector.key({ ...LETTER, down: true })
    await longEnough()
    for (let times = 0; times < 3; times++) injector.key({ ...LETTER, down: true })
    injector.key({ ...LETTER, down: false })
    await until((so) => so.length >= 4)
    injector.key({ ...CONTROL, down: true })
    injector.key({ ...CONTROL, down: true })
    await expect.poll(() => heldOn(on).keys).toEqual([37])
    injector.key({ ...LETTER, down: true })
    injector.key({ ...LETTER, down: false })
    await until((so) => so.length >= 5)
    expect(typed()).toBe('aaaa\x01')
    expect(repeats(on)).toBe(false)
    injector.releaseAll()
    expect(repeats(on)).toBe(true)
  })

  it('leaves the novice’s own keyboard as it is: that repeats meanwhile, and afterwards', async () => {
    const on = await screen()
    const { until } = await terminalOn(on)
    const injector = injectorOn(on)
    injector.key({ ...CONTROL, down: true })
    injector.key({ ...CONTROL, down: false })
    expect(isMarked(on)).toBe(true)
    pressByHand(on, 'down', 38)
    await until((so) => so.length >= 5)
    pressByHand(on, 'up', 38)
    injector.releaseAll()
    pressByHand(on, 'down', 56)
    await until((so) => so.endsWith('bbbbb'))
    pressByHand(on, 'up', 56)
  })

  it('is not repeated for a novice who has switched that off, and stays off', async () => {
    const on = await screen()
    const { typed, until } = await terminalOn(on)
    const xkb = on.server.extension('XKEYBOARD')?.opcode ?? 0
    repeats(on)
    // XkbSetControls: RepeatKeys off, for all keyboards.
    const nothing = Array<number>(16).fill(0)
    expect(on.server.attempt(request(xkb, 7, 0x100, 0, 0, 0, 0, 1, 0, 0x80000000, ...nothing))).toBe(true)
    const injector = injectorOn(on)
    for (let times = 0; times < 3; times++) injector.key({ ...LETTER, down: true })
    injector.releaseAll()
    injector.key({ keysym: 0x62, scancode: 0x30, down: true })
    injector.releaseAll()
    await until((so) => so.endsWith('b'))
    expect(typed()).toBe('ab')
    expect(repeats(on)).toBe(false)
  })
})
