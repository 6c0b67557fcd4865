// Services. One job: the ESC sensor of this system.

import type { EscapeSensor } from './escape-sensor.ts'
import { createUiohookEscapeSensor } from './uiohook-escape-sensor.ts'
import { createX11EscapeSensor } from './x11-escape-sensor.ts'

type Surroundings = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Nothing is loaded or opened before start(). X11 has its own sensor; uiohook stands in where that cannot start. */
export function createEscapeSensor({ platform, env }: Surroundings): EscapeSensor {
  const uiohook = createUiohookEscapeSensor(env, platform)
  const wayland = env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== ''
  const display = env['DISPLAY'] ?? ''
  if (platform !== 'linux' || wayland || display === '') return uiohook
  const x11 = createX11EscapeSensor(display)
  return {
    start: (pressed, lost) => {
      const started = x11.start(pressed, lost)
      return started.ok ? started : uiohook.start(pressed, lost)
    },
    look: () => x11.look?.(),
    stop: () => {
      x11.stop()
      uiohook.stop()
    },
  }
}
