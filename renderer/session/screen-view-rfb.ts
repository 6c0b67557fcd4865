// Renderer, session. One noVNC viewer in one element: made once, changed by settings, closed once.

import type RFB from '@novnc/novnc'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import { openRfbChannel } from './rfb-channel.ts'
import { panByDragging } from './screen-view-pan.ts'
import { createFrames, type Frames } from './screen-view-frames.ts'
import { mayTakeFocus, releaseKeysOnBlur } from './screen-view-focus.ts'

export type ViewerSettings = { readonly scale: 'window' | 'actual'; readonly controlling: boolean }

export type Viewer = { change(settings: ViewerSettings): void; close(): void }

export type ViewerPorts = {
  readonly bridge: Pick<Bridge, 'sendBytes' | 'onBytes'>
  /** The picture cannot go on: the other side sent what RFB does not allow. */
  readonly onBroken: () => void
}

const BACKGROUND = '#7f7f7f'

/**
 * Shows the novice's screen in `target`. noVNC is fetched on first use: only one window of the app needs it, and its
 * module waits for a probe of the video decoder while it loads.
 */
export function openViewer(target: HTMLElement, first: ViewerSettings, ports: ViewerPorts): Viewer {
  let settings = first
  let closed = false
  let rfb: RFB | undefined
  let stopPanning: () => void = () => undefined
  const frames = createFrames({
    now: () => performance.now(),
    after: (ms, then) => {
      const timer = setTimeout(then, ms)
      return () => clearTimeout(timer)
    },
  })

  const broken = () => {
    if (!closed) ports.onBroken()
  }

  const open = async () => {
    const { default: Rfb } = await import('@novnc/novnc')
    // React's strict mode mounts twice: the first viewer is closed before it touches the byte stream.
    if (closed) return
    const channel = openRfbChannel({ bridge: ports.bridge, onBroken: broken })
    rfb = new Rfb(target, channel)
    paceFrames(rfb, frames)
    rfb.background = BACKGROUND
    rfb.showDotCursor = false
    rfb.resizeSession = false
    rfb.clipViewport = false
    rfb.focusOnClick = true
    rfb.addEventListener('disconnect', broken)
    const canvas = target.querySelector('canvas')
    if (canvas !== null) releaseKeysOnBlur(canvas)
    // noVNC's own element, the first in ours, has the scroll bars.
    if (target.firstElementChild instanceof HTMLElement)
      stopPanning = panByDragging(target.firstElementChild, () => !settings.controlling)
    apply(rfb, target, settings)
    channel.start()
  }
  open().catch((cause: unknown) => {
    broken()
    throw cause
  })

  return {
    change: (next) => {
      settings = next
      if (rfb !== undefined) apply(rfb, target, settings)
    },
    close: () => {
      closed = true
      stopPanning()
      frames.close()
      rfb?.disconnect()
      rfb = undefined
    },
  }
}

/** noVNC's own API has no say in it: here, and only here, we reach for what is behind (of exactly this version, package.json). */
function paceFrames({ _display: display }: RFB, frames: Frames): void {
  const flip = display.flip.bind(display)
  display.flip = (fromQueue) => {
    // What waits for a picture to be unpacked keeps its place in that queue.
    if (fromQueue !== true && display.pending()) {
      flip()
      return
    }
    frames.request(() => {
      const { left, top, right, bottom } = display._damageBounds
      flip(true)
      const changed = Math.max(0, right - left) * Math.max(0, bottom - top)
      return changed / Math.max(1, display.width * display.height)
    })
  }
}

function apply(rfb: RFB, target: HTMLElement, { scale, controlling }: ViewerSettings): void {
  // SECURITY: a first gate only; main passes keys and pointer on with the current grant alone (CTL-4).
  if (rfb.viewOnly === controlling) {
    rfb.viewOnly = !controlling
    if (controlling && mayTakeFocus()) rfb.focus({ preventScroll: true })
  }
  // Not scaled and not clipped: noVNC's own element scrolls.
  if (rfb.scaleViewport !== (scale === 'window')) rfb.scaleViewport = scale === 'window'
  const canvas = target.querySelector('canvas')
  // By keyboard alone one must get into the picture; ESC gives control up and so is the way out (CTL-6).
  if (canvas !== null) canvas.tabIndex = controlling ? 0 : -1
}
