// Services. One job: the injector of this system, or why there is none and the session stays view-only.

import { type Result, err } from '../../../shared/result.ts'
import type { Log } from '../ports.ts'
import type { Injector } from './injector.ts'
import { createMacosInjector } from './macos-injector.ts'
import { createWindowsInjector } from './windows-injector.ts'
import { createX11Injector } from './x11-injector.ts'

type Surroundings = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: Log
}

/** Native libraries are loaded here and not before. */
export function openInjector({
  platform,
  env,
  log,
}: Surroundings): Result<Injector, { readonly reason: string }> {
  if (platform === 'win32') return createWindowsInjector()
  if (platform === 'darwin') return createMacosInjector()
  if (platform !== 'linux') return err({ reason: `no injector for ${platform}` })
  if (env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '') {
    return err({ reason: 'a Wayland session lets no program move the mouse' })
  }
  const display = env['DISPLAY'] ?? ''
  return display === '' ? err({ reason: 'no DISPLAY' }) : createX11Injector({ display, log })
}
