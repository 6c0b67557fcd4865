// Services. The policy as the program heeds it: asked at each decision, and looked at now and then, for what runs already.

import type { Permission, Policy } from '../../../shared/policy.ts'
import { permissionOf } from '../../domain/policy/permission.ts'
import type { OwnSwitches } from '../../domain/policy/permission.ts'
import type { Timers } from '../ports.ts'
import type { PolicySource } from './policy-source.ts'

/**
 * How long what an administrator forbids may go on. Reading takes well under a millisecond, and unlike a watcher it
 * neither misses a folder that is made later nor a link, nor does it differ from system to system.
 */
export const LOOK_MS = 15_000

type Ports = {
  readonly source: PolicySource
  readonly timers: Timers
  own(): OwnSwitches
  /** Something else is allowed, or the policy reads otherwise: then `policy` is the new one; null: it is as before. */
  changed(permission: Permission, policy: Policy | null): void
}

export type PolicyKeeper = {
  /** Reads the policy anew: every decision asks. */
  permission(): Permission
  /** As it was read last: for windows. */
  shown(): { readonly policy: Policy; readonly permission: Permission }
  stop(): void
}

export function keepPolicy({ source, timers, own, changed }: Ports): PolicyKeeper {
  let cancel: () => void = () => undefined
  const read = () => {
    const policy = source.read()
    return { policy, permission: permissionOf(policy, own()) }
  }
  let last = read()

  function look(): Permission {
    const now = read()
    const before = last
    // First of all: what is told of the change asks again.
    last = now
    const isAnother = !same(now.policy, before.policy)
    if (isAnother || !same(now.permission, before.permission))
      changed(now.permission, isAnother ? now.policy : null)
    return now.permission
  }

  function wait() {
    cancel = timers.after(
      LOOK_MS,
      () => {
        wait()
        look()
      },
      'beside',
    )
  }

  wait()
  return { permission: look, shown: () => last, stop: () => cancel() }
}

/** Both are plain values that one function builds. */
const same = <T>(one: T, other: T): boolean => JSON.stringify(one) === JSON.stringify(other)
