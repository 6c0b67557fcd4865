// Domain. Makes the novice's name, which comes from a stranger's file, fit to be shown inside a sentence (INV-3).

/** XP's dialog cuts at 20 characters (NAME_LIMIT); other writers did not, so reading is more patient. */
const SHOWN_LIMIT = 64

/**
 * Returns the name as it is shown: at most 64 code points on one line, without blanks at the ends.
 * SECURITY: control characters, bidi overrides and other invisible format characters are removed, because they
 * could turn "connect to X's computer" into another sentence. Joiners stay: Persian, Indic scripts and emoji need them.
 */
export function cleanUserName(text: string): string {
  const visible = text.replace(/\s/gu, ' ').replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  const tidy = visible.replace(/ +/g, ' ').trim()
  return Array.from(tidy).slice(0, SHOWN_LIMIT).join('').trimEnd()
}
