// Renderer. The help calls things what the program calls them: every **name** in a topic is a name in that language's
// catalogue, and every message in quotation marks is a part of one of its sentences.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages, type Language } from '../../shared/language.ts'

const root = join(import.meta.dirname, '..', '..')

/** Not ours: panes of macOS' System Settings, as Apple calls them. */
const APPLES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Privacy & Security', 'Accessibility'],
  fr: ['Confidentialité et sécurité', 'Accessibilité'],
  it: ['Privacy e sicurezza', 'Accessibilità'],
  de: ['Datenschutz & Sicherheit', 'Bedienungshilfen'],
  nl: ['Privacy en beveiliging', 'Toegankelijkheid'],
}

const QUOTED: Readonly<Record<Language, RegExp>> = {
  en: /“([^”]+)”/gu,
  fr: /«\u00A0([^»]+)\u00A0»/gu,
  it: /“([^”]+)”/gu,
  de: /„([^“]+)“/gu,
  nl: /“([^”]+)”/gu,
}

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words): readonly string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)))

const sentencesOf = (language: Language): readonly string[] =>
  [`renderer/text/${language}.json`, `shared/text/shell.${language}.json`].flatMap((file) =>
    flat(JSON.parse(readFileSync(join(root, file), 'utf8')) as Words),
  )

/** A label is called by its words, without its colon. */
const nameOf = (sentence: string) => sentence.replace(/\u00A0?:$/u, '')

const topicsOf = (language: Language) => {
  const folder = join(root, 'assets', 'help', language)
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

const strangers = (language: Language, pattern: RegExp, known: (words: string) => boolean) =>
  topicsOf(language).flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].flatMap(([, words = '']) => (known(words) ? [] : [`${name}: ${words}`])),
  )

describe.each(languages)('the help in %s', (language) => {
  const sentences = sentencesOf(language)

  it('[LNG-1] calls every button, list and page by the name that it has', () => {
    const names = new Set([...sentences.map(nameOf), ...APPLES[language]])
    expect(strangers(language, /\*\*([^*]+)\*\*/gu, (words) => names.has(words))).toEqual([])
  })

  it('[LNG-1] quotes messages word for word; … stands for a name', () => {
    const shown = sentences.map((sentence) => sentence.replaceAll(/\{\{\w+\}\}/gu, '…').toLowerCase())
    const isShown = (words: string) => shown.some((sentence) => sentence.includes(words.toLowerCase()))
    expect(strangers(language, QUOTED[language], isShown)).toEqual([])
  })

  it('needs every exception that it has', () => {
    const all = topicsOf(language)
      .map(({ text }) => text)
      .join('')
    for (const name of APPLES[language]) expect(all).toContain(`**${name}**`)
  })
})
