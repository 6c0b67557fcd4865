// Renderer. All wording, one JSON file per language beside this one. All five are in the bundle: they are small, and a
// language that is chosen is there in the same turn.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Appearance } from '../../shared/appearance.ts'
import type en from './en.json'

type Words = typeof en
const files = import.meta.glob<Words>('./*.json', { eager: true, import: 'default' })

/** Language code to its words: './fr.json' is 'fr'. */
const resources = Object.fromEntries(
  Object.entries(files).map(([file, words]) => [file.slice(2, -'.json'.length), { translation: words }]),
)

let locale = 'en'

/** How dates and numbers are written: the language, or its variant of this computer's country. */
export const writtenAs = (): string => locale

/** Call once, before the first picture. Synchronous: that picture is already worded. */
export function startText(appearance: Appearance): void {
  locale = appearance.locale
  void i18next.use(initReactI18next).init({
    resources,
    lng: appearance.language,
    fallbackLng: 'en',
    initAsync: false,
    // SECURITY: React escapes what it shows; escaping twice would only garble names.
    interpolation: { escapeValue: false },
  })
}

/** From now on in this language; everything on the screen follows. */
export function speak(appearance: Appearance): void {
  if (appearance.language === i18next.language && appearance.locale === locale) return
  // Before i18next says so to the components, which format their dates at once.
  locale = appearance.locale
  void i18next.changeLanguage(appearance.language)
}
