// Services. One job: what notices the novice's own hand on this system (CTL-8).

import type { Clock } from '../ports.ts'
import type { LocalInput } from './local-input.ts'
import { createUiohookLocalInput } from './uiohook-local-input.ts'
import { createX11LocalInput } from './x11-local-input.ts'

type Surroundings = {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
}

/** Nothing is loaded or opened before start(). */
export function createLocalInput({ platform, env, clock }: Surroundings): LocalInput {
  return platform === 'linux' ? createX11LocalInput(env['DISPLAY'] ?? '') : createUiohookLocalInput(clock)
}
