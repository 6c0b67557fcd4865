// Renderer. Text that another person chose (names, chat, paths) made safe to show.
// SECURITY: control and direction characters could turn a sentence around or hide what it says, so they never reach the screen.

import i18next from 'i18next'

// C0 and C1 controls, direction marks, overrides and isolates, line separators, invisible joins of Unicode's tag block.
const hidden = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu
const hiddenButLines =
  /(?![\n\t])[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu

/** Marks piled on one letter would grow over the lines above; four are enough for every language. */
const towers = /(\p{M}{4})\p{M}+/gu

/** Longer names are cut: the novice's dialog itself allows 20 characters, a hostile file does not. */
const SHOWN_NAME = 40

/** A name for a title bar: visible characters only, at most 40 of them, never empty. */
export function plainName(raw: string): string {
  const clean = raw.replace(hidden, ' ').replace(towers, '$1').replace(/\s+/gu, ' ').trim()
  // Code points, not what a reader calls letters: a single letter may carry a thousand marks.
  const letters = Array.from(clean)
  if (letters.length === 0) return i18next.t('person.unknown')
  return letters.length > SHOWN_NAME ? `${letters.slice(0, SHOWN_NAME - 1).join('')}…` : clean
}

/** A name for the middle of a sentence: U+2068 and U+2069 keep its writing direction from spilling over. */
export const personName = (raw: string): string => `\u2068${plainName(raw)}\u2069`

/** One line of foreign text (a path, an address), isolated like a name but not cut. */
export const oneLine = (raw: string): string => `\u2068${raw.replace(hidden, ' ')}\u2069`

/** Chat keeps its line ends and tabs, nothing else that cannot be seen. */
export const chatText = (raw: string): string =>
  raw.replace(/\r\n?/gu, '\n').replace(hiddenButLines, '').replace(towers, '$1')

/** The beginning of a text, at most `limit` UTF-16 units of it, never half a character. */
export function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text
  const last = text.charCodeAt(limit - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit)
}
