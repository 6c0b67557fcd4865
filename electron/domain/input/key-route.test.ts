import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { routeKey } from './key-route.ts'
import { macKeyOf, windowsKeyOf, xKeycodeOf } from './platform-keys.ts'
import { SCANCODE, usPositionOf } from './special-keys.ts'

const key = (keysym: number, scancode = 0) => ({ keysym, scancode })

describe('routeKey', () => {
  it('[CTL-6] sends Escape nowhere, by symbol or by place, shortcut or not', () => {
    fc.assert(
      fc.property(fc.nat(0x1fffffff), fc.nat(0xffff), fc.boolean(), (keysym, scancode, shortcut) => {
        expect(routeKey(key(0xff1b, scancode), shortcut).kind).toBe('nothing')
        expect(routeKey(key(keysym, SCANCODE.escape), shortcut).kind).toBe('nothing')
        const route = routeKey(key(keysym, scancode), shortcut)
        if (route.kind === 'position') expect(route.scancode).not.toBe(SCANCODE.escape)
      }),
    )
  })

  it('sends text as its symbol, and as its place when a shortcut is held', () => {
    // A French A key sits where Q is on others.
    expect(routeKey(key(0x61, 0x10), false)).toEqual({ kind: 'symbol', keysym: 0x61, character: 'a' })
    expect(routeKey(key(0x61, 0x10), true)).toEqual({ kind: 'position', scancode: 0x10, keysym: 0x61 })
    expect(routeKey(key(0x63), true)).toEqual({ kind: 'position', scancode: 0x2e, keysym: 0x63 })
  })

  it('sends keys without a character by place, known or found by the symbol', () => {
    expect(routeKey(key(0xff0d, 0x1c), false)).toMatchObject({ kind: 'position', scancode: 0x1c })
    expect(routeKey(key(0xff0d), false)).toMatchObject({ kind: 'position', scancode: 0x1c })
    expect(routeKey(key(0xffc9), false)).toMatchObject({ kind: 'position', scancode: 0x58 })
    expect(routeKey(key(0, 0x1e), false)).toMatchObject({ kind: 'position', scancode: 0x1e })
    expect(routeKey(key(0), false)).toEqual({ kind: 'nothing' })
  })

  it('sends a keypad arrow as the arrow, whatever Num Lock is over there', () => {
    expect(routeKey(key(0xff96, 0x4b), false)).toMatchObject({ scancode: 0xe04b })
  })

  it('sends the right Alt key as what it is on the expert’s layout', () => {
    expect(routeKey(key(0xfe03, 0xe038), false)).toMatchObject({ keysym: 0xfe03, scancode: 0xe038 })
    expect(routeKey(key(0xffe7, 0xe05b), false)).toMatchObject({ scancode: 0xe05b })
  })
})

describe('places', () => {
  it.each([
    // scancode, X11 keycode, macOS key, Windows scancode and extended
    [0x02, 10, 0x12, 0x02, false], // 1
    [0x0e, 22, 0x33, 0x0e, false], // Backspace
    [0x1e, 38, 0x00, 0x1e, false], // A
    [0x2b, 51, 0x2a, 0x2b, false], // backslash
    [0x2c, 52, 0x06, 0x2c, false], // Z
    [0x39, 65, 0x31, 0x39, false], // Space
    [0x3b, 67, 0x7a, 0x3b, false], // F1
    [0x47, 79, 0x59, 0x47, false], // keypad 7
    [0x56, 94, 0x0a, 0x56, false], // the key left of Z
    [0x58, 96, 0x6f, 0x58, false], // F12
    [0xe01c, 104, 0x4c, 0x1c, true], // keypad Enter
    [0xe01d, 105, 0x3e, 0x1d, true], // right Control
    [0xe038, 108, 0x3d, 0x38, true], // right Alt
    [0xe048, 111, 0x7e, 0x48, true], // Up
    [0xe04b, 113, 0x7b, 0x4b, true], // Left
    [0xe053, 119, 0x75, 0x53, true], // Delete
    [0xe05b, 133, 0x37, 0x5b, true], // left Super
    [0xe05d, 135, 0x6e, 0x5d, true], // Menu
  ])('%i', (scancode, x, mac, windows, extended) => {
    expect(xKeycodeOf(scancode)).toBe(x)
    expect(macKeyOf(scancode)).toBe(mac)
    expect(windowsKeyOf(scancode)).toEqual({ scancode: windows, extended, virtualKey: 0 })
  })

  it('knows no key where there is none', () => {
    expect([xKeycodeOf(0), xKeycodeOf(0xe099), macKeyOf(0), macKeyOf(0xe099)]).toEqual([0, 0, -1, -1])
  })

  it('tells Pause and Num Lock apart by name on Windows', () => {
    expect([windowsKeyOf(0xe046).virtualKey, windowsKeyOf(0x45).virtualKey]).toEqual([0x13, 0x90])
  })

  it('finds characters on a US keyboard', () => {
    expect(Array.from('1aA;/ \\|', usPositionOf)).toEqual([0x02, 0x1e, 0x1e, 0x27, 0x35, 0x39, 0x2b, 0x2b])
    expect([usPositionOf('ä'), usPositionOf('')]).toEqual([0, 0])
  })
})
