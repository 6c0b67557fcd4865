// Both processes. The languages the program speaks, and which of them a computer's list of languages means. Pure.

export const languages = ['en', 'fr', 'it', 'de', 'nl'] as const
export type Language = (typeof languages)[number]

/** What the user may choose: one of them, or what the system is set to. */
export const languageChoices = ['system', ...languages] as const
export type LanguageChoice = (typeof languageChoices)[number]

/** 'de-AT' and 'de_AT.UTF-8' are 'de'. */
const codeOf = (tag: string): string => tag.toLowerCase().split(/[-_.@]/u)[0] ?? ''

/** The first wanted language that we speak, else English. `wanted` are BCP 47 tags, the most wanted first. */
export function chooseLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map(codeOf)
  const first = codes.find((code) => languages.some((language) => language === code))
  return languages.find((language) => language === first) ?? 'en'
}

/**
 * How dates and numbers of `language` are written: as the computer's own country does where it speaks that language
 * ('de-AT', 'en-GB'), else as the language does by itself. Always a tag that Intl takes.
 */
export function chooseLocale(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => codeOf(tag) === language && isKnownToIntl(tag)) ?? language
}

function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    // Not a BCP 47 tag: a POSIX name, or nonsense from the environment.
    return false
  }
}
