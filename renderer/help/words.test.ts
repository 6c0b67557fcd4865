// Renderer. What inflected words have in common, in the five languages.

import { describe, expect, it } from 'vitest'
import { folded, formsOf, meantBy } from './words.ts'

/** Words of one family share a form. */
const families: readonly (readonly [string, readonly string[]])[] = [
  ['en', ['invite', 'inviting', 'invited', 'invitation', 'invitations', 'invites']],
  ['en', ['expire', 'expires', 'expired', 'expiring', 'expiration', 'expiry']],
  ['en', ['connect', 'connected', 'connecting', 'connection', 'connections']],
  ['en', ['stop', 'stopped', 'stopping']],
  ['fr', ['inviter', 'invitation', 'invitations', 'invitée', 'invite', 'invitez']],
  ['fr', ['expire', 'expirer', 'expiré', 'expirée', 'expiration']],
  ['it', ['invitare', 'invitato', 'invita', 'invitando', 'inviti', 'invito']],
  ['it', ['connettere', 'connettono', 'connetti']],
  ['de', ['einladen', 'Einladung', 'Einladungen', 'einlade']],
  ['de', ['Verbindung', 'Verbindungen', 'verbinden', 'verbindet']],
  ['nl', ['uitnodigen', 'uitnodiging', 'uitnodigingen', 'uitnodigde']],
  ['nl', ['verbinding', 'verbindingen', 'verbinden']],
]

describe('words', () => {
  it.each(families)('%s: %j are one family', (language, words) => {
    const stems = words.map((word) => formsOf(word, language))
    const shared = stems.reduce((common, forms) => common.filter((form) => forms.includes(form)))
    expect(shared).toHaveLength(1)
  })

  it('short words keep their endings, and an unknown language has none', () => {
    expect(formsOf('file', 'en')).toEqual(['file'])
    expect(formsOf('invitations', 'xx')).toEqual(['invitations'])
  })

  it('case, accents and ligatures do not matter', () => {
    expect(folded('Größe Œuvre ÉTÉ')).toBe('grosse oeuvre ete')
  })

  it('fillers of a question are left out unless nothing else is asked', () => {
    expect(meantBy('How do I stop the control?', 'en')).toEqual(['stop', 'control'])
    expect(meantBy('how do I', 'en')).toEqual(['how', 'do', 'i'])
    expect(meantBy('Comment inviter quelqu’un à m’aider ?', 'fr')).toEqual(['inviter', 'quelqu', 'aider'])
  })
})
