// Test host: the few window-manager requests that Chromium's own protocol lacks, by libX11 through koffi.
// Without an X server every function does nothing.

import koffi from 'koffi'

type Pointer = object
const CLIENT_MESSAGE = 33
const TO_WINDOW_MANAGER = (1 << 20) | (1 << 19)
const EVENT_SIZE = 192
const DEPTH = 4

function open() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] === undefined) return null
  try {
    const lib = koffi.load('libX11.so.6')
    const XOpenDisplay = lib.func('void *XOpenDisplay(const char *name)') as (
      name: string | null,
    ) => Pointer | null
    const onError = koffi.proto('int HostXErrorHandler(void *display, void *event)')
    const XSetErrorHandler = lib.func('void *XSetErrorHandler(HostXErrorHandler *handler)') as (
      handler: unknown,
    ) => unknown
    // A window may vanish between two requests: Xlib would end the process for that.
    XSetErrorHandler(koffi.register(() => 0, koffi.pointer(onError)))
    const display = XOpenDisplay(null)
    if (!display) return null
    const fn = <F>(signature: string): F => lib.func(signature) as F
    const root = fn<(display: Pointer) => number>('ulong XDefaultRootWindow(void *display)')(display)
    koffi.struct('HostXClassHint', { name: 'char *', className: 'char *' })
    return {
      display,
      root,
      intern: fn<(d: Pointer, name: string, only: number) => number>(
        'ulong XInternAtom(void *d, const char *name, int only)',
      ),
      flush: fn<(d: Pointer) => number>('int XFlush(void *d)'),
      raise: fn<(d: Pointer, w: number) => number>('int XRaiseWindow(void *d, ulong w)'),
      name: fn<(d: Pointer, w: number, name: string) => number>(
        'int XStoreName(void *d, ulong w, const char *name)',
      ),
      transient: fn<(d: Pointer, w: number, parent: number) => number>(
        'int XSetTransientForHint(void *d, ulong w, ulong parent)',
      ),
      sendEvent: fn<(d: Pointer, w: number, propagate: number, mask: number, event: Buffer) => number>(
        'int XSendEvent(void *d, ulong w, int propagate, long mask, void *event)',
      ),
      change: fn<
        (
          d: Pointer,
          w: number,
          property: number,
          type: number,
          format: number,
          mode: number,
          data: Buffer,
          n: number,
        ) => number
      >(
        'int XChangeProperty(void *d, ulong w, ulong property, ulong type, int format, int mode, void *data, int n)',
      ),
      tree: fn<
        (d: Pointer, w: number, root: number[], parent: number[], children: unknown[], n: number[]) => number
      >(
        'int XQueryTree(void *d, ulong w, _Out_ ulong *root, _Out_ ulong *parent, _Out_ void **children, _Out_ uint *n)',
      ),
      classHint: fn<(d: Pointer, w: number, hint: { name?: string; className?: string }) => number>(
        'int XGetClassHint(void *d, ulong w, _Out_ HostXClassHint *hint)',
      ),
      geometry: fn<
        (
          d: Pointer,
          w: number,
          root: number[],
          x: number[],
          y: number[],
          wide: number[],
          high: number[],
          b: number[],
          z: number[],
        ) => number
      >(
        'int XGetGeometry(void *d, ulong w, _Out_ ulong *root, _Out_ int *x, _Out_ int *y, _Out_ uint *wide, _Out_ uint *high, _Out_ uint *b, _Out_ uint *z)',
      ),
      free: fn<(data: unknown) => number>('int XFree(void *data)'),
    }
  } catch (cause) {
    process.stderr.write(`host: no X11 helper: ${String(cause)}\n`)
    return null
  }
}

let opened: ReturnType<typeof open> | undefined
const x = (): ReturnType<typeof open> => (opened === undefined ? (opened = open()) : opened)

function children(window: number): number[] {
  const c = x()
  if (!c) return []
  const [list, count]: [unknown[], number[]] = [[null], [0]]
  if (c.tree(c.display, window, [0], [0], list, count) === 0 || !list[0]) return []
  const found = koffi.decode(list[0], koffi.array('ulong', count[0] ?? 0, 'Array')) as (number | bigint)[]
  c.free(list[0])
  return found.map(Number)
}

