// Services. One job: X11 requests as bytes on the wire, and what their answers say. Layouts: the X protocol's own
// documents (x11proto, damageproto, fixesproto, shmproto, xinput 2, xtest, all at x.org). Words are little endian.

/** Header (the length is filled in by libxcb) and words of 32 bits. `data` is the second byte: a minor opcode or a detail. */
export function request(opcode: number, data: number, ...words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + words.length * 4)
  const view = new DataView(bytes.buffer)
  bytes[0] = opcode
  bytes[1] = data
  words.forEach((word, index) => view.setUint32(4 + index * 4, word >>> 0, true))
  return bytes
}

/** Two 16 bit values in one word, the first one first in memory. */
export const pair = (first: number, second: number): number => ((first & 0xffff) | (second << 16)) >>> 0

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

// The core protocol.
export const changeWindowEvents = (window: number, events: number) => request(2, 0, window, 1 << 11, events)
export const getGeometry = (drawable: number) => request(14, 0, drawable)
export const queryPointer = (window: number) => request(38, 0, window)
export const getInputFocus = () => request(43, 0)
export const queryKeymap = () => request(44, 0)
export const getKeyboardMapping = (first: number, count: number) => request(101, 0, first | (count << 8))
export const getModifierMapping = () => request(119, 0)
export const getImage = (drawable: number, x: number, y: number, width: number, height: number) =>
  request(73, Z_PIXMAP, drawable, pair(x, y), pair(width, height), 0xffffffff)

export const Z_PIXMAP = 2
export const STRUCTURE_NOTIFY = 1 << 17
export const CONFIGURE_NOTIFY = 22
export const MAPPING_NOTIFY = 34
export const GENERIC_EVENT = 35

/** The keycode from `first` on, each with the same number of keysyms. */
export function changeKeyboardMapping(first: number, keysyms: readonly (readonly number[])[]): Uint8Array {
  const perKeycode = keysyms[0]?.length ?? 0
  return request(100, keysyms.length, first | (perKeycode << 8), ...keysyms.flat())
}

export const queryExtension = (name: string): Uint8Array => withName(98, name)
export const internAtom = (name: string): Uint8Array => withName(16, name)

function withName(opcode: number, name: string): Uint8Array {
  const padded = new Uint8Array((name.length + 3) & ~3)
  padded.set(new TextEncoder().encode(name))
  const head = request(opcode, 0, name.length)
  const bytes = new Uint8Array(head.length + padded.length)
  bytes.set(head)
  bytes.set(padded, head.length)
  return bytes
}

const INPUT_ONLY = 2
const WINDOW_TYPE = 33

/** Never shown, hears nothing: what it is good for is that it goes when its program does. */
export const createHiddenWindow = (window: number, root: number) =>
  request(1, 0, window, root, pair(-1, -1), pair(1, 1), pair(0, INPUT_ONLY), 0, 0)
/** A property that is a window. */
export const changeWindowProperty = (window: number, property: number, value: number) =>
  request(18, 0, window, property, WINDOW_TYPE, 32, 1, value)
export const deleteProperty = (window: number, property: number) => request(19, 0, window, property)
export const getWindowProperty = (window: number, property: number) =>
  request(20, 0, window, property, WINDOW_TYPE, 0, 1)

/** The screen as the connection's setup block describes it, or why its pixels are not of the one kind we read. */
export type ScreenSetup = {
  readonly root: number
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly bitsPerPixel: number
  readonly littleEndian: boolean
  readonly redMask: number
  readonly blueMask: number
  readonly minKeycode: number
  readonly maxKeycode: number
}

const FORMAT_BYTES = 8
const SCREEN_BYTES = 40
const VISUAL_BYTES = 24

/** Reads the first screen of the setup block; libxcb has checked its lengths. */
export function readSetup(bytes: Uint8Array): ScreenSetup {
  const view = viewOf(bytes)
  const formats = 40 + ((view.getUint16(24, true) + 3) & ~3)
  const screen = formats + view.getUint8(29) * FORMAT_BYTES
  const depth = view.getUint8(screen + 38)
  let bitsPerPixel = 0
  for (let at = formats; at < screen; at += FORMAT_BYTES) {
    if (view.getUint8(at) === depth) bitsPerPixel = view.getUint8(at + 1)
  }
  const visual = findVisual(view, screen, view.getUint32(screen + 32, true))
  return {
    root: view.getUint32(screen, true),
    width: view.getUint16(screen + 20, true),
    height: view.getUint16(screen + 22, true),
    depth,
    bitsPerPixel,
    littleEndian: view.getUint8(30) === 0,
    redMask: visual === 0 ? 0 : view.getUint32(visual + 8, true),
    blueMask: visual === 0 ? 0 : view.getUint32(visual + 16, true),
    minKeycode: view.getUint8(34),
    maxKeycode: view.getUint8(35),
  }
}

/** Where the visual with this id is described, 0 when it is not. */
function findVisual(view: DataView, screen: number, id: number): number {
  let at = screen + SCREEN_BYTES
  for (let depths = view.getUint8(screen + 39); depths > 0; depths--) {
    const visuals = view.getUint16(at + 2, true)
    at += 8
    for (let index = 0; index < visuals; index++, at += VISUAL_BYTES) {
      if (view.getUint32(at, true) === id) return at
    }
  }
  return 0
}
