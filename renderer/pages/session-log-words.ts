// Renderer. One session of the log in words, for the page and for its text file.

import type { TFunction } from 'i18next'
import { eventReason, eventText } from '../text/events.ts'
import { exactTime, span } from '../text/format.ts'
import { oneLine, personName } from '../text/names.ts'
import type { LoggedSession } from './session-log.ts'

export type SessionWords = {
  readonly who: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly events: readonly (readonly [time: string, text: string])[]
}

/** `running`: the session is going on at this moment. */
export function sessionWords(session: LoggedSession, running: boolean, t: TFunction): SessionWords {
  const { expert, address, begun, ended, reason } = session
  const name = personName(expert)
  const open = running ? t('sessionLog.running') : t('sessionLog.unknownEnd')
  return {
    who: t('sessionLog.who', { name, address: oneLine(address) }),
    facts: [
      [t('sessionLog.begun'), exactTime(begun)],
      [t('sessionLog.ended'), ended === null ? open : exactTime(ended)],
      ...(ended === null
        ? []
        : ([
            [t('sessionLog.lasted'), ended - begun < 60_000 ? t('sessionLog.seconds') : span(ended - begun)],
            [t('sessionLog.reason'), eventReason(reason, name, t)],
          ] as const)),
    ],
    events: session.events.map((event) => [exactTime(event.at), eventText(event.kind, t)]),
  }
}

/** As lines of a text file; the marks that isolate names on the screen are left out. */
export function sessionLines(words: SessionWords, heading: string): readonly string[] {
  const lines = [
    words.who,
    ...words.facts.map(([label, value]) => `    ${label} ${value}`),
    ...(words.events.length > 0 ? [`    ${heading}`] : []),
    ...words.events.map(([time, text]) => `        ${time}  ${text}`),
    '',
  ]
  return lines.map((line) => line.replace(/[\u2068\u2069]/gu, ''))
}
