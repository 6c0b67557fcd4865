// Tests of what can be tested of the Windows injector without Windows: the bytes, against the structure laid out by koffi.

import koffi from 'koffi'
import { describe, expect, it } from 'vitest'
import {
  INPUT_BYTES,
  KEY,
  buttonInput,
  characterInputs,
  keyInput,
  mouseInput,
  moveInput,
  wheelInput,
} from './windows-input.ts'
import { heldBy } from './windows-injector.ts'

// winuser.h. ULONG_PTR is 8 bytes on 64 bit Windows; LONG and DWORD are 4.
const mouse = koffi.struct({
  dx: 'int32',
  dy: 'int32',
  mouseData: 'uint32',
  dwFlags: 'uint32',
  time: 'uint32',
  dwExtraInfo: 'uint64',
})
const keyboard = koffi.struct({
  wVk: 'uint16',
  wScan: 'uint16',
  dwFlags: 'uint32',
  time: 'uint32',
  dwExtraInfo: 'uint64',
})
const hardware = koffi.struct({ uMsg: 'uint32', wParamL: 'uint16', wParamH: 'uint16' })
const input = koffi.struct({ type: 'uint32', u: koffi.union({ mi: mouse, ki: keyboard, hi: hardware }) })

type Decoded = { type: number; u: { mi: Record<string, number>; ki: Record<string, number> } }
const decode = (bytes: Uint8Array) => koffi.decode(bytes, input) as Decoded

describe('INPUT', () => {
  it('is 40 bytes', () => {
    expect(koffi.sizeof(input)).toBe(INPUT_BYTES)
    expect(INPUT_BYTES).toBe(40)
    expect(koffi.offsetof(input, 'u')).toBe(8)
  })

  it('has its keyboard fields where Windows reads them', () => {
    expect(decode(keyInput(0x90, 0x45, 9)).u.ki).toMatchObject({
      wVk: 0x90,
      wScan: 0x45,
      dwFlags: 9,
      time: 0,
    })
    expect(decode(keyInput(1, 1, 1)).type).toBe(1)
  })

  it('has its mouse fields where Windows reads them', () => {
    expect(decode(mouseInput(0xc001, -120, 70, -80)).u.mi).toMatchObject({
      dx: 70,
      dy: -80,
      mouseData: 0xffffff88,
      dwFlags: 0xc001,
    })
    expect(decode(mouseInput(1)).type).toBe(0)
  })
})

describe('what goes in', () => {
  it('a character outside the first plane as both its halves', () => {
    const units = characterInputs('😀', false).map((bytes) => decode(bytes).u.ki)
    expect(units).toMatchObject([
      { wVk: 0, wScan: 0xd83d, dwFlags: KEY.unicode },
      { wVk: 0, wScan: 0xde00, dwFlags: KEY.unicode },
    ])
    expect(decode(characterInputs('a', true)[0] as Uint8Array).u.ki['dwFlags']).toBe(KEY.unicode | KEY.up)
  })

  it('a place as its scancode, extended where it is', () => {
    const held = heldBy({ kind: 'position', scancode: 0xe04b, keysym: 0xff51 })
    expect(held?.down.map((bytes) => decode(bytes).u.ki)).toMatchObject([{ wVk: 0, wScan: 0x4b, dwFlags: 9 }])
    expect(held?.up.map((bytes) => decode(bytes).u.ki)).toMatchObject([{ wVk: 0, wScan: 0x4b, dwFlags: 11 }])
    const numLock = heldBy({ kind: 'position', scancode: 0x45, keysym: 0xff7f })
    expect(numLock?.down.map((bytes) => decode(bytes).u.ki)).toMatchObject([{ wVk: 0x90, dwFlags: 1 }])
  })

  it('no AltGr, which would make Ctrl+Alt shortcuts of text', () => {
    expect(heldBy({ kind: 'position', scancode: 0xe038, keysym: 0xfe03 })).toBeNull()
    expect(heldBy({ kind: 'position', scancode: 0xe038, keysym: 0xffea })).not.toBeNull()
  })

  it('every pixel of the virtual desk as a place that Windows turns into the same pixel', () => {
    for (const desk of [
      { left: 0, top: 0, width: 1280, height: 800 },
      { left: -1920, top: -200, width: 5760, height: 2160 },
    ]) {
      for (let x = desk.left; x < desk.left + desk.width; x += 7) {
        const { dx, dwFlags } = decode(moveInput(x, 0, desk)).u.mi as { dx: number; dwFlags: number }
        expect(Math.floor((dx * desk.width) / 65536) + desk.left).toBe(x)
        expect(dx).toBeLessThanOrEqual(65535)
        expect(dwFlags).toBe(0xc001)
      }
    }
  })

  it('buttons and notches', () => {
    const of = (bytes: Uint8Array) => [
      decode(bytes).u.mi['dwFlags'],
      (decode(bytes).u.mi['mouseData'] ?? 0) | 0,
    ]
    expect(of(buttonInput('left', true))).toEqual([0x2, 0])
    expect(of(buttonInput('right', false))).toEqual([0x10, 0])
    expect(of(buttonInput('back', true))).toEqual([0x80, 1])
    expect(of(wheelInput('up'))).toEqual([0x800, 120])
    expect(of(wheelInput('down'))).toEqual([0x800, -120])
    expect(of(wheelInput('left'))).toEqual([0x1000, -120])
    expect(of(wheelInput('right'))).toEqual([0x1000, 120])
  })
})
