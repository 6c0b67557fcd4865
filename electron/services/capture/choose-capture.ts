// Services. Which capture this computer uses: the native one where there is one, Chromium's everywhere else, or as set.

import { unreachable } from '../../../shared/result.ts'
import type { Log, Timers } from '../ports.ts'
import type { Settings } from '../settings.ts'
import type { Capture } from './capture.ts'
import { createChromiumCapture } from './chromium-capture.ts'
import type { ChromiumCapturePort } from './chromium-capture.ts'
import { createX11Capture } from './x11-capture.ts'

type Ports = {
  readonly wish: Settings['capture']
  readonly env: Readonly<Record<string, string | undefined>>
  readonly timers: Timers
  readonly log: Log
  openWindow(): ChromiumCapturePort
}

export function chooseCapture({ wish, env, timers, log, openWindow }: Ports): Capture {
  const chromium = () => createChromiumCapture({ openWindow, timers })
  switch (wish) {
    case 'chromium':
      return chromium()
    case 'auto':
    case 'native': {
      const native = createX11Capture({ env, log })
      if (native.ok) return native.value
      log('no native capture here', native.error.reason)
      return wish === 'auto' ? chromium() : unavailable(native.error.reason)
    }
    default:
      return unreachable(wish)
  }
}

/** Forced by a setting, and not to be had: the session says so instead of quietly taking another. */
const unavailable = (reason: string): Capture => ({
  kind: 'x11',
  start: () => Promise.resolve({ ok: false, error: { reason } }),
})
