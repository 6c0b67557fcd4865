// Services. The port through which an expert's input reaches this computer; one implementation a system stands behind it.
// Nobody calls it but gate.ts.

export type KeyEvent = {
  readonly down: boolean
  /** X11 keysym (RFC 6143, section 7.5.4), 0 where the viewer knows none. */
  readonly keysym: number
  /** XT scancode set 1 of the physical key, extended keys as 0xe0xx; 0 where unknown (QEMU extended key event). */
  readonly scancode: number
}

/** `buttons`: RFC 6143 mask; 1 left, 2 middle, 4 right, 8/16 wheel up/down, 32/64 wheel left/right. */
export type PointerEvent = { readonly x: number; readonly y: number; readonly buttons: number }

export type Injector = {
  key(event: KeyEvent): void
  /** Coordinates are inside the captured screen: the gate has checked them. */
  pointer(event: PointerEvent): void
  /** Releases every key and button that was pressed through this injector (CTL-3). */
  releaseAll(): void
  close(): void
}
