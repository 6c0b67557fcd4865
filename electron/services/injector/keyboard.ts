// Services. One job: remembers which keys an expert holds, on every system: an up releases what its down pressed,
// whatever the symbol is by then, and releaseAll leaves nothing down (CTL-3).

import { type KeyRoute, isEscape, routeKey } from '../../domain/input/key-route.ts'
import { type ModifierKind, modifierAt, modifierOf } from '../../domain/input/special-keys.ts'
import type { KeyEvent } from './injector.ts'

export type Stroke = Exclude<KeyRoute, { readonly kind: 'nothing' }>

/** What a system does with one key. `Held` is its own note of what is down. */
export type Keys<Held> = {
  /** null: this system has no such key, or will not press it. */
  readonly press: (stroke: Stroke) => Held | null
  /** The viewer repeats the down of a key that is held. */
  readonly repeat: (held: Held) => void
  readonly release: (held: Held) => void
}

export type Keyboard = {
  /** How this event would go in now; null for an up and for what never goes in. */
  readonly strokeOf: (event: KeyEvent) => Stroke | null
  readonly key: (event: KeyEvent) => void
  readonly holds: (kind: ModifierKind) => boolean
  readonly releaseAll: () => void
}

type Entry<Held> = {
  readonly held: Held
  readonly modifier: ModifierKind | undefined
  readonly keysym: number
}

export function createKeyboard<Held>(keys: Keys<Held>): Keyboard {
  const entries = new Map<string, Entry<Held>>()

  const holds = (kind: ModifierKind) => [...entries.values()].some((entry) => entry.modifier === kind)

  const strokeOf = (event: KeyEvent): Stroke | null => {
    if (!event.down) return null
    const route = routeKey(event, holds('control') || holds('alt') || holds('super'))
    return route.kind === 'nothing' ? null : route
  }

  const press = (event: KeyEvent) => {
    const stroke = strokeOf(event)
    if (stroke === null) return
    const name = nameOf(event)
    const before = entries.get(name)
    if (before?.keysym === event.keysym) {
      keys.repeat(before.held)
      return
    }
    // The same key with another symbol, as when Shift joins while it repeats.
    if (before !== undefined) release(name)
    const held = keys.press(stroke)
    if (held !== null) entries.set(name, { held, modifier: modifierIn(event), keysym: event.keysym })
  }

  const release = (name: string) => {
    const entry = entries.get(name)
    if (entry === undefined) return
    entries.delete(name)
    keys.release(entry.held)
  }

  return {
    strokeOf,
    holds,
    key: (event) => {
      if (isEscape(event)) return
      if (event.down) press(event)
      else release(entries.has(nameOf(event)) ? nameOf(event) : otherCase(event))
    },
    releaseAll: () => {
      // The last one first: a shortcut's letter goes up before its modifier.
      for (const name of [...entries.keys()].reverse()) release(name)
    },
  }
}

const modifierIn = ({ keysym, scancode }: KeyEvent) =>
  keysym === 0 ? modifierAt(scancode) : modifierOf(keysym)

/** A physical key is known by its place, otherwise by its symbol. */
const nameOf = ({ scancode, keysym }: KeyEvent): string =>
  scancode !== 0 ? `at ${scancode}` : `as ${keysym}`

/** Without places, a letter may go up in the other case when Shift went up before it. */
function otherCase({ keysym }: KeyEvent): string {
  const letter = String.fromCodePoint(keysym < 0x100 ? keysym : 0)
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  return `as ${other.codePointAt(0) ?? 0}`
}
