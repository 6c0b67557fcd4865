// Tests of the gate: any sequence of orders and events keeps its promises.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGate, type Gate } from './gate.ts'
import type { Injector } from './injector.ts'

const WIDTH = 100
const HEIGHT = 50

/** Notes what reaches the computer, in order. */
function recorder() {
  const notes: string[] = []
  const injector: Injector = {
    key: ({ down, keysym }) => notes.push(`${down ? 'down' : 'up'} ${keysym}`),
    pointer: ({ x, y, buttons }) => notes.push(`pointer ${x},${y} ${buttons}`),
    releaseAll: () => notes.push('release'),
    close: () => notes.push('close'),
  }
  return { notes, injector }
}

function opened(grant = 7) {
  const { notes, injector } = recorder()
  const gate = createGate(injector)
  gate.setScreen(WIDTH, HEIGHT)
  gate.open(grant)
  notes.length = 0
  return { gate, notes }
}

const a = { down: true, keysym: 0x61, scancode: 0x1e }

describe('the gate', () => {
  it('[CTL-1] lets nothing pass before it is opened', () => {
    const { notes, injector } = recorder()
    const gate = createGate(injector)
    gate.setScreen(WIDTH, HEIGHT)
    for (const grant of [0, 1, -1, NaN]) {
      gate.key(a, grant)
      gate.pointer({ x: 1, y: 1, buttons: 0 }, grant)
    }
    expect(notes).toEqual([])
    expect(gate.injected()).toBe(0)
  })

  it('[CTL-4] drops events that carry another grant', () => {
    const { gate, notes } = opened(7)
    gate.key(a, 6)
    gate.key(a, 0)
    gate.key(a, 7)
    expect(notes).toEqual(['down 97'])
    gate.open(8)
    gate.key(a, 7)
    expect(notes).toEqual(['down 97', 'release'])
  })

  it.each<[string, (gate: Gate) => void]>([
    ['a key', (gate) => gate.key(a, 7)],
    ['a movement', (gate) => gate.pointer({ x: 1, y: 1, buttons: 0 }, 7)],
    ['a click', (gate) => gate.pointer({ x: 1, y: 1, buttons: 1 }, 7)],
  ])(
    '[CTL-3] an ESC that waits to be seen comes before an event of the expert that waits beside it: %s',
    (_, event) => {
      const { notes, injector } = recorder()
      const waiting = { escape: false }
      const gate = createGate(injector, () => {
        if (waiting.escape) gate.shut()
      })
      gate.setScreen(WIDTH, HEIGHT)
      gate.open(7)
      gate.key(a, 7)
      notes.length = 0
      waiting.escape = true
      event(gate)
      expect(notes).toEqual(['release'])
    },
  )

  it('[CTL-3] releases all at shut and lets nothing pass afterwards', () => {
    const { gate, notes } = opened(7)
    gate.key(a, 7)
    gate.shut()
    gate.key(a, 7)
    gate.key({ ...a, down: false }, 7)
    gate.pointer({ x: 1, y: 1, buttons: 1 }, 7)
    expect(notes).toEqual(['down 97', 'release'])
  })

  it('[CTL-5] rests while any prompt is open, and a new grant does not change that', () => {
    const { gate, notes } = opened(7)
    gate.pause()
    gate.pause()
    gate.resume()
    gate.key(a, 7)
    gate.open(8)
    gate.key(a, 8)
    gate.resume()
    gate.key(a, 8)
    expect(notes).toEqual(['release', 'release', 'release', 'down 97'])
  })

  it('[CTL-8] a button that was down when the gate was held does not press again until it was let go', () => {
    const { gate, notes } = opened(7)
    gate.pointer({ x: 1, y: 1, buttons: 1 }, 7)
    gate.pause()
    gate.pointer({ x: 2, y: 2, buttons: 5 }, 7)
    gate.resume()
    gate.pointer({ x: 3, y: 3, buttons: 5 }, 7)
    gate.pointer({ x: 4, y: 4, buttons: 4 }, 7)
    gate.pointer({ x: 4, y: 4, buttons: 5 }, 7)
    gate.pointer({ x: 5, y: 5, buttons: 0 }, 7)
    gate.pointer({ x: 5, y: 5, buttons: 4 }, 7)
    expect(notes).toEqual([
      'pointer 1,1 1',
      'release',
      'pointer 3,3 0',
      'pointer 4,4 0',
      'pointer 4,4 1',
      'pointer 5,5 0',
      'pointer 5,5 4',
    ])
  })

  it('[CTL-6] never lets an Escape pass, by symbol or by position, down or up', () => {
    const { gate, notes } = opened(7)
    for (const down of [true, false]) {
      gate.key({ down, keysym: 0xff1b, scancode: 0x01 }, 7)
      gate.key({ down, keysym: 0xff1b, scancode: 0 }, 7)
      gate.key({ down, keysym: 0x61, scancode: 0x01 }, 7)
    }
    expect(notes).toEqual([])
  })

  it('drops coordinates outside the screen and numbers that are none', () => {
    const { gate, notes } = opened(7)
    const odd = [-1, 0.5, NaN, Infinity, -Infinity, 1e9]
    for (const value of [...odd, WIDTH]) gate.pointer({ x: value, y: 1, buttons: 0 }, 7)
    for (const value of [...odd, HEIGHT]) gate.pointer({ x: 1, y: value, buttons: 0 }, 7)
    for (const value of [...odd, 256]) gate.pointer({ x: 1, y: 1, buttons: value }, 7)
    for (const value of odd) gate.key({ down: true, keysym: value, scancode: 0x1e }, 7)
    for (const value of [...odd, 0x10000]) gate.key({ down: true, keysym: 0x61, scancode: value }, 7)
    gate.key({ down: true, keysym: 0, scancode: 0 }, 7)
    expect(notes).toEqual([])
    gate.pointer({ x: WIDTH - 1, y: HEIGHT - 1, buttons: 255 }, 7)
    expect(notes).toEqual(['pointer 99,49 255'])
  })

  it('[SES-2] one screen of several: its own coordinates are put where it is, and none lead out of it', () => {
    const { gate, notes } = opened(7)
    gate.setScreen(20, 10, 100, 50)
    gate.pointer({ x: 0, y: 0, buttons: 0 }, 7)
    gate.pointer({ x: 19, y: 9, buttons: 0 }, 7)
    for (const [x, y] of [
      [20, 0],
      [0, 10],
      [100, 50],
      [-1, 0],
    ] as const)
      gate.pointer({ x, y, buttons: 0 }, 7)
    expect(notes).toEqual(['pointer 100,50 0', 'pointer 119,59 0'])
  })

  it('does not open for a number that is no grant', () => {
    const gate = createGate(undefined)
    for (const grant of [0, -1, 0.5, NaN]) expect(() => gate.open(grant)).toThrow()
  })

  it('[CTL-1] [CTL-3] [CTL-4] [CTL-5] [CTL-6] holds in any sequence', () => {
    const grants = fc.constantFrom(0, 1, 2, 3, 1.5, NaN)
    const whole = fc.constantFrom(-1, 0, 1, 49, 50, 99, 100, 0.5, NaN)
    const step = fc.oneof(
      fc.record({ kind: fc.constant('open' as const), grant: fc.constantFrom(1, 2, 3) }),
      fc.record({ kind: fc.constantFrom('shut' as const, 'pause' as const, 'resume' as const) }),
      fc.record({ kind: fc.constant('pointer' as const), grant: grants, x: whole, y: whole }),
      fc.record({
        kind: fc.constant('key' as const),
        grant: grants,
        down: fc.boolean(),
        keysym: fc.constantFrom(0, 0x61, 0xff1b),
        scancode: fc.constantFrom(0, 1, 0x1e),
      }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { notes, injector } = recorder()
        const gate = createGate(injector)
        gate.setScreen(WIDTH, HEIGHT)
        let grant = 0
        let pauses = 0
        let passed = 0
        for (const next of steps) {
          notes.length = 0
          switch (next.kind) {
            case 'open':
              gate.open(next.grant)
              expect(notes).toEqual(next.grant === grant ? [] : ['release'])
              grant = next.grant
              break
            case 'shut':
              gate.shut()
              expect(notes).toEqual(['release'])
              grant = 0
              break
            case 'pause':
              gate.pause()
              expect(notes).toEqual(['release'])
              pauses += 1
              break
            case 'resume':
              gate.resume()
              expect(notes).toEqual([])
              pauses = Math.max(0, pauses - 1)
              break
            case 'pointer': {
              gate.pointer({ x: next.x, y: next.y, buttons: 0 }, next.grant)
              const inside = [0, 1, 49, 50, 99].includes(next.x) && [0, 1, 49].includes(next.y)
              const allowed = inside && grant !== 0 && next.grant === grant && pauses === 0
              expect(notes).toHaveLength(allowed ? 1 : 0)
              passed += notes.length
              break
            }
            case 'key': {
              gate.key(next, next.grant)
              const known =
                next.keysym !== 0xff1b && next.scancode !== 1 && (next.keysym !== 0 || next.scancode !== 0)
              const allowed = known && grant !== 0 && next.grant === grant && pauses === 0
              expect(notes).toHaveLength(allowed ? 1 : 0)
              passed += notes.length
              break
            }
          }
          expect(gate.injected()).toBe(passed)
        }
      }),
      { numRuns: 500 },
    )
  })
})
