// Renderer. Full-text search over the topics of one language. Finds inflected words by their stems, the beginnings of words, and
// misspelt ones: a word that occurs nowhere is looked for with a few letters wrong as well. Pure.

import MiniSearch, { type Query, type SearchResult } from 'minisearch'
import { snippetOf, type Found, type Part } from './marks.ts'
import type { Topic } from './parse-topic.ts'
import { plainText } from './plain-text.ts'
import { formsOf, meantBy, wordsOf } from './words.ts'

export type Hit = { readonly topic: Topic; readonly found: Found; readonly snippet: readonly Part[] }

export type Search = (query: string) => readonly Hit[]

/** Shorter beginnings belong to half of all words. */
const LEAST_PREFIX = 3
/** One wrong letter in four: "pasword", "invitaiton". */
const WRONG_LETTERS = 0.25
const LEAST_FUZZY = 4

const boost = { title: 4, keywords: 3, summary: 2, text: 1 }

export function openSearch(topics: readonly Topic[], language: string): Search {
  const index = new MiniSearch({
    fields: Object.keys(boost),
    tokenize: (text) => [...wordsOf(text)],
    processTerm: (word) => [...formsOf(word, language)],
    searchOptions: { boost, tokenize: (text) => [text], processTerm: (word) => word },
  })
  const documents = topics.map((topic) => ({
    id: topic.id,
    title: topic.title,
    keywords: topic.keywords.join(' '),
    summary: topic.summary,
    text: plainText(topic.markdown),
  }))
  index.addAll(documents)

  /** All that may stand for one word of the question. */
  function queryFor(word: string): Query {
    const known: Query = {
      combineWith: 'OR',
      queries: [...formsOf(word, language)],
      prefix: (term) => term.length >= LEAST_PREFIX,
    }
    // A word that only others begin with may as well be a misspelt one: "controll", of control and of controlling.
    const itself: Query = { combineWith: 'OR', queries: [...formsOf(word, language)] }
    if (word.length < LEAST_FUZZY || index.search(itself).length > 0) return known
    const meant = index.search({ combineWith: 'OR', queries: [word], fuzzy: WRONG_LETTERS })
    const forms = new Set(meant.flatMap(({ terms }) => terms.flatMap((term) => formsOf(term, language))))
    // What was meant is then looked for like any word, with all its relatives.
    return { combineWith: 'OR', queries: [known, ...forms] }
  }

  function hitOf({ id, terms }: SearchResult): Hit[] {
    const topic = topics.find((one) => one.id === id)
    const text = documents.find((one) => one.id === id)?.text
    if (topic === undefined || text === undefined) return []
    const found = { terms: new Set(terms), language }
    return [{ topic, found, snippet: snippetOf(text, found) }]
  }

  return (query) => {
    const queries = meantBy(query, language).map(queryFor)
    if (queries.length === 0) return []
    const all = index.search({ combineWith: 'AND', queries })
    // Better a topic about a part of the question than none.
    const results = all.length > 0 ? all : index.search({ combineWith: 'OR', queries })
    return results.flatMap(hitOf)
  }
}
