// Renderer. The help of the language in use. Its text, its search and its Markdown are loaded when the center first needs them:
// a question put to the novice must not wait for them.

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { Library } from './library.ts'

type Files = Readonly<Record<string, string>>
type Loader = () => Promise<{ readonly files: Files }>

const english: Loader = () => import('./topics-en.ts')

const loaders: Readonly<Record<string, Loader>> = {
  fr: () => import('./topics-fr.ts'),
  it: () => import('./topics-it.ts'),
  de: () => import('./topics-de.ts'),
  nl: () => import('./topics-nl.ts'),
}

const useLibraries = create<Readonly<Record<string, Library>>>(() => ({}))

/** Undefined while it is being loaded. */
export function useLibrary(): Library | undefined {
  const { i18n } = useTranslation()
  const language = i18n.language.split('-')[0] ?? 'en'
  const library = useLibraries((libraries) => libraries[language])
  useEffect(() => void loadLibrary(language), [language])
  return library
}

/** Once for each language, however often it is called. */
export async function loadLibrary(language: string): Promise<void> {
  if (useLibraries.getState()[language] !== undefined) return
  const own = loaders[language] ?? english
  const [{ openLibrary }, translated, fallback] = await Promise.all([
    import('./library.ts'),
    own(),
    english(),
  ])
  useLibraries.setState({ [language]: openLibrary(language, translated.files, fallback.files) })
}
