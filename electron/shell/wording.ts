// Shell. The few words that main shows itself; everything else is worded in the renderer. One file a language.

import de from '../../shared/text/shell.de.json' with { type: 'json' }
import en from '../../shared/text/shell.en.json' with { type: 'json' }
import fr from '../../shared/text/shell.fr.json' with { type: 'json' }
import it from '../../shared/text/shell.it.json' with { type: 'json' }
import nl from '../../shared/text/shell.nl.json' with { type: 'json' }
import type { Language } from '../../shared/language.ts'

export type Wording = Readonly<typeof en>

const words: Readonly<Record<Language, Wording>> = { en, fr, it, de, nl }

export const wordingIn = (language: Language): Wording => words[language]
