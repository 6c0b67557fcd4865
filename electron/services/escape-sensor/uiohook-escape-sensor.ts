// Services, native. One job: notices a real ESC of the novice, whichever program has the focus (CTL-2), by uiohook-napi.
//
// SECURITY: this is a global key hook. It runs only while control is granted, looks at one key code and keeps, counts
// and logs nothing else. It cannot tell an injected ESC from a real one, which is one more reason never to inject one (CTL-6).

import { createRequire } from 'node:module'
import type { UiohookKeyboardEvent, uIOhook } from 'uiohook-napi'
import { connectX11 } from '../capture/x11-connection.ts'
import type { EscapeSensor } from './escape-sensor.ts'

type Hook = typeof uIOhook
type Environment = Readonly<Record<string, string | undefined>>

// libuiohook's VC_ESCAPE.
const ESCAPE = 0x0001

const load = createRequire(import.meta.url)

/** Loads the native module at the first start: a system where it cannot be loaded still has an app. */
export function createUiohookEscapeSensor(
  env: Environment = process.env,
  platform: string = process.platform,
): EscapeSensor {
  let hook: Hook | undefined
  let listener: ((event: UiohookKeyboardEvent) => void) | undefined

  const stop = () => {
    if (hook === undefined || listener === undefined) return
    hook.off('keydown', listener)
    listener = undefined
    try {
      hook.stop()
    } catch {
      // The display is gone, and the hook's thread with it; nobody listens any more either way.
      hook = undefined
    }
  }

  return {
    start: (pressed) => {
      stop()
      const obstacle = platform === 'linux' ? obstacleOnLinux(env) : undefined
      if (obstacle !== undefined) return { ok: false, reason: obstacle }
      try {
        hook ??= (load('uiohook-napi') as { readonly uIOhook: Hook }).uIOhook
        const heard = (event: UiohookKeyboardEvent) => {
          if (event.keycode === ESCAPE && listener === heard) pressed()
        }
        listener = heard
        hook.on('keydown', heard)
        hook.start()
        return { ok: true }
      } catch (cause) {
        if (listener !== undefined) hook?.off('keydown', listener)
        listener = undefined
        return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) }
      }
    },
    stop,
  }
}

/** XRecord sees only XWayland's own windows in a Wayland session: a sensor that is deaf most of the time is none. */
function obstacleOnLinux(env: Environment): string | undefined {
  if (env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '') {
    return 'Wayland does not let a program listen for a key'
  }
  // libuiohook hangs or aborts when it finds no server, so somebody else looks first. It uses the process' own DISPLAY.
  const trial = connectX11(null)
  if (!trial.ok) return trial.error.reason
  trial.value.close()
  return undefined
}
