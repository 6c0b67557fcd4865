// Domain. What the user has read and marked in the help: names of topics, kept with the settings.

export type Visit = { readonly topic: string; readonly at: number }

export const HISTORY_LIMIT = 100

/** Newest first, each topic once, at most 100. `at`: epoch milliseconds. */
export const visited = (history: readonly Visit[], topic: string, at: number): readonly Visit[] =>
  [{ topic, at }, ...history.filter((visit) => visit.topic !== topic)].slice(0, HISTORY_LIMIT)

/** Marked topics in the order in which they were marked, each once. */
export function marked(favorites: readonly string[], topic: string, favorite: boolean): readonly string[] {
  const others = favorites.filter((other) => other !== topic)
  if (!favorite) return others
  return favorites.includes(topic) ? favorites : [...others, topic]
}
