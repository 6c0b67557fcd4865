// Renderer. The event log in words, in every language.

import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { EventRow } from '../../shared/ipc/views.ts'
import { languages, type Language } from '../../shared/language.ts'
import { voiceEnds } from '../../shared/voice.ts'
import { eventDetails, eventText } from './events.ts'
import { speak, startText } from './i18n.ts'

beforeAll(() => startText({ language: 'en', locale: 'en', scheme: 'blue' }))

const inLanguage = (language: Language) => speak({ language, locale: language, scheme: 'blue' })

const deleted = (open: boolean): string => {
  const event: EventRow = { at: 0, kind: 'ticket-deleted', details: { ticket: 'x1', from: 'Ann', open } }
  return eventDetails(event, i18next.t).replaceAll(/[\u2068\u2069]/gu, '')
}

const saidOfAnOpenOne: Readonly<Record<Language, readonly [open: string, over: string]>> = {
  en: ['It was still open', 'It was no longer open'],
  fr: ['Elle était encore ouverte', "Elle n'était plus ouverte"],
  it: ['Era ancora aperto', 'Non era più aperto'],
  de: ['Sie war noch offen', 'Sie war nicht mehr offen'],
  nl: ['Ze was nog open', 'Ze was niet meer open'],
}

describe.each(languages)('[LNG-1] the event log in %s', (language) => {
  it('[SES-5] says in words whether an invitation that was deleted was still open', () => {
    inLanguage(language)
    const [open, over] = saidOfAnOpenOne[language]
    expect(deleted(true)).toContain(`· ${open}`)
    expect(deleted(false)).toContain(`· ${over}`)
    for (const line of [deleted(true), deleted(false)]) expect(line).not.toMatch(/true|false|open:|x1/u)
  })

  it.each(['talk-ended', 'talk-refused'])('[SES-5] says in words why nobody talks any more: %s', (kind) => {
    inLanguage(language)
    expect(eventText(kind, i18next.t)).not.toContain(kind)
    for (const talk of voiceEnds) {
      const line = eventDetails({ at: 0, kind, details: { expert: 'Bob', talk } }, i18next.t)
      expect(line).not.toContain(talk)
      expect(line).toMatch(/· ./u)
    }
    const strange = eventDetails({ at: 0, kind, details: { expert: 'Bob', talk: 'newer' } }, i18next.t)
    expect(strange).toContain('newer')
  })
})
