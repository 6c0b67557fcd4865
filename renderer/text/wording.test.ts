// Renderer. Every word is in the language files and every word there is used; no window has words of its own.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
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

  const others = readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.json') && file !== 'en.json',
  )
  it.each(['en.json', ...others])('%s has the keys and placeholders of en.json, none empty', (file) => {
    const words = flat(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Words)
    const keys = (list: typeof words) => [...new Set(list.map(([key]) => unplural(key)))].toSorted()
    expect(keys(words)).toEqual(keys(english))
    for (const [key, sentence] of words) {
      expect(sentence.trim(), key).not.toBe('')
      const same = english.find(([known]) => unplural(known) === unplural(key))?.[1] ?? ''
      expect(placeholders(sentence), key).toEqual(placeholders(same))
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
