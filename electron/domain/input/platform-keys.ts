// Domain. One job: the same place on the keyboard in the numbers of each system, from XT scancodes (set 1, 0xe0xx).

/** X.org's evdev keycodes are Linux' own plus 8; the plain XT codes up to 0x58 are Linux' codes already. */
const X_OFFSET = 8
const LAST_PLAIN = 0x58

// linux/input-event-codes.h
const EVDEV: Readonly<Record<number, number>> = {
  0x59: 117, // keypad =
  0x5b: 183, // F13
  0x70: 93, // katakana/hiragana
  0x73: 89, // ro
  0x79: 92, // henkan
  0x7b: 94, // muhenkan
  0x7d: 124, // yen
  0x7e: 121, // keypad ,
  0xe01c: 96, // keypad Enter
  0xe01d: 97, // right Control
  0xe035: 98, // keypad /
  0xe037: 99, // Print
  0xe038: 100, // right Alt
  0xe046: 119, // Pause
  0xe047: 102, // Home
  0xe048: 103, // Up
  0xe049: 104, // Page Up
  0xe04b: 105, // Left
  0xe04d: 106, // Right
  0xe04f: 107, // End
  0xe050: 108, // Down
  0xe051: 109, // Page Down
  0xe052: 110, // Insert
  0xe053: 111, // Delete
  0xe05b: 125, // left Super
  0xe05c: 126, // right Super
  0xe05d: 127, // Menu
}

/** The X11 keycode of a place (evdev rules, as every X.org server of today has), 0 when unknown. */
export function xKeycodeOf(scancode: number): number {
  const evdev = EVDEV[scancode] ?? (scancode <= LAST_PLAIN ? scancode : 0)
  return evdev === 0 ? 0 : evdev + X_OFFSET
}

/** Windows takes XT scancodes; what stands in the way is that Pause and Num Lock share one and are known by name. */
export type WindowsKey = {
  readonly scancode: number
  readonly extended: boolean
  readonly virtualKey: number
}

const VK_PAUSE = 0x13
const VK_NUMLOCK = 0x90

export function windowsKeyOf(scancode: number): WindowsKey {
  if (scancode === 0xe046) return { scancode: 0x45, extended: false, virtualKey: VK_PAUSE }
  if (scancode === 0x45) return { scancode: 0x45, extended: true, virtualKey: VK_NUMLOCK }
  return { scancode: scancode & 0xff, extended: scancode >> 8 === 0xe0, virtualKey: 0 }
}

// HIToolbox/Events.h: kVK_ANSI_* and kVK_*, in the order of the XT codes 0x01 … 0x39; -1 where a Mac has no such key.
const MAC_PLAIN = [
  0x35, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1a, 0x1c, 0x19, 0x1d, 0x1b, 0x18, 0x33, 0x30, 0x0c, 0x0d, 0x0e,
  0x0f, 0x11, 0x10, 0x20, 0x22, 0x1f, 0x23, 0x21, 0x1e, 0x24, 0x3b, 0x00, 0x01, 0x02, 0x03, 0x05, 0x04, 0x26,
  0x28, 0x25, 0x29, 0x27, 0x32, 0x38, 0x2a, 0x06, 0x07, 0x08, 0x09, 0x0b, 0x2d, 0x2e, 0x2b, 0x2f, 0x2c, 0x3c,
  0x43, 0x3a, 0x31, 0x39, 0x7a, 0x78, 0x63, 0x76, 0x60, 0x61, 0x62, 0x64, 0x65, 0x6d, 0x47, -1, 0x59, 0x5b,
  0x5c, 0x4e, 0x56, 0x57, 0x58, 0x45, 0x53, 0x54, 0x55, 0x52, 0x41, -1, -1, 0x0a, 0x67, 0x6f,
]

const MAC: Readonly<Record<number, number>> = {
  0x59: 0x51, // keypad =
  0x5b: 0x69, // F13
  0x73: 0x5e, // JIS underscore
  0x7d: 0x5d, // JIS yen
  0xe01c: 0x4c, // keypad Enter
  0xe01d: 0x3e, // right Control
  0xe035: 0x4b, // keypad /
  0xe037: 0x69, // Print is F13
  0xe038: 0x3d, // right Option
  0xe047: 0x73, // Home
  0xe048: 0x7e, // Up
  0xe049: 0x74, // Page Up
  0xe04b: 0x7b, // Left
  0xe04d: 0x7c, // Right
  0xe04f: 0x77, // End
  0xe050: 0x7d, // Down
  0xe051: 0x79, // Page Down
  0xe052: 0x72, // Insert is Help
  0xe053: 0x75, // forward Delete
  0xe05b: 0x37, // left Command
  0xe05c: 0x36, // right Command
  0xe05d: 0x6e, // Menu
}

/** The macOS virtual key code of a place, -1 when there is none (0 is the A key). */
export function macKeyOf(scancode: number): number {
  return MAC[scancode] ?? MAC_PLAIN[scancode - 1] ?? -1
}
