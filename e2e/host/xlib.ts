// Test host: libX11 through koffi: only the functions that x11.ts needs.

import koffi from 'koffi'

type Pointer = object
type Geometry = (
  d: Pointer,
  w: number,
  root: number[],
  x: number[],
  y: number[],
  width: number[],
  height: number[],
  border: number[],
  depth: number[],
) => number

export type Xlib = NonNullable<ReturnType<typeof open>>

function open() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] === undefined) return null
  try {
    const lib = koffi.load('libX11.so.6')
    // The C signature stands beside the type it gets; koffi itself knows no types.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
    const fn = <F>(signature: string): F => lib.func(signature) as F
    const onError = koffi.proto('int HostXErrorHandler(void *display, void *event)')
    // A window may vanish between two requests: Xlib would end the process for that.
    fn<(handler: unknown) => unknown>('void *XSetErrorHandler(HostXErrorHandler *handler)')(
      koffi.register(() => 0, koffi.pointer(onError)),
    )
    const d = fn<(name: string | null) => Pointer | null>('void *XOpenDisplay(const char *name)')(null)
    if (!d) return null
    koffi.struct('HostXClassHint', { name: 'char *', className: 'char *' })
    const intern = fn<(d: Pointer, name: string, only: number) => number>(
      'ulong XInternAtom(void *d, const char *name, int only)',
    )
    const flush = fn<(d: Pointer) => number>('int XFlush(void *d)')
    const sync = fn<(d: Pointer, discard: number) => number>('int XSync(void *d, int discard)')
    const map = fn<(d: Pointer, w: number) => number>('int XMapWindow(void *d, ulong w)')
    const withdraw = fn<(d: Pointer, w: number, screen: number) => number>(
      'int XWithdrawWindow(void *d, ulong w, int screen)',
    )
    const raise = fn<(d: Pointer, w: number) => number>('int XRaiseWindow(void *d, ulong w)')
    const remove = fn<(d: Pointer, w: number, property: number) => number>(
      'int XDeleteProperty(void *d, ulong w, ulong property)',
    )
    const change = fn<
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
    )
    const sendEvent = fn<(d: Pointer, w: number, propagate: number, mask: number, event: Buffer) => number>(
      'int XSendEvent(void *d, ulong w, int propagate, long mask, void *event)',
    )
    const tree = fn<
      (d: Pointer, w: number, root: number[], parent: number[], children: unknown[], n: number[]) => number
    >(
      'int XQueryTree(void *d, ulong w, _Out_ ulong *root, _Out_ ulong *parent, _Out_ void **children, _Out_ uint *n)',
    )
    const properties = fn<(d: Pointer, w: number, n: number[]) => unknown>(
      'void *XListProperties(void *d, ulong w, _Out_ int *n)',
    )
    const classHint = fn<(d: Pointer, w: number, hint: { name?: string }) => number>(
      'int XGetClassHint(void *d, ulong w, _Out_ HostXClassHint *hint)',
    )
    const geometry = fn<Geometry>(
      'int XGetGeometry(void *d, ulong w, _Out_ ulong *root, _Out_ int *x, _Out_ int *y, _Out_ uint *width, _Out_ uint *height, _Out_ uint *border, _Out_ uint *depth)',
    )
    const inputFocus = fn<(d: Pointer, w: number[], revert: number[]) => number>(
      'int XGetInputFocus(void *d, _Out_ ulong *w, _Out_ int *revert)',
    )
    const free = fn<(data: unknown) => number>('int XFree(void *data)')
    const root = fn<(d: Pointer) => number>('ulong XDefaultRootWindow(void *d)')(d)
    const longs = (pointer: unknown, count: number): number[] => {
      if (!pointer) return []
      const values = koffi.decode(pointer, koffi.array('ulong', count, 'Array')) as (number | bigint)[]
      free(pointer)
      return values.map(Number)
    }
    return {
      root,
      atom: (name: string) => intern(d, name, 0),
      flush: () => flush(d),
      sync: () => sync(d, 0),
      map: (w: number) => map(d, w),
      withdraw: (w: number) => withdraw(d, w, 0),
      focused(): number {
        const window = [0]
        inputFocus(d, window, [0])
        return Number(window[0])
      },
      raise: (w: number) => raise(d, w),
      remove: (w: number, property: number) => remove(d, w, property),
      change: (w: number, property: number, type: number, format: 8 | 32, data: Buffer, count: number) =>
        change(d, w, property, type, format, 0, data, count),
      sendEvent: (w: number, mask: number, event: Buffer) => sendEvent(d, w, 0, mask, event),
      children(w: number): number[] {
        const [list, count]: [unknown[], number[]] = [[null], [0]]
        return tree(d, w, [0], [0], list, count) === 0 ? [] : longs(list[0], count[0] ?? 0)
      },
      properties(w: number): number[] {
        const count = [0]
        return longs(properties(d, w, count), count[0] ?? 0)
      },
      /** The instance part of WM_CLASS. */
      className(w: number): string | undefined {
        const hint: { name?: string } = {}
        return classHint(d, w, hint) === 0 ? undefined : hint.name
      },
      size(w: number): { width: number; height: number } {
        const [width, height] = [[0], [0]]
        geometry(d, w, [0], [0], [0], width, height, [0], [0])
        return { width: width[0] ?? 0, height: height[0] ?? 0 }
      },
    }
  } catch (cause) {
    process.stderr.write(`host: no X11 helper: ${String(cause)}\n`)
    return null
  }
}

let opened: ReturnType<typeof open> | undefined

/** Null where there is no X server. */
export const xlib = (): ReturnType<typeof open> => (opened === undefined ? (opened = open()) : opened)
