// Services, native. One job: the calls of macOS' ApplicationServices that make input events, declared for koffi.
// Signatures: CoreGraphics/CGEvent.h, CGEventSource.h, CGDirectDisplay.h, CFBase.h, HIServices/AXUIElement.h.

import koffi from 'koffi'
import { type Result, err, ok } from '../../../shared/result.ts'

/** A CFTypeRef; null is none. */
export type Ref = bigint | null
export type Point = { readonly x: number; readonly y: number }
export type Area = {
  readonly origin: Point
  readonly size: { readonly width: number; readonly height: number }
}

export type MacosLibrary = {
  readonly createSource: (state: number) => Ref
  readonly createKey: (source: Ref, key: number, down: boolean) => Ref
  readonly setText: (event: Ref, length: number, utf16: Uint16Array) => void
  readonly createMouse: (source: Ref, type: number, at: Point, button: number) => Ref
  /** `units` 1 is lines; `vertical` above 0 is up, `horizontal` above 0 is left. */
  readonly createScroll: (
    source: Ref,
    units: number,
    wheels: number,
    vertical: number,
    horizontal: number,
    depth: number,
  ) => Ref
  readonly setFlags: (event: Ref, flags: number) => void
  readonly setField: (event: Ref, field: number, value: number) => void
  readonly post: (tap: number, event: Ref) => void
  readonly release: (ref: Ref) => void
  readonly mainDisplay: () => number
  readonly displayBounds: (display: number) => Area
  readonly copyDisplayMode: (display: number) => Ref
  readonly modePixelWidth: (mode: Ref) => number | bigint
  readonly releaseMode: (mode: Ref) => void
}

const FRAMEWORK = '/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices'

/** CGFloat is a double on every 64 bit Mac; both go by value. */
export const cgPoint = koffi.struct({ x: 'double', y: 'double' })
export const cgRect = koffi.struct({
  origin: cgPoint,
  size: koffi.struct({ width: 'double', height: 'double' }),
})

export function loadMacosLibrary(): Result<MacosLibrary, { readonly reason: string }> {
  try {
    const lib = koffi.load(FRAMEWORK)
    return ok({
      createSource: lib.func('void *CGEventSourceCreate(int32_t state)'),
      createKey: lib.func('void *CGEventCreateKeyboardEvent(void *source, uint16_t key, bool down)'),
      setText: lib.func(
        'void CGEventKeyboardSetUnicodeString(void *event, unsigned long length, const uint16_t *text)',
      ),
      createMouse: lib.func('CGEventCreateMouseEvent', 'void *', ['void *', 'uint32_t', cgPoint, 'uint32_t']),
      createScroll: lib.func(
        'void *CGEventCreateScrollWheelEvent2(void *source, uint32_t units, uint32_t wheels, int32_t one, int32_t two, int32_t three)',
      ),
      setFlags: lib.func('void CGEventSetFlags(void *event, uint64_t flags)'),
      setField: lib.func('void CGEventSetIntegerValueField(void *event, uint32_t field, int64_t value)'),
      post: lib.func('void CGEventPost(uint32_t tap, void *event)'),
      release: lib.func('void CFRelease(const void *ref)'),
      mainDisplay: lib.func('uint32_t CGMainDisplayID()'),
      displayBounds: lib.func('CGDisplayBounds', cgRect, ['uint32_t']),
      copyDisplayMode: lib.func('void *CGDisplayCopyDisplayMode(uint32_t display)'),
      modePixelWidth: lib.func('size_t CGDisplayModeGetPixelWidth(void *mode)'),
      releaseMode: lib.func('void CGDisplayModeRelease(void *mode)'),
    })
  } catch (cause) {
    return err({ reason: cause instanceof Error ? cause.message : String(cause) })
  }
}
