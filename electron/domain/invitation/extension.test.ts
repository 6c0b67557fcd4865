import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOfNewerVersion } from './extension.ts'
import { readInvitation } from './read-invitation.ts'

const xp = readFileSync(new URL('./samples/xp-sp3.msrcincident', import.meta.url), 'utf8')

/** What is said about the sample with this value of our attribute. */
const problemOf = (value: string, text = xp) => {
  const read = readInvitation(text.replace('L="0"', `L="0" HelpAndSupport="${value}"`))
  return read.ok ? undefined : read.error
}

describe('an invitation of a later version', () => {
  it('[INV-9] is refused with a sentence of its own, whatever else is in it', () => {
    for (const value of ['version=2', 'version=10;key=x;fingerprint=none', 'VERSION=2;'])
      expect(problemOf(value)).toEqual({ kind: 'newer-version' })
    // Its other fields may be spelt otherwise, or be missing.
    const otherwise = xp.replace(/\sDtStart="[^"]*"/, '')
    expect(problemOf('version=2', otherwise)).toEqual({ kind: 'newer-version' })
  })

  it('[INV-8] may have no more than others: a document type is refused as that', () => {
    expect(problemOf('version=2', `<!DOCTYPE x>${xp}`)).toEqual({ kind: 'declares-entities' })
  })

  it('[INV-9] never opens, whatever follows its version', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999 }), fc.string(), (version, rest) => {
        expect(isOfNewerVersion(`version=${version};${rest}`)).toBe(true)
        expect(isOfNewerVersion(`version=1;${rest}`)).toBe(false)
        const value = `version=${version};${rest.replace(/[<>&"]/g, '')}`
        expect(readInvitation(xp.replace('L="0"', () => `L="0" HelpAndSupport="${value}"`)).ok).toBe(false)
      }),
    )
  })
})
