// Tests of what can be tested of the macOS injector without a Mac: the calls it makes, noted instead of made.

import koffi from 'koffi'
import { describe, expect, it } from 'vitest'
import { injectThrough } from './macos-injector.ts'
import { type MacosLibrary, cgPoint, cgRect } from './macos-library.ts'

/** A Retina display of 1440x900 points and 2880 pixels a line. Events are numbered; what is posted is noted with its facts. */
function pretend() {
  const events = new Map<bigint, string>()
  const posted: string[] = []
  let alive = 0
  let next = 1n
  const make = (facts: string) => {
    alive += 1
    events.set(next, facts)
    return next++
  }
  const add = (event: bigint | null, fact: string) =>
    events.set(event ?? 0n, `${events.get(event ?? 0n) ?? ''} ${fact}`)
  const library: MacosLibrary = {
    createSource: () => make('source'),
    createKey: (_source, key, down) => make(`key ${key} ${down ? 'down' : 'up'}`),
    setText: (event, length, utf16) =>
      add(event, `text ${String.fromCharCode(...utf16.subarray(0, length))}`),
    createMouse: (_source, type, at, button) => make(`mouse ${type} ${at.x},${at.y} ${button}`),
    createScroll: (_source, units, wheels, vertical, horizontal) =>
      make(`scroll ${units} ${wheels} ${vertical} ${horizontal}`),
    setFlags: (event, flags) => (flags === 0 ? undefined : add(event, `flags ${flags.toString(16)}`)),
    setField: (event, field, value) => add(event, `field ${field}=${value}`),
    post: (tap, event) => posted.push(tap === 0 ? (events.get(event ?? 0n) ?? '') : 'wrong tap'),
    release: () => (alive -= 1),
    mainDisplay: () => 1,
    displayBounds: () => ({ origin: { x: 0, y: 0 }, size: { width: 1440, height: 900 } }),
    copyDisplayMode: () => make('mode'),
    modePixelWidth: () => 2880,
    releaseMode: () => (alive -= 1),
  }
  let clock = 0
  const injector = injectThrough(library, () => clock)
  return { injector, posted, living: () => alive, wait: (ms: number) => (clock += ms) }
}

describe('the macOS injector', () => {
  it('has structures of the sizes of CoreGraphics', () => {
    expect([koffi.sizeof(cgPoint), koffi.sizeof(cgRect)]).toEqual([16, 32])
  })

  it('types text as text, without the flags of what is held', () => {
    const { injector, posted } = pretend()
    injector.key({ down: true, keysym: 0xffe1, scancode: 0x2a })
    injector.key({ down: true, keysym: 0x0101f600, scancode: 0 })
    injector.key({ down: false, keysym: 0x0101f600, scancode: 0 })
    expect(posted).toEqual(['key 56 down flags 20000', 'key 0 down text 😀', 'key 0 up text 😀'])
  })

  it('sends shortcuts by place with their flags, and repeats as repeats', () => {
    const { injector, posted } = pretend()
    injector.key({ down: true, keysym: 0xffeb, scancode: 0xe05b })
    injector.key({ down: true, keysym: 0x63, scancode: 0x2e })
    injector.key({ down: true, keysym: 0x63, scancode: 0x2e })
    injector.releaseAll()
    expect(posted).toEqual([
      'key 55 down flags 100000',
      'key 8 down flags 100000',
      'key 8 down field 8=1 flags 100000',
      'key 8 up flags 100000',
      'key 55 up',
    ])
  })

  it('[CTL-6] sends no Escape', () => {
    const { injector, posted } = pretend()
    injector.key({ down: true, keysym: 0xff1b, scancode: 0x01 })
    injector.key({ down: true, keysym: 0x61, scancode: 0x01 })
    expect(posted).toEqual([])
  })

  it('points in points, drags with the button held and counts clicks', () => {
    const { injector, posted, wait } = pretend()
    const at = { x: 200, y: 100 }
    for (const buttons of [1, 0, 1, 0]) injector.pointer({ ...at, buttons })
    wait(600)
    injector.pointer({ ...at, buttons: 1 })
    injector.pointer({ x: 210, y: 100, buttons: 1 })
    injector.releaseAll()
    injector.pointer({ x: 210, y: 100, buttons: 16 })
    expect(posted).toEqual([
      'mouse 5 100,50 0',
      'mouse 1 100,50 0 field 1=1',
      'mouse 2 100,50 0 field 1=1',
      'mouse 1 100,50 0 field 1=2',
      'mouse 2 100,50 0 field 1=2',
      'mouse 1 100,50 0 field 1=1',
      'mouse 6 105,50 0',
      'mouse 2 105,50 0 field 1=1',
      'mouse 5 105,50 0',
      'scroll 1 2 -1 0',
    ])
  })

  it('gives back everything it took', () => {
    const { injector, living } = pretend()
    injector.key({ down: true, keysym: 0x61, scancode: 0x1e })
    injector.pointer({ x: 1, y: 1, buttons: 1 })
    injector.close()
    expect(living()).toBe(0)
  })
})
