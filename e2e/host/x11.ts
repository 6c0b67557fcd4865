// Test host: what Chromium's own protocol cannot say to the window manager. Without an X server nothing happens here.

import { xlib } from './xlib.ts'

export type Look = {
  readonly frame: boolean
  readonly focusable: boolean
  readonly resizable: boolean
  readonly above: boolean
  readonly skipTaskbar: boolean
  readonly modal: boolean
  readonly parent: number | undefined
  readonly size: { readonly width: number; readonly height: number }
  readonly minimum: { readonly width: number; readonly height: number }
}

const CLIENT_MESSAGE = 33
const TO_WINDOW_MANAGER = (1 << 20) | (1 << 19)
const EVENT_SIZE = 192
const FRAMED_DEPTH = 3
const PAUSE_MS = 4
const PATIENCE_MS = 4000
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

function search(from: number, name: string, depth: number): number | undefined {
  const x = xlib()
  if (!x || depth === 0) return undefined
  const children = x.children(from).reverse()
  const found = children.find((child) => x.className(child) === name)
  if (found !== undefined || depth === 1) return found
  for (const child of children) {
    const below = search(child, name, depth - 1)
    if (below !== undefined) return below
  }
  return undefined
}

/** Format 32 means C longs: eight bytes each here. */
function property(window: number, name: string, type: string, values: readonly number[]): void {
  const x = xlib()
  if (!x) return
  const data = Buffer.alloc(values.length * 8)
  values.forEach((value, index) => data.writeBigInt64LE(BigInt(value), index * 8))
  x.change(window, x.atom(name), x.atom(type), 32, data, values.length)
}

const [ICONIC, NORMAL] = [3, 1]
const hints = (window: number, input: boolean, state: number): void =>
  property(window, 'WM_HINTS', 'WM_HINTS', [3, input ? 1 : 0, state, 0, 0, 0, 0, 0, 0])

/**
 * Catches the window whose WM_CLASS instance is `name` between its creation and its first appearance, lets it be born
 * iconic and withdraws it: nobody sees it and it takes no focus. Undefined without X, or when it does not come.
 */
export async function catchNewborn(name: string): Promise<number | undefined> {
  const x = xlib()
  if (!x) return undefined
  const until = performance.now() + PATIENCE_MS
  let window: number | undefined
  for (let turn = 0; window === undefined && performance.now() < until; turn += 1) {
    // A window that a busy machine let slip has a frame already.
    window = search(x.root, name, turn % 16 === 15 ? FRAMED_DEPTH : 1)
    if (window === undefined) await pause()
  }
  if (window === undefined) return undefined
  hints(window, true, ICONIC)
  x.sync()
  const managed = x.atom('WM_STATE')
  while (!x.properties(window).includes(managed) && performance.now() < until) await pause()
  x.withdraw(window)
  x.sync()
  return window
}

/** Shows a withdrawn window as a new one. `active` false: it does not get the focus. */
export function mapWindow(window: number, look: Look, active: boolean): void {
  const x = xlib()
  if (!x) return
  hints(window, look.focusable, NORMAL)
  if (!look.focusable) property(window, 'WM_PROTOCOLS', 'ATOM', [x.atom('WM_DELETE_WINDOW')])
  property(window, '_MOTIF_WM_HINTS', '_MOTIF_WM_HINTS', [2, 0, look.frame ? 1 : 0, 0, 0])
  const { width, height } = look.resizable ? look.minimum : look.size
  const [flags, most] = look.resizable ? [4 + 16, [0, 0]] : [4 + 16 + 32, [width, height]]
  property(window, 'WM_NORMAL_HINTS', 'WM_SIZE_HINTS', [
    flags,
    0,
    0,
    0,
    0,
    width,
    height,
    ...most,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    10,
  ])
  const states = [look.above && 'ABOVE', look.skipTaskbar && 'SKIP_TASKBAR', look.modal && 'MODAL'].filter(
    (name) => name !== false,
  )
  property(
    window,
    '_NET_WM_STATE',
    'ATOM',
    states.map((name) => x.atom(`_NET_WM_STATE_${name}`)),
  )
  if (look.parent !== undefined) property(window, 'WM_TRANSIENT_FOR', 'WINDOW', [look.parent])
  // EWMH: a window that was used at time 0 is not given the focus when it appears.
  if (active) x.remove(window, x.atom('_NET_WM_USER_TIME'))
  else property(window, '_NET_WM_USER_TIME', 'CARDINAL', [0])
  x.map(window)
  x.flush()
  if (active) activate(window)
}

export function withdrawWindow(window: number): void {
  const x = xlib()
  if (!x) return
  x.withdraw(window)
  x.flush()
}

/** Size of the whole screen in pixels; 1280x800 where it cannot be asked. */
export function screenSize(): { width: number; height: number } {
  const x = xlib()
  return x ? x.size(x.root) : { width: 1280, height: 800 }
}

function ask(window: number, message: string, data: readonly number[]): void {
  const x = xlib()
  if (!x) return
  const event = Buffer.alloc(EVENT_SIZE)
  event.writeInt32LE(CLIENT_MESSAGE, 0)
  event.writeBigUInt64LE(BigInt(window), 32)
  event.writeBigUInt64LE(BigInt(x.atom(message)), 40)
  event.writeInt32LE(32, 48)
  data.forEach((value, index) => event.writeBigInt64LE(BigInt(value), 56 + index * 8))
  x.sendEvent(x.root, TO_WINDOW_MANAGER, event)
  x.flush()
}

/** EWMH: a window that is on the screen asks the window manager for a state. */
export function requestState(
  window: number,
  state: 'ABOVE' | 'SKIP_TASKBAR' | 'DEMANDS_ATTENTION',
  on: boolean,
): void {
  const x = xlib()
  if (x) ask(window, '_NET_WM_STATE', [on ? 1 : 0, x.atom(`_NET_WM_STATE_${state}`), 0, 1, 0])
}

/** Asked as a pager does, because window managers may refuse a program's own wish. */
export const activate = (window: number): void => ask(window, '_NET_ACTIVE_WINDOW', [2, 0, 0, 0, 0])

/** Whether the keyboard goes to this window. */
export const hasFocus = (window: number | undefined): boolean => {
  const x = xlib()
  return x !== null && window !== undefined && x.focused() === window
}

export function raise(window: number): void {
  const x = xlib()
  if (!x) return
  x.raise(window)
  x.flush()
}

/** The title the window manager shows, until Chromium writes the page's next one. */
export function setName(window: number, title: string): void {
  const x = xlib()
  if (!x) return
  const data = Buffer.from(title)
  x.change(window, x.atom('_NET_WM_NAME'), x.atom('UTF8_STRING'), 8, data, data.length)
  x.flush()
}