function search(window: number, name: string, depth: number): number | undefined {
  const c = x()
  if (!c || depth === 0) return undefined
  for (const child of children(window)) {
    const hint: { name?: string } = {}
    if (c.classHint(c.display, child, hint) !== 0 && hint.name === name) return child
    const below = search(child, name, depth - 1)
    if (below !== undefined) return below
  }
  return undefined
}

/** The window whose WM_CLASS instance is `name`; asked again until it is there (3 s at most). */
export async function windowOfClass(name: string): Promise<number | undefined> {
  const c = x()
  if (!c) return undefined
  for (let left = 300; left > 0; left -= 1) {
    const found = search(c.root, name, DEPTH)
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return undefined
}

/** Size of the whole screen in pixels; 1280x800 where it cannot be asked. */
export function screenSize(): { width: number; height: number } {
  const c = x()
  const [width, height] = [[1280], [800]]
  if (c) c.geometry(c.display, c.root, [0], [0], [0], width, height, [0], [0])
  return { width: width[0] ?? 1280, height: height[0] ?? 800 }
}

function ask(window: number, message: string, data: readonly number[]): void {
  const c = x()
  if (!c) return
  const event = Buffer.alloc(EVENT_SIZE)
  event.writeInt32LE(CLIENT_MESSAGE, 0)
  event.writeBigUInt64LE(BigInt(window), 32)
  event.writeBigUInt64LE(BigInt(c.intern(c.display, message, 0)), 40)
  event.writeInt32LE(32, 48)
  data.forEach((value, index) => event.writeBigInt64LE(BigInt(value), 56 + index * 8))
  c.sendEvent(c.display, c.root, 0, TO_WINDOW_MANAGER, event)
  c.flush(c.display)
}

function property(window: number, name: string, type: string, values: readonly number[]): void {
  const c = x()
  if (!c) return
  // Format 32 means C longs: eight bytes each here.
  const data = Buffer.alloc(values.length * 8)
  values.forEach((value, index) => data.writeBigUInt64LE(BigInt(value), index * 8))
  c.change(
    c.display,
    window,
    c.intern(c.display, name, 0),
    c.intern(c.display, type, 0),
    32,
    0,
    data,
    values.length,
  )
  c.flush(c.display)
}

/** EWMH: a mapped window asks the window manager for a state, e.g. ABOVE or SKIP_TASKBAR. */
export function requestState(
  window: number,
  state: 'ABOVE' | 'SKIP_TASKBAR' | 'MODAL' | 'DEMANDS_ATTENTION',
  on: boolean,
): void {
  const c = x()
  if (c) ask(window, '_NET_WM_STATE', [on ? 1 : 0, c.intern(c.display, `_NET_WM_STATE_${state}`, 0), 0, 1, 0])
}

export const setFrame = (window: number, frame: boolean): void =>
  property(window, '_MOTIF_WM_HINTS', '_MOTIF_WM_HINTS', [2, 0, frame ? 1 : 0, 0, 0])

/** A window that was used at time 0 is not given the focus when it appears. */
export const withoutFocus = (window: number): void => property(window, '_NET_WM_USER_TIME', 'CARDINAL', [0])

export const activate = (window: number): void => ask(window, '_NET_ACTIVE_WINDOW', [2, 0, 0, 0, 0])

export function raise(window: number): void {
  const c = x()
  if (!c) return
  c.raise(c.display, window)
  c.flush(c.display)
}

export function setParent(window: number, parent: number): void {
  const c = x()
  if (!c) return
  c.transient(c.display, window, parent)
  c.flush(c.display)
}

/** The title the window manager shows, until Chromium writes the page's next one. */
export function setName(window: number, title: string): void {
  const c = x()
  if (!c) return
  const data = Buffer.from(title)
  c.change(
    c.display,
    window,
    c.intern(c.display, '_NET_WM_NAME', 0),
    c.intern(c.display, 'UTF8_STRING', 0),
    8,
    0,
    data,
    data.length,
  )
  c.flush(c.display)
}
