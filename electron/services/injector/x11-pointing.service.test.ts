// Tests of pointing on a real X server, through the gate: a window of the test's own hears what arrives.

import { describe, expect, it } from 'vitest'
import { startDisplay } from '../../../e2e/displays/xvfb.ts'
import { connectX11 } from '../capture/x11-connection.ts'
import { queryPointer, request, viewOf } from '../capture/x11-requests.ts'
import { openInjector } from './choose-injector.ts'
import { createGate } from './gate.ts'

const GRANT = 5

describe('pointing on X11', () => {
  it('moves, presses and turns the wheel where the expert points', async () => {
    const display = await startDisplay({ width: 800, height: 600, firstNumber: 70 })
    const opened = openInjector({
      platform: 'linux',
      env: { DISPLAY: display.display },
      log: () => undefined,
    })
    const connected = connectX11(display.display)
    if (!opened.ok || !connected.ok) throw new Error('no display')
    const server = connected.value
    const gate = createGate(opened.value)
    gate.setScreen(800, 600)
    gate.open(GRANT)
    // A window of the test's own, above everything, that hears buttons.
    const window = server.newId()
    server.send(
      request(
        1,
        0,
        window,
        server.screen.root,
        0,
        800 | (600 << 16),
        2 << 16,
        0,
        (1 << 9) | (1 << 11),
        1,
        12,
      ),
    )
    server.send(request(8, 0, window))
    server.sync()
    const heard: string[] = []
    const enough = new Promise<void>((resolve) => {
      server.whenReadable(() => {
        for (let event = server.nextEvent(); event !== null; event = server.nextEvent()) {
          const [type, button] = [(event[0] ?? 0) & 0x7f, event[1] ?? 0]
          const view = viewOf(event)
          if (type === 4 || type === 5)
            heard.push(
              `${type === 4 ? 'down' : 'up'} ${button} at ${view.getInt16(20, true)},${view.getInt16(22, true)}`,
            )
        }
        if (heard.length >= 8) resolve()
      })
    })
    gate.pointer({ x: 123, y: 234, buttons: 0 }, GRANT)
    gate.pointer({ x: 123, y: 234, buttons: 1 }, GRANT)
    gate.pointer({ x: 125, y: 234, buttons: 0 }, GRANT)
    gate.pointer({ x: 799, y: 599, buttons: 4 }, GRANT)
    gate.pointer({ x: 799, y: 599, buttons: 0 }, GRANT)
    gate.pointer({ x: 799, y: 599, buttons: 16 }, GRANT)
    gate.pointer({ x: 799, y: 599, buttons: 0 }, GRANT)
    gate.pointer({ x: 0, y: 0, buttons: 32 }, GRANT)
    gate.pointer({ x: 0, y: 0, buttons: 0 }, GRANT)
    await enough
    expect(heard).toEqual([
      'down 1 at 123,234',
      'up 1 at 125,234',
      'down 3 at 799,599',
      'up 3 at 799,599',
      'down 5 at 799,599',
      'up 5 at 799,599',
      'down 6 at 0,0',
      'up 6 at 0,0',
    ])
    const state = viewOf(server.ask(queryPointer(server.screen.root)) ?? new Uint8Array(32))
    expect([state.getInt16(16, true), state.getInt16(18, true)]).toEqual([0, 0])
    server.close()
    opened.value.close()
    await display.stop()
  })
})
