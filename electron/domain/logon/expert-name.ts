// Domain. The name an expert gives: text from outside that ends up in a question put to the novice (ADM-4).

/** Longest name shown, in code points. */
export const EXPERT_NAME_LIMIT = 64

/** Control, format (bidirectional overrides, invisible joiners), private and lone surrogate characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu

/**
 * One line of visible text of at most `EXPERT_NAME_LIMIT` code points; '' when nothing visible is left.
 * SECURITY: a name must not be able to reorder, hide or push away the words around it.
 */
export function cleanExpertName(raw: string): string {
  const visible = raw.replace(/\s/gu, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim()
  return Array.from(visible).slice(0, EXPERT_NAME_LIMIT).join('').trimEnd()
}
