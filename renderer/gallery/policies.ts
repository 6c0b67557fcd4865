// Renderer, gallery (development only). The center under each kind of policy (POL-1, POL-2).

import type { CenterView } from '../../shared/ipc/views.ts'
import type { Permission, Policy, PolicyProblem, PolicyValues } from '../../shared/policy.ts'
import { silentPolicy } from '../../shared/policy.ts'
import { busyCenter, center, hostile } from './people.ts'

const source = '/etc/help-and-support/policy.json'
const off: Permission = { getHelp: 'policy', fullControl: 'policy', maximumMinutes: 43_200 }

const inForce = (values: Partial<PolicyValues>): Policy => ({
  source,
  kind: 'in-force',
  values: { ...silentPolicy, ...values },
})

const broken = (problem: PolicyProblem): CenterView => ({
  ...busyCenter,
  policy: { source, kind: 'broken', problem },
  permission: off,
  listeningPort: null,
})

/** At most two hours. */
export const limited: CenterView = {
  ...center,
  policy: inForce({ maximum: { count: 2, unit: 'hours' } }),
  permission: { getHelp: 'allowed', fullControl: 'allowed', maximumMinutes: 120 },
}

/** No help at all. */
export const forbidden: CenterView = {
  ...busyCenter,
  policy: inForce({ allowToGetHelp: false }),
  permission: off,
  listeningPort: null,
  connectionTest: {
    kind: 'done',
    at: center.account.since,
    diagnosis: { kind: 'not-allowed', advice: [] },
  },
  events: [
    { at: center.account.since, kind: 'refused', details: { reason: 'policy', number: 41 } },
    {
      at: center.account.since,
      kind: 'control-not-allowed',
      details: { expert: 'Bob', address: '192.168.1.40' },
    },
    { at: center.account.since, kind: 'policy-changed', details: { policy: 'broken' } },
    { at: center.account.since, kind: 'policy-changed', details: { policy: 'not-set' } },
  ],
}

export const policies: Readonly<Record<string, CenterView>> = {
  'in-force': {
    ...center,
    policy: inForce({
      allowToGetHelp: true,
      allowFullControl: false,
      maximum: { count: 30, unit: 'minutes' },
      useMailto: true,
      allowUnsolicited: true,
      allowUnsolicitedFullControl: false,
      unsolicitedHelpers: ['EXAMPLE\\Helpdesk', hostile],
      logging: false,
    }),
    permission: { getHelp: 'allowed', fullControl: 'policy', maximumMinutes: 30 },
    events: [{ at: center.account.since, kind: 'policy-changed', details: { policy: 'in-force' } }],
  },
  forbidden,
  own: {
    ...center,
    permission: { getHelp: 'own-settings', fullControl: 'own-settings', maximumMinutes: 43_200 },
    ownSwitches: { allowToGetHelp: false, allowFullControl: true },
  },
  windows: {
    ...center,
    policy: {
      ...inForce({ allowToGetHelp: true, allowFullControl: true, unsolicitedHelpers: [] }),
      source: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services',
    },
  },
  broken: broken({ kind: 'not-protected', what: 'file' }),
  misspelt: broken({ kind: 'unknown-name', name: `fAllowToGetHelpp${hostile}` }),
}
