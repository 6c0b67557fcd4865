// Services. How the program looks and speaks: the user's choice, kept in the settings, on this computer.

import { appearanceOf } from '../../shared/appearance.ts'
import type { Appearance, AppearanceChoice } from '../../shared/appearance.ts'
import { chooseLanguage } from '../../shared/language.ts'
import type { Language } from '../../shared/language.ts'

export type AppearanceKeeper = {
  now(): Appearance
  choice(): AppearanceChoice
  readonly systemLanguage: Language
  /** Takes effect at once and is kept. Throws when the disk refuses. */
  choose(patch: Partial<AppearanceChoice>): void
}

type Ports = {
  readonly settings: { get(): AppearanceChoice; update(patch: Partial<AppearanceChoice>): void }
  /** The computer's languages as BCP 47 tags, the most wanted first. */
  readonly system: readonly string[]
  /** The choice is another one now. */
  changed(): void
}

export function keepAppearance({ settings, system, changed }: Ports): AppearanceKeeper {
  return {
    now: () => appearanceOf(settings.get(), system),
    choice: () => {
      const { language, scheme } = settings.get()
      return { language, scheme }
    },
    systemLanguage: chooseLanguage(system),
    choose: (patch) => {
      settings.update(patch)
      changed()
    },
  }
}
