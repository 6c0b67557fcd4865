// Renderer. English is written the American way, as Windows XP wrote it. "Cancelled" keeps its two l: XP's own message about a
// connection that was not established writes it so.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const help = join(root, 'assets', 'help', 'en')

/** Beginnings of words, each with what may follow. */
const BRITISH = [
  '(?:dis)?colour|(?:un)?favour|behaviour|honour|neighbour|labour|rumour',
  'grey|dialogue|catalogue|programme\\b|centre|metre\\b|litre|theatre|tyre|cheque',
  'licence|defence|offence|practise|judgement|fulfil\\b|enrol\\b|skilful',
  'learnt|(?:mis)?spelt|burnt|dreamt|whilst|amongst|towards|afterwards',
  '(?:travell|labell|modell|signall)(?:ed|ing|er)',
  '(?:organ|recogn|minim|maxim|optim|author|synchron|initial|personal|custom|emphas|apolog)is(?:e|ing|ation)|analyse',
  // The adverb, which ends a thought; "any more files" is right.
  'any more(?=[.,:;!?”]|$)',
].join('|')

const british = (text: string): readonly string[] =>
  text.match(new RegExp(`\\b(?:${BRITISH})\\p{L}*`, 'giu')) ?? []

type Words = { readonly [key: string]: string | Words }

const sentences = (words: Words): readonly string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : sentences(value)))

const texts = [
  ...['renderer/text/en.json', 'shared/text/shell.en.json'].flatMap((path) =>
    sentences(JSON.parse(readFileSync(join(root, path), 'utf8')) as Words),
  ),
  ...readdirSync(help).map((name) => readFileSync(join(help, name), 'utf8')),
]

it('[LNG-1] English is American English', () => {
  expect(texts.flatMap(british)).toEqual([])
})

it('a British spelling is known for one, and its neighbours are not taken for one', () => {
  expect(british('Grey colours, misspelt, labelled: not any more.')).toEqual([
    'Grey',
    'colours',
    'misspelt',
    'labelled',
    'any more',
  ])
  expect(british('Programs, the colors; any more files? Cancelled, advertised.')).toEqual([])
})
