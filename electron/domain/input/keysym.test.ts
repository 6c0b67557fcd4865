import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterOf, keysymOf } from './keysym.ts'

describe('characterOf', () => {
  it.each([
    [0x41, 'A'],
    [0xdf, 'ß'],
    [0x1b3, 'ł'],
    [0x6c1, 'а'],
    [0x7d9, 'Ω'],
    [0x20ac, '€'],
    [0x010020ac, '€'],
    [0x0101f600, '😀'],
    [0xffb7, '7'],
    [0xffab, '+'],
    [0xffae, '.'],
    [0xffbd, '='],
    [0x04b1, 'ア'],
  ])('%i is %s', (keysym, character) => expect(characterOf(keysym)).toBe(character))

  it.each([
    0, 0x1b, 0x7f, 0x9f, 0xff1b, 0xff0d, 0xffe1, 0xffbe, 0xfe51, 0x0100001b, 0x0100d800, 0x01110000, -1,
    0x1fffffff,
  ])('%i types nothing', (keysym) => expect(characterOf(keysym)).toBe(''))

  it('reads back what keysymOf makes of any printable character', () => {
    const printable = fc
      .integer({ min: 0x20, max: 0x10ffff })
      .filter((code) => (code < 0x7f || code >= 0xa0) && (code < 0xd800 || code > 0xdfff))
    fc.assert(
      fc.property(printable, (code) => {
        const character = String.fromCodePoint(code)
        expect(characterOf(keysymOf(character))).toBe(character)
      }),
    )
  })

  it('never throws and never gives more than one code point', () => {
    fc.assert(fc.property(fc.integer(), (keysym) => Array.from(characterOf(keysym)).length <= 1))
  })
})
