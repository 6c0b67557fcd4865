import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appearanceOf, fromQuery, schemes, toQuery } from './appearance.ts'
import { chooseLanguage, chooseLocale, languageChoices, languages } from './language.ts'

describe('the language', () => {
  it.each([
    [['de-AT'], 'de'],
    [['nl-BE', 'fr-BE'], 'nl'],
    [['pt-BR', 'it-IT', 'en-US'], 'it'],
    [['pt'], 'en'],
    [['FR'], 'fr'],
    [['de_CH.UTF-8'], 'de'],
    [['C'], 'en'],
    // Not German: Low German has a code of its own that begins alike.
    [['det'], 'en'],
    [[], 'en'],
  ])('for a computer that wants %j is %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language)
  })

  it.each([
    ['de', ['de-AT', 'en-US'], 'de-AT'],
    ['en', ['de-AT', 'en-GB'], 'en-GB'],
    ['fr', ['de-AT'], 'fr'],
    ['de', ['de_DE.UTF-8', 'de-CH'], 'de-CH'],
    ['it', [], 'it'],
  ] as const)('%s on a computer that wants %j writes its dates as %s', (language, wanted, locale) => {
    expect(chooseLocale(language, wanted)).toBe(locale)
  })

  it('whatever the system says, is one that Intl can write', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.constantFrom(...languageChoices),
        (wanted, choice) => {
          const { language, locale } = appearanceOf({ language: choice, scheme: 'blue' }, wanted)
          expect(languages).toContain(language)
          expect(new Intl.DateTimeFormat(locale).format(0)).not.toBe('')
        },
      ),
    )
  })
})

const read = (query: string) => {
  const parameters = new URLSearchParams(query)
  return fromQuery((name) => parameters.get(name))
}

describe('the appearance', () => {
  it('follows the system until the user has chosen', () => {
    expect(appearanceOf({ language: 'system', scheme: 'silver' }, ['nl-BE'])).toEqual({
      language: 'nl',
      locale: 'nl-BE',
      scheme: 'silver',
    })
    expect(appearanceOf({ language: 'fr', scheme: 'blue' }, ['nl-BE'])).toEqual({
      language: 'fr',
      locale: 'fr',
      scheme: 'blue',
    })
  })

  it('comes back from an address as it went in, and from any other address usable', () => {
    for (const language of languages)
      for (const scheme of schemes) {
        const appearance = { language, locale: language, scheme }
        expect(read(toQuery(appearance))).toEqual(appearance)
      }
    fc.assert(
      fc.property(fc.string(), (query) => {
        const { language, scheme } = read(query)
        return languages.includes(language) && schemes.includes(scheme)
      }),
    )
    expect(read('')).toEqual({ language: 'en', locale: 'en', scheme: 'blue' })
  })
})
