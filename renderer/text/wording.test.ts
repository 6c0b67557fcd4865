// Renderer. Every word is in the language files and every word there is used; no window has words of its own. What main
// shows itself (shared/text) is held to the same.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/language.ts'
import en from './en.json'

const root = join(import.meta.dirname, '..')

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.|\.d\.ts$|^gallery/u.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flat(value, `${prefix}${key}.`),
  )

const read = (folder: string, file: string) =>
  flat(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Words)

const english = flat(en)
const unplural = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/u, '')
const placeholders = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name ?? ''))].toSorted()

/** Every t('key', { names }) of the sources: the key and the names that are handed in. */
const uses = sources.flatMap(({ path, text }) => {
  const found: { readonly path: string; readonly key: string; readonly names: readonly string[] }[] = []
  visit(parse(path, text), (node) => {
    if (!ts.isCallExpression(node) || !/(?:^|\.)t$/u.test(node.expression.getText())) return
    const [key, values] = node.arguments
    if (key === undefined || !ts.isStringLiteral(key)) throw new Error(`${path}: t() needs a literal key`)
    const names =
      values && ts.isObjectLiteralExpression(values)
        ? values.properties.map((property) => property.name?.getText() ?? '')
        : []
    found.push({ path, key: key.text, names: names.toSorted() })
  })
  return found
})

describe('the wording', () => {
  it('has no word that nobody uses', () => {
    const used = new Set(uses.map(({ key }) => key))
    expect(english.map(([key]) => key).filter((key) => !used.has(unplural(key)))).toEqual([])
  })

  it('has every word that is used, with just the placeholders that are filled', () => {
    for (const { path, key, names } of uses) {
      const sentences = english.filter(([known]) => unplural(known) === key)
      expect(sentences, `${path}: ${key}`).not.toEqual([])
      for (const [, sentence] of sentences) expect(placeholders(sentence), `${path}: ${key}`).toEqual(names)
    }
  })

  it('is nowhere else: no window carries words of its own', () => {
    const literal: string[] = []
    for (const { path, text } of sources.filter((source) => source.path.endsWith('.tsx'))) {
      visit(parse(path, text), (node) => {
        if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) literal.push(`${path}: ${node.text.trim()}`)
        if (
          ts.isJsxAttribute(node) &&
          /^(?:title|alt|placeholder|label|heading|lead|text|aria-label)$/u.test(node.name.getText())
        )
          if (node.initializer && ts.isStringLiteral(node.initializer) && node.initializer.text !== '')
            literal.push(`${path}: ${node.initializer.text}`)
      })
    }
    expect(literal).toEqual([])
  })
})

/** The two catalogues of each language, by the file name of one of them. */
const catalogues = [
  { what: 'the pages', folder: import.meta.dirname, file: (language: string) => `${language}.json` },
  {
    what: 'main',
    folder: join(root, '..', 'shared', 'text'),
    file: (language: string) => `shell.${language}.json`,
  },
]

describe.each(catalogues)('the catalogues of $what', ({ folder, file }) => {
  it('are those of the languages, no more and no fewer', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual(
      languages.map(file).toSorted(),
    )
  })

  const originals = read(folder, file('en'))
  const keys = (list: typeof originals) => [...new Set(list.map(([key]) => unplural(key)))].toSorted()

  it.each(languages)('%s has the keys and placeholders of English, none empty', (language) => {
    const words = read(folder, file(language))
    expect(keys(words)).toEqual(keys(originals))
    for (const [key, sentence] of words) {
      expect(sentence.trim(), key).not.toBe('')
      const same = originals.find(([known]) => unplural(known) === unplural(key))?.[1] ?? ''
      expect(placeholders(sentence), key).toEqual(placeholders(same))
    }
  })

  it.each(languages)('%s has each plural that the language knows, and no other', (language) => {
    const words = read(folder, file(language))
    const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    const counted = [...new Set(originals.map(([key]) => key))].filter((key) => unplural(key) !== key)
    for (const group of new Set(counted.map(unplural)))
      expect(
        words.flatMap(([key]) => (unplural(key) === group ? [key.slice(group.length + 1)] : [])).toSorted(),
        group,
      ).toEqual(known)
  })

  it.each(languages)('%s is set as its typesetters set it', (language) => {
    const faults = read(folder, file(language)).flatMap(([key, sentence]) =>
      slips(language, sentence).map((slip) => `${key}: ${slip}: ${sentence}`),
    )
    expect(faults).toEqual([])
  })
})

/** What stands in quotation marks, marks included, in languages that have more than one custom: ours. */
const QUOTES: Readonly<Record<string, RegExp>> = {
  en: /“[^“”]*”/gu,
  fr: /«\u00A0[^«»]*\u00A0»/gu,
  it: /“[^“”]*”/gu,
  de: /„[^„“]*“/gu,
  nl: /“[^“”]*”/gu,
}

/** What a careful typesetter of the language would mark. */
function slips(language: string, sentence: string): readonly string[] {
  const marks: readonly (readonly [string, boolean])[] = [
    ['three dots for …', sentence.includes('...')],
    ['two spaces', / {2}/u.test(sentence)],
    ['a space at its edge', sentence !== sentence.trim()],
    ['a space before a mark', language !== 'fr' && /[ \u00A0\u202F][,;:!?](?: |$)/u.test(sentence)],
    ['a space before a comma or full stop', / [,.](?: |$)/u.test(sentence)],
    // U+00A0 or U+202F, so that the mark never begins a line.
    [
      'no no-break space before : ; ! ?',
      language === 'fr' && /(?:[^\u00A0\u202F])[:;!?](?=[\s\u00A0\u202F»)]|$)/u.test(sentence),
    ],
    ['a straight double quote', sentence.includes('"')],
    ['another apostrophe than the house’s', /[’‘]/u.test(sentence)],
    [
      'quotation marks of another language',
      !/^[^«»„“”]*$/u.test(sentence.replaceAll(QUOTES[language] ?? '', '')),
    ],
  ]
  return marks.flatMap(([name, found]) => (found ? [name] : []))
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}
