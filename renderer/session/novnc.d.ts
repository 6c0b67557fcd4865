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
    focus(options?: FocusOptions): void
    disconnect(): void
  }
}
