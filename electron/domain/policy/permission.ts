// Domain. What is allowed on this computer: the policy, narrowed by the user's own settings and never widened (POL-2).

import { minutesPer } from '../../../shared/invitation.ts'
import type { Permission, Policy, Verdict } from '../../../shared/policy.ts'
import { unreachable } from '../../../shared/result.ts'
import { DEFAULT_MAXIMUM_MINUTES } from '../ticket/lifetime.ts'

/** The switches that Windows has under System Properties, Remote. */
export type OwnSwitches = { readonly allowToGetHelp: boolean; readonly allowFullControl: boolean }

const NOTHING: Permission = {
  getHelp: 'policy',
  fullControl: 'policy',
  maximumMinutes: DEFAULT_MAXIMUM_MINUTES,
}

/** Total. What a policy says nothing about is as if there were none. */
export function permissionOf(policy: Policy, own: OwnSwitches): Permission {
  switch (policy.kind) {
    case 'not-set':
      return narrowed(true, true, DEFAULT_MAXIMUM_MINUTES, own)
    case 'in-force': {
      const { allowToGetHelp, allowFullControl, maximum } = policy.values
      const minutes = maximum === null ? DEFAULT_MAXIMUM_MINUTES : maximum.count * minutesPer[maximum.unit]
      return narrowed(allowToGetHelp !== false, allowFullControl !== false, minutes, own)
    }
    case 'broken':
      // SECURITY: nobody knows what it says, so it says no.
      return NOTHING
    default:
      return unreachable(policy)
  }
}

function narrowed(help: boolean, control: boolean, maximumMinutes: number, own: OwnSwitches): Permission {
  const getHelp = verdict(help, own.allowToGetHelp)
  // Without help there is nobody who could control.
  const fullControl = getHelp === 'allowed' ? verdict(control, own.allowFullControl) : getHelp
  return { getHelp, fullControl, maximumMinutes }
}

const verdict = (policy: boolean, own: boolean): Verdict =>
  policy ? (own ? 'allowed' : 'own-settings') : 'policy'
