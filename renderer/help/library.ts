// Renderer. The help of one language: its topics in the order of the contents, its index, its search. Loaded when it is needed.

import { groups } from './contents.ts'
import { indexOf, type Entry } from './keywords.ts'
import { parseTopic, type Topic } from './parse-topic.ts'
import { openSearch, type Hit, type Search } from './search.ts'
import type { HelpTopic } from '../../shared/help-topics.ts'

export type Library = {
  readonly language: string
  readonly topics: readonly Topic[]
  topic(id: HelpTopic): Topic | undefined
  /** Best first. The first search of a language builds its index. */
  search(query: string): readonly Hit[]
  keywords(): readonly Entry[]
}

type Files = Readonly<Record<string, string>>

/** `translated`: the language's own files; a topic that is not among them is shown in English. */
export function openLibrary(language: string, translated: Files, english: Files): Library {
  const own = parsed(translated)
  const fallback = parsed(english)
  const topics = groups.flatMap((group) =>
    group.topics.flatMap((id) => own.get(id) ?? fallback.get(id) ?? []),
  )
  let search: Search | undefined
  let keywords: readonly Entry[] | undefined
  return {
    language,
    topics,
    topic: (id) => topics.find((topic) => topic.id === id),
    search: (query) => (search ??= openSearch(topics, language))(query),
    keywords: () => (keywords ??= indexOf(topics, language)),
  }
}

function parsed(files: Files): ReadonlyMap<string, Topic> {
  const topics = Object.entries(files).flatMap(([path, text]) => parseTopic(path, text) ?? [])
  return new Map(topics.map((topic) => [topic.id, topic]))
}
