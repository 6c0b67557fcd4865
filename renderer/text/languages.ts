// Renderer. Each language by the name it gives itself: whoever is lost in a foreign one must find his own.

import type { Language } from '../../shared/language.ts'

export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  de: 'Deutsch',
  nl: 'Nederlands',
}
