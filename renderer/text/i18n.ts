// Renderer. All wording, one JSON file per language beside this one; a new language is a new file and nothing else.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from './en.json'

type Words = typeof en
const files = import.meta.glob<Words>('./*.json', { eager: true, import: 'default' })

/** Language code to its words: './fr.json' is 'fr'. */
const resources = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.slice(2, -'.json'.length), { translation: words }]),
)

/** Chooses the first wanted language that has words, else English. Synchronous: the first picture is already worded. Returns its code. */
export function startText(wanted: readonly string[]): string {
  const codes = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  void i18next.use(initReactI18next).init({
    resources,
    lng: codes.find((code) => Object.hasOwn(resources, code)) ?? 'en',
    fallbackLng: 'en',
    initAsync: false,
    // SECURITY: React escapes what it shows; escaping twice would only garble names.
    interpolation: { escapeValue: false },
  })
  return i18next.language
}
