// Renderer. A sentence that names a button calls it what is written on it, and marks it the way its language does: in quotation
// marks in French, Italian and German, plainly in English and Dutch, where the capital letter tells.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flat(value, `${prefix}${key}.`),
  )

const catalogue = (language: string) =>
  flat(JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8')) as Words)

/** Buttons and pages that sentences speak of. */
const NAMED = [
  'action.yes',
  'action.no',
  'action.continue',
  'session.resume',
  'status.resend',
  'favorites.add',
]

const QUOTED: Readonly<Record<string, (label: string) => string>> = {
  fr: (label) => `«\u00A0${label}\u00A0»`,
  it: (label) => `“${label}”`,
  de: (label) => `„${label}“`,
}

/** "Continue >" is called by its word. */
const spoken = (label: string) => label.replace(/ >$/u, '')

/** The words in the middle of a sentence: at its beginning they may be ordinary ones, "Non autorisé". */
const within = (words: string, rest = '') => new RegExp(`(?<!^|[.!?:] |\\p{L})${words}(?!\\p{L}${rest})`, 'u')

describe.each(['en', 'fr', 'it', 'de', 'nl'])('the sentences in %s', (language) => {
  const sentences = catalogue(language)
  const labels = NAMED.map((name) => spoken(sentences.find(([key]) => key === name)?.[1] ?? ''))
  const isLabel = (sentence: string) => labels.includes(spoken(sentence))

  it('call a button by all of its name', () => {
    const faults = labels
      .filter((label) => label.endsWith('…'))
      .flatMap((label) => {
        const cut = within(label.slice(0, -1), '|…')
        return sentences.filter(([, text]) => cut.test(text))
      })
    expect(faults).toEqual([])
  })

  it('mark the name of a button as the language does', () => {
    const quoted = QUOTED[language]
    if (quoted === undefined) return
    const faults = labels.flatMap((label) =>
      sentences.filter(
        ([, text]) => !isLabel(text) && within(label).test(text.replaceAll(quoted(label), '')),
      ),
    )
    expect(faults).toEqual([])
  })
})
