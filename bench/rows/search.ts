// Bench, row. The search of the help over all topics of each language: the first question, which builds the index, and the rest.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openLibrary } from '../../renderer/help/library.ts'
import { languages } from '../../shared/language.ts'
import { median, quantile } from '../figures.ts'

export type SearchFigures = {
  /** Milliseconds, of all five languages together. */
  readonly first: number
  readonly median: number
  readonly p99: number
  readonly topics: number
}

const HELP = join(import.meta.dirname, '..', '..', 'assets', 'help')
const ROUNDS = 40

const filesOf = (language: string) =>
  Object.fromEntries(
    readdirSync(join(HELP, language))
      .filter((name) => name.endsWith('.md'))
      .map((name) => [`${language}/${name}`, readFileSync(join(HELP, language, name), 'utf8')]),
  )

/** Each topic is asked for by its title, by a word of it, and by that word misspelt. */
export function searchFigures(): SearchFigures {
  const english = filesOf('en')
  const firsts: number[] = []
  const times: number[] = []
  let topics = 0
  for (const language of languages) {
    const library = openLibrary(language, filesOf(language), english)
    topics = library.topics.length
    firsts.push(timed(() => library.search('x')))
    const questions = library.topics.flatMap(({ title }) => {
      const longest = title.split(' ').reduce((one, other) => (other.length > one.length ? other : one))
      return [title, longest, longest.slice(0, 2) + longest.slice(3)]
    })
    for (let round = 0; round < ROUNDS; round++) {
      for (const question of questions) times.push(timed(() => library.search(question)))
    }
  }
  return { first: quantile(firsts, 1), median: median(times), p99: quantile(times, 0.99), topics }
}

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

if (import.meta.main) console.log(searchFigures())
