import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

describe('the command line', () => {
  it('[EXP-1] finds invitations by their extension in any case, relative to where it was started', () => {
    const argv = ['--inspect', 'a.MsRcIncident', '/x/b.msrcincident', 'c.txt', '-d.msrcincident']
    expect(readArguments(argv, '/home/ann').files).toEqual(['/home/ann/a.MsRcIncident', '/x/b.msrcincident'])
  })

  it('[EXP-1] takes a file address as desktops hand it over, and no other address', () => {
    const argv = [
      'file:///home/a%20b/c.msrcincident',
      'http://example.org/d.msrcincident',
      'file://host/e.msrcincident',
    ]
    expect(readArguments(argv, '/').files).toEqual(['/home/a b/c.msrcincident'])
  })

  it('reads the profile in both spellings and keeps it one folder', () => {
    expect(readArguments(['--profile', 'Bob'], '/').profile).toBe('Bob')
    expect(readArguments(['--profile=Bob'], '/').profile).toBe('Bob')
    expect(readArguments(['--profile', '../../etc'], '/').profile).toBe('etc')
    expect(readArguments(['--profile', '///'], '/').profile).toBeUndefined()
    expect(readArguments([], '/').profile).toBeUndefined()
  })

  it('[EXP-1] of an address only the path counts, and one that is no path is passed over', () => {
    for (const address of [
      'file:///tmp?a.msrcincident',
      'file:///tmp#a.msrcincident',
      'file:///a%2Fb.msrcincident',
      'file:///%E0%A4%A.msrcincident',
      'file:///a%00.msrcincident',
    ])
      expect(readArguments([address, 'b.msrcincident'], '/x').files, address).toContain('/x/b.msrcincident')
    expect(readArguments(['file:///tmp?a.msrcincident', 'file:///a%2Fb.msrcincident'], '/x').files).toEqual(
      [],
    )
  })

  it('never throws and never leaves the folder, whatever it is told', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (argv) => {
        const { profile } = readArguments(argv, '/')
        expect(profile ?? '').not.toMatch(/[/\\.]/)
      }),
    )
  })
})
