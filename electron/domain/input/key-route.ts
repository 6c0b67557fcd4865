// Domain. One job: how a key of the expert's goes in. Text as the symbol it produced, so that a French keyboard can help
// a German one; shortcuts and keys without a symbol by their place on the keyboard.

import { characterOf } from './keysym.ts'
import {
  SCANCODE,
  isKeypadCursorKey,
  modifierOf,
  positionOfSpecialKey,
  usPositionOf,
} from './special-keys.ts'

/** As in services/injector/injector.ts. */
export type Key = { readonly keysym: number; readonly scancode: number }

export type KeyRoute =
  | { readonly kind: 'symbol'; readonly keysym: number; readonly character: string }
  /** `keysym` says what is printed there, 0 where unknown; some systems know keys by it. */
  | { readonly kind: 'position'; readonly scancode: number; readonly keysym: number }
  | { readonly kind: 'nothing' }

const ESCAPE_KEYSYM = 0xff1b

/** SECURITY: the expert's ESC gives control up and is never injected: the sensor could not tell it from the novice's (CTL-6). */
export const isEscape = ({ keysym, scancode }: Key): boolean =>
  keysym === ESCAPE_KEYSYM || scancode === SCANCODE.escape

/** `shortcut`: Ctrl, Alt or Super is held. AltGr does not count: it types characters. */
export function routeKey(key: Key, shortcut: boolean): KeyRoute {
  const { keysym, scancode } = key
  if (isEscape(key)) return { kind: 'nothing' }
  const character = characterOf(keysym)
  if (character !== '' && !shortcut) return { kind: 'symbol', keysym, character }
  const place = placeOf(key, character)
  return place === 0 && keysym === 0 ? { kind: 'nothing' } : { kind: 'position', scancode: place, keysym }

  function placeOf(from: Key, printed: string): number {
    // A viewer may call the right Alt key what it is on its own layout; the symbol decides what it holds here.
    const special = positionOfSpecialKey(from.keysym)
    if (special !== 0 && (modifierOf(from.keysym) !== undefined || isKeypadCursorKey(from.keysym)))
      return special
    return scancode !== 0 ? scancode : special !== 0 ? special : usPositionOf(printed)
  }
}
