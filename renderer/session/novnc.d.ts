// Renderer, session. The part of noVNC 1.7 that we use; the package carries no types of its own.
// https://github.com/novnc/noVNC/blob/v1.7.0/docs/API.md

declare module '@novnc/novnc' {
  import type { RfbChannel } from './rfb-channel.ts'

  export type RfbOptions = { readonly shared?: boolean }

  /** Draws an RFB server's screen into `target` and sends keys and pointer back. */
  // eslint-disable-next-line import-x/no-default-export -- theirs
  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, channel: RfbChannel, options?: RfbOptions)
    viewOnly: boolean
    scaleViewport: boolean
    clipViewport: boolean
    dragViewport: boolean
    resizeSession: boolean
    focusOnClick: boolean
    showDotCursor: boolean
    background: string
    /** 0 (fast) to 9 (small). */
    compressionLevel: number
    /** Not part of its API: see `paceFrames`. */
    readonly _display: {
      readonly width: number
      readonly height: number
      /** What has been drawn and is not on show yet. */
      readonly _damageBounds: {
        readonly left: number
        readonly top: number
        readonly right: number
        readonly bottom: number
      }
      /** Puts it on show; behind what waits for a picture that is being unpacked, unless it comes from there. */
      flip(fromQueue?: boolean): void
      pending(): boolean
    }
    focus(options?: FocusOptions): void
    disconnect(): void
  }
}
