// Development. What the gallery says of photographs that are equal.

import { describe, expect, it } from 'vitest'
import { twins } from './gallery-twins.ts'

const photograph = (folder: string, name: string, ...bytes: readonly number[]) => ({
  folder,
  name,
  bytes: Uint8Array.from(bytes),
})

describe('twins', () => {
  it('names two equal photographs of one language and scheme', () => {
    const taken = [
      photograph('en', 'tools', 1),
      photograph('en', 'tools-busy', 2),
      photograph('en', 'tools-read', 1),
    ]
    expect(twins(taken, 'center', [])).toEqual(['en/tools-read: the same picture as en/tools'])
  })

  it('lets another language or scheme look the same', () => {
    expect(twins([photograph('en', 'bar', 1), photograph('de', 'bar', 1)], 'center', [])).toEqual([])
  })

  it('lets beginnings look as home, and names one that does not', () => {
    const taken = [
      photograph('en', 'busy', 1),
      photograph('en', 'read', 2),
      photograph('en', 'center', 1),
      photograph('de', 'read', 3),
    ]
    expect(twins(taken, 'center', ['busy', 'read'])).toEqual(['en/read: no longer looks as center does'])
  })
})
