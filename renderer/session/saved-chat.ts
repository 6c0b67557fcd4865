// Renderer. The chat history as lines of a text file: names, times and notes in the words of the window.

import type { TFunction } from 'i18next'
import type { ChatLine } from '../../shared/session.ts'
import { exactTime, shortTime } from '../text/format.ts'
import { chatText, personName, plainName } from '../text/names.ts'
import { noteText, type Side } from '../text/notes.ts'

type Chat = { readonly lines: readonly ChatLine[]; readonly side: Side; readonly other: string }

/** Isolates keep a name's direction to itself on the screen; in a file they are only in the way. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/gu, '')

export function savedChat({ lines, side, other }: Chat, t: TFunction): readonly string[] {
  const first = lines[0]
  const title = first && t('chat.savedTitle', { name: plainName(other), time: shortTime(first.at) })
  return [...(title === undefined ? [] : [title, '']), ...lines.map((line) => lineOf(line, side, other, t))]
}

function lineOf(line: ChatLine, side: Side, other: string, t: TFunction): string {
  const time = exactTime(line.at)
  if (line.kind === 'note')
    return t('chat.savedNote', { time, text: plain(noteText(line.note, side, personName(other), t)) })
  const who = line.kind === 'mine' ? t('chat.mine') : plainName(other)
  return t('chat.savedLine', { time, who, text: chatText(line.text).replaceAll('\n', '\n    ') })
}
