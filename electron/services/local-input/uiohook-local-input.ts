// Services, native. One job: notices the novice's own mouse and keyboard on Windows and macOS (CTL-8), by uiohook-napi.
// Nobody could run it on the machine it was written on; its rule is tested with a hook that is none.
//
// libuiohook does not say whether an event was injected, and reports some of ours as others than we sent (text, above
// all). So an event counts as the novice's only when we have injected nothing for a while: rather a hold that comes when
// the expert's hand rests for a moment than one that never ends.
// The hook is the ESC sensor's, which runs whenever there is control; here it is only listened to.
//
// SECURITY: a global hook. That something came is all that is looked at; nothing is kept, counted or logged.

import { createRequire } from 'node:module'
import type { uIOhook } from 'uiohook-napi'
import type { Clock } from '../ports.ts'
import type { LocalInput } from './local-input.ts'

type Heard = 'keydown' | 'keyup' | 'mousemove' | 'mousedown' | 'mouseup' | 'wheel'
export type Hook = {
  on(event: Heard, listener: () => void): unknown
  off(event: Heard, listener: () => void): unknown
}

const HEARD: readonly Heard[] = ['keydown', 'keyup', 'mousemove', 'mousedown', 'mouseup', 'wheel']
/** Longer than an injected event needs to come back through the hook's thread on a busy computer. */
export const OWN_ECHO_MS = 300

const load = createRequire(import.meta.url)
const loadHook = (): Hook => (load('uiohook-napi') as { readonly uIOhook: typeof uIOhook }).uIOhook

export function createUiohookLocalInput(clock: Clock, hookOf: () => Hook = loadHook): LocalInput {
  let lastOwn = -Infinity
  let undo: () => void = () => undefined

  const stop = () => {
    undo()
    undo = () => undefined
  }

  return {
    start: (touched) => {
      stop()
      try {
        const hook = hookOf()
        const heard = () => {
          if (clock.monotonic() - lastOwn > OWN_ECHO_MS) touched()
        }
        for (const event of HEARD) hook.on(event, heard)
        undo = () => HEARD.forEach((event) => hook.off(event, heard))
        return { ok: true }
      } catch (cause) {
        return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) }
      }
    },
    stop,
    // Events come through Node's own queue: what has arrived has been told.
    look: () => undefined,
    injecting: () => {
      lastOwn = clock.monotonic()
    },
  }
}
