// Both processes. What an administrator has decided about Remote Assistance on this computer, as it is shown (POL-1, POL-2).

import type { LifetimeUnit } from './invitation.ts'

/** Names of Windows' own policy values; `policy.json` uses the same. */
export type PolicyName =
  | 'fAllowToGetHelp'
  | 'fAllowFullControl'
  | 'MaxTicketExpiry'
  | 'MaxTicketExpiryUnits'
  | 'fUseMailto'
  | 'fAllowUnsolicited'
  | 'fAllowUnsolicitedFullControl'
  | 'RAUnsolicit'
  | 'LoggingEnabled'

/** null: the policy says nothing about it. */
export type PolicyValues = {
  readonly allowToGetHelp: boolean | null
  readonly allowFullControl: boolean | null
  readonly maximum: { readonly count: number; readonly unit: LifetimeUnit } | null
  readonly useMailto: boolean | null
  readonly allowUnsolicited: boolean | null
  readonly allowUnsolicitedFullControl: boolean | null
  /** Who may offer help, as the administrator wrote it. */
  readonly unsolicitedHelpers: readonly string[] | null
  readonly logging: boolean | null
}

/** A policy that says nothing. */
export const silentPolicy: PolicyValues = {
  allowToGetHelp: null,
  allowFullControl: null,
  maximum: null,
  useMailto: null,
  allowUnsolicited: null,
  allowUnsolicitedFullControl: null,
  unsolicitedHelpers: null,
  logging: null,
}

/** Why a policy that is there cannot be followed; then nothing is allowed. Names are as they were found, untrusted. */
export type PolicyProblem =
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'not-a-file' }
  /** Others than the administrator could have written it, or put another in its place. */
  | { readonly kind: 'not-protected'; readonly what: 'file' | 'folder' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'unknown-name'; readonly name: string }
  | { readonly kind: 'named-twice'; readonly name: string }
  | { readonly kind: 'bad-value'; readonly name: PolicyName }
  /** A number without its unit, or the other way around. */
  | { readonly kind: 'half'; readonly name: PolicyName; readonly missing: PolicyName }

/** `source`: the file, or the key of the registry, where a policy stands or would stand. */
export type Policy = { readonly source: string } & (
  | { readonly kind: 'not-set' }
  | { readonly kind: 'in-force'; readonly values: PolicyValues }
  | { readonly kind: 'broken'; readonly problem: PolicyProblem }
)

/** Whether something is allowed here, and if not, who has decided so. */
export type Verdict = 'allowed' | 'policy' | 'own-settings'

/** What Remote Assistance may do on this computer at this moment. */
export type Permission = {
  readonly getHelp: Verdict
  readonly fullControl: Verdict
  /** TKT-9: the longest lifetime of an invitation, in minutes. */
  readonly maximumMinutes: number
}
