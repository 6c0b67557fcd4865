// Renderer. The search finds what people type: inflected, shortened and misspelt words, on the real English topics.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HelpTopic } from '../../shared/help-topics.ts'
import { openLibrary, type Library } from './library.ts'
import { partsOf, snippetOf } from './marks.ts'

const filesOf = (language: string): Readonly<Record<string, string>> => {
  const folder = join(import.meta.dirname, '..', '..', 'assets', 'help', language)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return Object.fromEntries(
    names.map((name) => [`${language}/${name}`, readFileSync(join(folder, name), 'utf8')]),
  )
}

let english: Readonly<Record<string, string>>
let library: Library
beforeAll(() => {
  english = filesOf('en')
  library = openLibrary('en', {}, english)
})

/** A question, and a topic that must stand among the first three. */
const questions: readonly (readonly [string, HelpTopic])[] = [
  ['invitation', 'invite-someone'],
  ['inviting', 'invite-someone'],
  ['invited somebody', 'invite-someone'],
  ['INVITE', 'invite-someone'],
  ['invitaton', 'invitation-status'],
  ['invitaiton status', 'invitation-status'],
  ['password', 'invitation-password'],
  ['pasword', 'invitation-password'],
  ['passwords', 'invitation-password'],
  ['forgot the pasword', 'invitation-password'],
  ['expired', 'expire-or-delete'],
  ['expiring', 'expire-or-delete'],
  ['expiry', 'expire-or-delete'],
  ['deleting an invitation', 'expire-or-delete'],
  ['connections', 'connection-not-established'],
  ['conection not establishd', 'connection-not-established'],
  ['connected', 'how-connecting-works'],
  ['stopped control', 'control-and-esc'],
  ['stopping controll', 'control-and-esc'],
  ['escape key', 'control-and-esc'],
  ['keybord', 'control-and-esc'],
  ['how do I stop my helper from controlling the mouse?', 'control-and-esc'],
  ['routers', 'networks-and-routers'],
  ['firewal', 'networks-and-routers'],
  ['forwarding a port', 'networks-and-routers'],
  ['scams', 'beware-of-strangers'],
  ['strangers', 'beware-of-strangers'],
  ['check word', 'check-words'],
  ['langage', 'language-and-look'],
  ['colors', 'language-and-look'],
  ['sending files', 'send-files'],
  ['microphones', 'voice'],
  ['talking', 'voice'],
  ['refusal', 'refused'],
  ['damaged', 'invitation-will-not-open'],
  ['Windows XP', 'windows-invitations'],
  ['log number', 'when-something-goes-wrong'],
  ['paused', 'pause-and-settings'],
  ['chatting', 'chat'],
  ['helpassistant', 'account-and-event-log'],
]

describe('the search', () => {
  it.each(questions)('finds for “%s” the topic %s', (query, topic) => {
    const best = library.search(query).map((hit) => hit.topic.id)
    expect(best.slice(0, 3)).toContain(topic)
  })

  it.each(['', '   ', '?!', 'xylophone', 'qqqqqqqq'])('finds nothing for “%s”', (query) => {
    expect(library.search(query)).toEqual([])
  })

  it('does not take one word for another only because a letter is the same', () => {
    const marked = library.search('chat').flatMap(({ found }) => [...found.terms])
    expect(marked).not.toContain('that')
  })

  it('prefers a topic with all the words, and does with some of them when none has all', () => {
    expect(library.search('password xylophone')[0]?.topic.id).toBe('invitation-password')
  })

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (query) => {
        for (const { snippet } of library.search(query)) expect(snippet.length).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })
})

/** In the other languages: language, question, and a topic that must stand among the first three. */
const foreign: readonly (readonly [string, string, HelpTopic])[] = [
  ['fr', 'inviter quelqu’un', 'invite-someone'],
  ['fr', 'mot de pase oublié', 'invitation-password'],
  ['fr', 'les invitations expirées', 'expire-or-delete'],
  ['fr', 'routeurs', 'networks-and-routers'],
  ['it', 'invitare', 'invite-someone'],
  ['it', 'pasword', 'invitation-password'],
  ['it', 'i router', 'networks-and-routers'],
  ['it', 'microfoni', 'voice'],
  ['de', 'jemanden einladen', 'invite-someone'],
  ['de', 'Kenwort', 'invitation-password'],
  ['de', 'Verbindungen', 'connection-not-established'],
  ['de', 'Routern', 'networks-and-routers'],
  ['nl', 'uitnodigen', 'invite-someone'],
  ['nl', 'wachtwoorden', 'invitation-password'],
  ['nl', 'verbindngen', 'connection-not-established'],
  ['nl', 'routers', 'networks-and-routers'],
]

describe('the search in the other languages', () => {
  it.each(foreign)('finds in %s for “%s” the topic %s', (language, query, topic) => {
    const best = openLibrary(language, filesOf(language), english)
      .search(query)
      .map((hit) => hit.topic.id)
    expect(best.slice(0, 3)).toContain(topic)
  })
})

describe('marks', () => {
  const found = { terms: new Set(['invit', 'password']), language: 'en' }

  it('stand on every form of the word and on nothing else', () => {
    const text = 'Inviting somebody: the invitation has a Password, passwords are inviolable.'
    expect(partsOf(text, found).flatMap((part) => (part.hit ? [part.text] : []))).toEqual([
      'Inviting',
      'invitation',
      'Password',
      'passwords',
    ])
  })

  it('leave the text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ maxLength: 6 })), (text, terms) => {
        const parts = partsOf(text, { terms: new Set([...terms, 'a']), language: 'en' })
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
    )
  })

  it('a snippet shows the first hit, is short, and ends between words', () => {
    const text = `${'nothing to see here '.repeat(20)}your password stays secret ${'and so on '.repeat(30)}`
    const snippet = snippetOf(text, found)
    const shown = snippet.map((part) => part.text).join('')
    expect(snippet.find(({ hit }) => hit)?.text).toBe('password')
    expect(shown.length).toBeLessThan(180)
    expect(shown).toMatch(/^… \w+ .* \w+ …$/u)
    expect(snippetOf('short', found)).toEqual([{ text: 'short', hit: false }])
    expect(snippetOf('', found)).toEqual([])
  })

  it('a snippet begins and ends with words, not with the mark between two blocks', () => {
    const before = `${'filler '.repeat(20)}Head · `
    const text = `${before}${'x'.repeat(52)} password ${'y'.repeat(100)} · Tail ${'more '.repeat(20)}`
    const shown = snippetOf(text, found)
      .map((part) => part.text)
      .join('')
    expect(shown).toMatch(/^… x+ password y+ …$/u)
  })
})
