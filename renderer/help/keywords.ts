// Renderer. The Index: every keyword of every topic, in the alphabet of the language. Pure.

import type { Topic } from './parse-topic.ts'
import { folded } from './words.ts'

export type Entry = { readonly keyword: string; readonly topics: readonly Topic[] }

/** Entries under their first letter; digits and signs stand under '#'. */
export type Letter = { readonly letter: string; readonly entries: readonly Entry[] }

export function indexOf(topics: readonly Topic[], language: string): readonly Entry[] {
  const entries = new Map<string, Entry>()
  for (const topic of topics) {
    for (const keyword of topic.keywords) {
      const key = folded(keyword)
      const known = entries.get(key)
      // A topic may write one keyword in two ways.
      if (known?.topics.includes(topic)) continue
      entries.set(key, { keyword: known?.keyword ?? keyword, topics: [...(known?.topics ?? []), topic] })
    }
  }
  const { compare } = new Intl.Collator(language, { numeric: true })
  return [...entries.values()].toSorted((one, other) => compare(one.keyword, other.keyword))
}

/** Entries in which every word typed begins a word; all when nothing is typed. */
export function filtered(entries: readonly Entry[], typed: string): readonly Entry[] {
  const wanted = folded(typed).split(/\s+/u).filter(Boolean)
  return entries.filter(({ keyword }) => {
    const words = folded(keyword).split(/[^\p{L}\p{N}]+/u)
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  })
}

export function byLetter(entries: readonly Entry[]): readonly Letter[] {
  const letters = new Map<string, Entry[]>()
  for (const entry of entries) {
    const first = folded(entry.keyword).slice(0, 1).toUpperCase()
    const letter = /\p{L}/u.test(first) ? first : '#'
    letters.set(letter, [...(letters.get(letter) ?? []), entry])
  }
  return [...letters].map(([letter, own]) => ({ letter, entries: own }))
}
