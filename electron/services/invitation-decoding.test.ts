import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInvitation } from '../domain/invitation/read-invitation.ts'
import { decodeInvitation } from './invitation-decoding.ts'

const sample = (name: string) =>
  readFileSync(new URL(`../domain/invitation/samples/${name}.msrcincident`, import.meta.url))

const text = sample('xp-sp3').toString('utf8').replace('Administrator', 'Zoë Łuć 😀')
const little = Buffer.from(text, 'utf16le')
const big = Buffer.from(little).swap16()
const mark = (...bytes: number[]) => Buffer.from(bytes)

describe('decodeInvitation', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)])],
    ['UTF-16LE with mark', Buffer.concat([mark(0xff, 0xfe), little])],
    ['UTF-16BE with mark', Buffer.concat([mark(0xfe, 0xff), big])],
    ['UTF-16LE without mark', little],
    ['UTF-16BE without mark', big],
  ])('[INV-7] %s, whatever the label says', (_, bytes) => {
    expect(decodeInvitation(bytes)).toBe(text)
    const relabelled = decodeInvitation(Buffer.from(text.replace('Unicode', 'UTF-16BE')))
    expect(relabelled).toContain('UTF-16BE')
  })

  it('[INV-7] the XP sample in UTF-16LE says the same as the 8-bit one', () => {
    expect(decodeInvitation(sample('xp-sp3-utf16le'))).toBe(sample('xp-sp3').toString('utf8'))
  })

  it('[INV-7] what is not UTF-8 is Windows-1252', () => {
    const bytes = Buffer.from(text.replace('Zoë Łuć 😀', 'Zo\xeb \x80\x92\x9f'), 'latin1')
    expect(decodeInvitation(bytes)).toContain('"Zoë €’Ÿ"')
    const every = Uint8Array.from({ length: 256 }, (_, index) => index)
    const decoded = decodeInvitation(every) ?? ''
    expect(decoded).toHaveLength(256)
    expect([
      decoded[0x7f],
      decoded[0x80],
      decoded[0x8d],
      decoded[0x9e],
      decoded[0xa0],
      decoded[0xff],
    ]).toEqual(['\x7f', '€', '\x8d', 'ž', '\xa0', 'ÿ'])
  })

  it.each([
    ['half a character at the end', Buffer.concat([mark(0xff, 0xfe), little.subarray(0, -1)])],
    ['half a surrogate pair', Buffer.concat([mark(0xff, 0xfe), little, mark(0x00, 0xd8)])],
    ['UTF-16BE with an odd byte', Buffer.concat([mark(0xfe, 0xff), big, mark(0)])],
    ['a UTF-8 mark on Windows-1252', Buffer.concat([mark(0xef, 0xbb, 0xbf), mark(0x3c, 0xeb, 0x3e)])],
  ])('[INV-8] %s is no text', (_, bytes) => {
    expect(decodeInvitation(bytes)).toBeUndefined()
  })

  it('[INV-8] UTF-32 and NUL bytes reach the reader and are refused there', () => {
    const utf32 = Buffer.concat([
      mark(0xff, 0xfe, 0, 0),
      Buffer.from(Array.from(text).flatMap((c) => [c.codePointAt(0) ?? 0, 0, 0, 0])),
    ])
    for (const bytes of [utf32, Buffer.alloc(4096), Buffer.concat([Buffer.from(text), mark(0)])])
      expect(readInvitation(decodeInvitation(bytes) ?? '')).toEqual({ ok: false, error: { kind: 'not-xml' } })
  })

  it('[INV-8] never throws on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.constantFrom([], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]),
        (bytes, head) => {
          const decoded = decodeInvitation(Uint8Array.from([...head, ...bytes]))
          expect(readInvitation(decoded ?? '').ok).toBe(false)
        },
      ),
    )
  })
})
