// Renderer. Foreign text cannot hide anything or turn a sentence around.

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chatText, oneLine, personName, plainName } from './names.ts'
import { startText } from './i18n.ts'

const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u
const controls = /\p{Cc}/u
const inside = (isolated: string) => isolated.slice(1, -1)

beforeAll(() => {
  startText({ language: 'en', locale: 'en-US', scheme: 'blue' })
})

describe('names of other people', () => {
  it('[ADM-4] lose what cannot be seen and what changes the writing direction', () => {
    expect(plainName('\u202Eevil\u202C\u0007 \u200B Bob\n')).toBe('evil Bob')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const name = plainName(raw)
        return name !== '' && !directions.test(name) && !controls.test(name) && Array.from(name).length <= 40
      }),
    )
  })

  it('are never empty', () => {
    expect(plainName(' \u0000\u202E ')).toBe('Somebody without a name')
  })

  it('are cut and keep their languages', () => {
    expect(plainName('x'.repeat(500))).toBe(`${'x'.repeat(39)}…`)
    expect(plainName('Łukasz 王芳 עדי')).toBe('Łukasz 王芳 עדי')
    expect(plainName(`Z${'\u0301'.repeat(500)}`)).toBe('Z\u0301\u0301\u0301\u0301')
  })

  it('are isolated in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        for (const shown of [personName(raw), oneLine(raw)]) {
          expect(shown.startsWith('\u2068') && shown.endsWith('\u2069')).toBe(true)
          expect(directions.test(inside(shown)) || controls.test(inside(shown))).toBe(false)
        }
      }),
    )
  })
})

describe('chat', () => {
  it('keeps its lines and nothing else that cannot be seen', () => {
    expect(chatText('one\r\ntwo\tthree\u0007\u202Efour')).toBe('one\ntwo\tthreefour')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => !directions.test(chatText(raw))))
  })
})
