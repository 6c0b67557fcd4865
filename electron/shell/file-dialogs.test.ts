// The system's dialogs: each says what it is for, in the person's language.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { languages } from '../../shared/language.ts'
import { wordingIn } from './wording.ts'
import type { Wording } from './wording.ts'

const source = readFileSync(join(import.meta.dirname, 'file-dialogs.ts'), 'utf8')
const dialogs = source
  .split('export async function ')
  .slice(1)
  .filter((text) => /dialog\.show\w+Dialog\(/u.test(text))

const titles = [
  'saveTitle',
  'openTitle',
  'saveChatTitle',
  'saveLogTitle',
  'exportTitle',
  'sendTitle',
  'receiveTitle',
] as const satisfies readonly (keyof Wording)[]

describe('the system’s dialogs', () => {
  it('[LNG-1] have a title, of the words of the language, and no words of their own', () => {
    expect(dialogs).toHaveLength(6)
    for (const text of dialogs) {
      expect(text).toMatch(/\btitle: (?:words\.\w+Title|titles\[what\]),/u)
      expect(text).not.toMatch(/\b(?:title|message|buttonLabel|name): ['"`]/u)
    }
    for (const title of titles) expect(source, title).toContain(`words.${title}`)
  })

  it('[LNG-1] suggest names of the language; an invitation is called as XP calls it everywhere', () => {
    const suggested = dialogs.flatMap((text) => /join\((.*)\)/u.exec(text)?.[1] ?? [])
    expect(suggested).toEqual([
      "app.getPath('documents'), DEFAULT_FILE",
      "app.getPath('documents'), `${words.eventLogFile}.csv`",
      "app.getPath('documents'), `${names[what]}.txt`",
    ])
  })

  it.each(languages)('[LNG-1] suggest names that every system takes, in %s', (language) => {
    const { chatFile, sessionLogFile, eventLogFile } = wordingIn(language)
    for (const name of [chatFile, sessionLogFile, eventLogFile]) expect(name).toMatch(/^[\p{L} ]+$/u)
    expect(sessionLogFile).not.toBe(eventLogFile)
  })

  it.each(languages)('[LNG-1] are told apart by their titles in %s', (language) => {
    const said = titles.map((title) => wordingIn(language)[title])
    expect(new Set(said).size).toBe(titles.length)
    const english = titles.map((title) => wordingIn('en')[title])
    if (language !== 'en') expect(said.filter((title) => english.includes(title))).toEqual([])
  })
})
