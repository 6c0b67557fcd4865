import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf, isOwnPage, startPage } from './page-files.ts'

const root = '/opt/app/renderer'

describe('the addresses of our own pages', () => {
  it('mean files below the folder of the pages', () => {
    expect(fileOf(root, startPage)).toEqual({ path: `${root}/index.html`, type: 'text/html; charset=utf-8' })
    expect(fileOf(root, 'app://help-and-support/assets/a%20b.js?x=1#y')?.path).toBe(`${root}/assets/a b.js`)
  })

  it.each([
    'app://help-and-support/../../../etc/passwd',
    'app://help-and-support/..%2f..%2f..%2fetc%2fhosts.json',
    'app://help-and-support/..%2frenderer-of-another%2findex.html',
    'app://help-and-support/main.cjs',
    'app://help-and-support/tickets.sqlite',
    'app://help-and-support/profile.key',
    'app://help-and-support/a.__proto__',
    'app://help-and-support/%E0%A4%A.html',
    'app://help-and-support/',
    'app://help-and-support',
    'app://elsewhere/index.html',
    'app://help-and-support:80/index.html',
    'app://help-and-support@elsewhere/index.html',
    'app://help-and-support.elsewhere/index.html',
    'https://help-and-support/index.html',
    'file:///etc/hosts.json',
    'no address',
  ])('mean nothing: %s', (url) => {
    expect(fileOf(root, url)).toBeUndefined()
  })

  it('never lead out of the folder, whatever they are, and nothing throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '%5c',
        '/',
        '\\',
        '%00',
        '%',
        'a.html',
        'b.js',
        'index.html',
        '?',
        '#',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('app://help-and-support/', 'app://', '', 'file:///'),
        fc.array(piece),
        (start, pieces) => {
          const found = fileOf(root, start + pieces.join(''))
          expect(found === undefined || found.path.startsWith(`${root}/`)).toBe(true)
        },
      ),
    )
  })

  it('are told apart from those that only begin alike', () => {
    expect(isOwnPage(startPage)).toBe(true)
    for (const url of [
      'app://help-and-support.evil/x',
      'app://help-and-support',
      'https://x/app://help-and-support/',
      '',
    ])
      expect(isOwnPage(url)).toBe(false)
  })
})
