import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInvitation } from './read-invitation.ts'

const samples = ['xp-sp3', 'windows-8.1', 'windows-10', 'kb300692'].map((name) =>
  readFileSync(new URL(`./samples/${name}.msrcincident`, import.meta.url), 'utf8'),
)

const MARKUP = ['<', '>', '&', ';', '"', "'", '=', '/', '!', '?', '[', '-', ']', ' ', 'a', 'U']

const withName = (name: string) => samples[0]?.replace('Administrator', () => name) ?? ''
const withAddresses = (list: string) => samples[0]?.replace(/10[^,]*/, list) ?? ''

describe('on any input', () => {
  it('[INV-8] never throws on any string', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...MARKUP) })),
        (text) => {
          expect(readInvitation(text).ok).toBe(false)
        },
      ),
    )
  })

  it('[INV-8] never throws on a damaged file', () => {
    const damage = fc.record({
      at: fc.nat(2000),
      length: fc.nat(20),
      insert: fc.string({ unit: 'binary', maxLength: 8 }),
    })
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(damage, { maxLength: 4 }), (text, wounds) => {
        const damaged = wounds.reduce(
          (whole, { at, length, insert }) => whole.slice(0, at) + insert + whole.slice(at + length),
          text,
        )
        expect(readInvitation(damaged)).toHaveProperty('ok')
      }),
    )
  })

  it('[INV-8] a file that was cut short is never taken for a whole one', () => {
    for (const text of samples)
      for (let length = 0; length < text.length; length += 1)
        expect(readInvitation(text.slice(0, length)).ok).toBe(false)
  })

  it.each([
    ['blanks', `<UPLOADINFO${' '.repeat(65_000)}>`],
    ['quotes', `<UPLOADINFO ${'"'.repeat(65_001)}>`],
    ['names', `<UPLOADINFO ${'a '.repeat(32_000)}/>`],
    ['open tags', '<a '.repeat(21_000)],
    ['ampersands', withName('&'.repeat(64_000))],
    ['references', withName('&#x41;'.repeat(10_000))],
    ['less-than', '<'.repeat(65_000)],
    ['almost a declaration', '<!'.repeat(32_000) + ' '.repeat(1000)],
    ['blanks in a declaration', `<!${' '.repeat(65_000)}`],
    ['addresses', withAddresses('10.0.0.1:3389;'.repeat(4600))],
  ])('[INV-8] does not hang on 64 KiB of %s', (_, text) => {
    expect(readInvitation(text)).toHaveProperty('ok')
  })
})
