// Domain. One job: the keys that type no character, by keysym: what they hold down, and where they sit on a keyboard.
// Positions are XT scancodes, set 1, extended ones as 0xe0xx, as the RFB extended key event carries them.

export type ModifierKind = 'shift' | 'control' | 'alt' | 'super' | 'alt-gr' | 'lock'

const MODIFIERS: Readonly<Record<number, ModifierKind>> = {
  0xffe1: 'shift',
  0xffe2: 'shift',
  0xffe3: 'control',
  0xffe4: 'control',
  0xffe5: 'lock', // Caps_Lock
  0xffe6: 'lock', // Shift_Lock
  0xff7f: 'lock', // Num_Lock
  0xff14: 'lock', // Scroll_Lock
  0xffe7: 'alt', // Meta_L
  0xffe8: 'alt',
  0xffe9: 'alt',
  0xffea: 'alt',
  0xffeb: 'super',
  0xffec: 'super',
  0xffed: 'super', // Hyper_L
  0xffee: 'super',
  0xfe03: 'alt-gr', // ISO_Level3_Shift
  0xff7e: 'alt-gr', // Mode_switch
}

/** What a keysym holds while it is down, undefined for every other key. */
export const modifierOf = (keysym: number): ModifierKind | undefined => MODIFIERS[keysym]

const MODIFIERS_BY_PLACE: Readonly<Record<number, ModifierKind>> = {
  0x1d: 'control',
  0x2a: 'shift',
  0x36: 'shift',
  0x38: 'alt',
  0x3a: 'lock',
  0xe01d: 'control',
  0xe038: 'alt',
  0xe05b: 'super',
  0xe05c: 'super',
}

/** As `modifierOf`, for a viewer that knows the place of a key and not its symbol. */
export const modifierAt = (scancode: number): ModifierKind | undefined => MODIFIERS_BY_PLACE[scancode]

export const SCANCODE = {
  escape: 0x01,
  backspace: 0x0e,
  tab: 0x0f,
  enter: 0x1c,
  controlLeft: 0x1d,
  shiftLeft: 0x2a,
  shiftRight: 0x36,
  altLeft: 0x38,
  capsLock: 0x3a,
  numLock: 0x45,
  scrollLock: 0x46,
  controlRight: 0xe01d,
  print: 0xe037,
  altRight: 0xe038,
  pause: 0xe046,
  superLeft: 0xe05b,
  superRight: 0xe05c,
  menu: 0xe05d,
} as const

const POSITIONS: Readonly<Record<number, number>> = {
  0xff08: SCANCODE.backspace,
  0xff09: SCANCODE.tab,
  0xfe20: SCANCODE.tab, // ISO_Left_Tab
  0xff0d: SCANCODE.enter,
  0xff8d: 0xe01c, // KP_Enter
  0xff13: SCANCODE.pause,
  0xff6b: SCANCODE.pause, // Break
  0xff14: SCANCODE.scrollLock,
  0xff61: SCANCODE.print,
  0xff15: SCANCODE.print, // Sys_Req
  0xff67: SCANCODE.menu,
  0xff7f: SCANCODE.numLock,
  0xffe5: SCANCODE.capsLock,
  0xffe1: SCANCODE.shiftLeft,
  0xffe2: SCANCODE.shiftRight,
  0xffe3: SCANCODE.controlLeft,
  0xffe4: SCANCODE.controlRight,
  0xffe7: SCANCODE.superLeft, // Meta
  0xffe8: SCANCODE.superRight,
  0xffe9: SCANCODE.altLeft,
  0xffea: SCANCODE.altRight,
  0xffeb: SCANCODE.superLeft,
  0xffec: SCANCODE.superRight,
  0xfe03: SCANCODE.altRight,
  0xff7e: SCANCODE.altRight,
  0xff50: 0xe047, // Home
  0xff51: 0xe04b, // Left
  0xff52: 0xe048, // Up
  0xff53: 0xe04d, // Right
  0xff54: 0xe050, // Down
  0xff55: 0xe049, // Page_Up
  0xff56: 0xe051, // Page_Down
  0xff57: 0xe04f, // End
  0xff63: 0xe052, // Insert
  0xffff: 0xe053, // Delete
  // The keypad with Num Lock off: the same keys as above, whatever Num Lock is over there.
  0xff95: 0xe047,
  0xff96: 0xe04b,
  0xff97: 0xe048,
  0xff98: 0xe04d,
  0xff99: 0xe050,
  0xff9a: 0xe049,
  0xff9b: 0xe051,
  0xff9c: 0xe04f,
  0xff9e: 0xe052,
  0xff9f: 0xe053,
}

const F1 = 0xffbe
const F_KEYS = [0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x40, 0x41, 0x42, 0x43, 0x44, 0x57, 0x58]

/** Where the key of this keysym sits, 0 when unknown. */
export function positionOfSpecialKey(keysym: number): number {
  return POSITIONS[keysym] ?? F_KEYS[keysym - F1] ?? 0
}

/** KP_Home … KP_Delete: keys whose meaning hangs on the other side's Num Lock when they go in by position. */
export const isKeypadCursorKey = (keysym: number): boolean => keysym >= 0xff95 && keysym <= 0xff9f

const US_ROWS: readonly (readonly [number, string, string])[] = [
  [0x02, '1234567890-=', '!@#$%^&*()_+'],
  [0x10, 'qwertyuiop[]', 'QWERTYUIOP{}'],
  [0x1e, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [0x2b, '\\zxcvbnm,./', '|ZXCVBNM<>?'],
  [0x39, ' ', ' '],
]

/** Where a character sits on a US keyboard, 0 when nowhere: the last resort for a shortcut of a viewer without positions. */
export function usPositionOf(character: string): number {
  for (const [first, plain, shifted] of US_ROWS) {
    const column = Math.max(plain.indexOf(character), shifted.indexOf(character))
    if (character !== '' && column >= 0) return first + column
  }
  return 0
}
