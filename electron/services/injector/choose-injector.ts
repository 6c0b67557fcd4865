// Services. One job: the injector of this system, or why there is none and the session stays view-only.

import { type Result, err, ok } from '../../../shared/result.ts'
import type { InputToken } from '../../domain/input/injected-input.ts'
import type { Log } from '../ports.ts'
import type { Injector } from './injector.ts'
import { createMacosInjector } from './macos-injector.ts'
import { createWindowsInjector } from './windows-injector.ts'
import { createX11Injector } from './x11-injector.ts'

type Surroundings = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: Log
  /** Told before anything goes out (CTL-8); null where one event cannot be told from another. */
  readonly injecting?: (token: InputToken | null) => void
}

/** Native libraries are loaded here and not before. */
export function openInjector({
  platform,
  env,
  log,
  injecting = () => undefined,
}: Surroundings): Result<Injector, { readonly reason: string }> {
  if (platform === 'win32') return noting(createWindowsInjector(), injecting)
  if (platform === 'darwin') return noting(createMacosInjector(), injecting)
  if (platform !== 'linux') return err({ reason: `no injector for ${platform}` })
  if (env['XDG_SESSION_TYPE'] === 'wayland' || (env['WAYLAND_DISPLAY'] ?? '') !== '') {
    return err({ reason: 'a Wayland session lets no program move the mouse' })
  }
  const display = env['DISPLAY'] ?? ''
  return display === '' ? err({ reason: 'no DISPLAY' }) : createX11Injector({ display, log, injecting })
}

type Opened = Result<Injector, { readonly reason: string }>

function noting(opened: Opened, injecting: (token: null) => void): Opened {
  if (!opened.ok) return opened
  const { key, pointer, releaseAll, close } = opened.value
  const after =
    <T extends readonly unknown[]>(act: (...given: T) => void) =>
    (...given: T) => {
      injecting(null)
      act(...given)
    }
  return ok({ key: after(key), pointer: after(pointer), releaseAll: after(releaseAll), close })
}
