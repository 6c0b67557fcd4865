// Both processes. How every window looks and speaks: chosen in main, pushed together with each view.

import { chooseLanguage, chooseLocale } from './language.ts'
import type { Language, LanguageChoice } from './language.ts'

/** XP's three colour schemes, and high contrast. */
export const schemes = ['blue', 'olive', 'silver', 'contrast'] as const
export type Scheme = (typeof schemes)[number]

/** What the user has chosen. */
export type AppearanceChoice = { readonly language: LanguageChoice; readonly scheme: Scheme }

/** What a window shows. `locale` is how dates and numbers are written, e.g. 'de-AT'. */
export type Appearance = { readonly language: Language; readonly locale: string; readonly scheme: Scheme }

/** `system`: the computer's languages as BCP 47 tags, the most wanted first. */
export function appearanceOf({ language, scheme }: AppearanceChoice, system: readonly string[]): Appearance {
  const spoken = language === 'system' ? chooseLanguage(system) : language
  return { language: spoken, locale: chooseLocale(spoken, system), scheme }
}

/** The first picture of a window is drawn before the first push: its address carries the look. */
export const toQuery = (appearance: Appearance): string =>
  Object.entries(appearance)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

/** Reads `toQuery` by the names of its parameters; what is missing or unknown is as a computer without wishes has it. */
export function fromQuery(parameter: (name: keyof Appearance) => string | null): Appearance {
  const language = chooseLanguage([parameter('language') ?? ''])
  return {
    language,
    locale: chooseLocale(language, [parameter('locale') ?? '']),
    scheme: schemes.find((known) => known === parameter('scheme')) ?? 'blue',
  }
}
