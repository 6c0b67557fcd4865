// Domain. Policy values by their Windows names, checked as strictly as what they decide deserves (POL-2).

import { z } from 'zod'
import type { LifetimeUnit } from '../../../shared/invitation.ts'
import type { PolicyName, PolicyProblem, PolicyValues } from '../../../shared/policy.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { HIGHEST_COUNT } from '../ticket/lifetime.ts'

/** In a list of helpers. */
const HELPERS_LIMIT = 1000
const HELPER_LIMIT = 256
/** Of a name that is shown because it is wrong. */
const NAME_LIMIT = 60

/** As MaxTicketExpiryUnits counts them. */
const unitsByNumber: readonly LifetimeUnit[] = ['minutes', 'hours', 'days']

const flag = z.union([z.literal(0), z.literal(1)])

const fields = {
  fAllowToGetHelp: flag,
  fAllowFullControl: flag,
  MaxTicketExpiry: z.int().min(1).max(HIGHEST_COUNT),
  MaxTicketExpiryUnits: z.int().min(0).max(2),
  fUseMailto: flag,
  fAllowUnsolicited: flag,
  fAllowUnsolicitedFullControl: flag,
  RAUnsolicit: z.array(z.string().min(1).max(HELPER_LIMIT)).max(HELPERS_LIMIT),
  LoggingEnabled: flag,
} satisfies Record<PolicyName, z.ZodType>

const schema = z.strictObject(fields).partial()

type Raw = z.output<typeof schema>

export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(fields, name)

export const policyNames: readonly PolicyName[] = Object.keys(fields).filter(isPolicyName)

/**
 * Total. The values of a policy from pairs of name and value; every pair counts, a name that comes twice is an error.
 * SECURITY: a name that is not known is an error too, not left aside: it is a known one misspelt (names are matched with
 * their case), or a rule of a later version, and either way the administrator has forbidden something that this program
 * would go on allowing. Where foreign values are to be expected (Windows' registry) the caller hands in the known ones only.
 */
export function policyValuesOf(
  pairs: readonly (readonly [name: string, value: unknown])[],
): Result<PolicyValues, PolicyProblem> {
  const seen = new Set<string>()
  for (const [name, value] of pairs) {
    if (!isPolicyName(name)) return err({ kind: 'unknown-name', name: name.slice(0, NAME_LIMIT) })
    // SECURITY: to the schema this would be a value that is not there; something is, and nobody knows what it says.
    if (value === undefined) return err({ kind: 'bad-value', name })
    if (seen.has(name)) return err({ kind: 'named-twice', name })
    seen.add(name)
  }
  const parsed = schema.safeParse(Object.fromEntries(pairs))
  if (!parsed.success) return err({ kind: 'bad-value', name: firstBad(parsed.error) })
  const half = halfOf(parsed.data)
  return half === undefined ? ok(valuesOf(parsed.data)) : err(half)
}

function firstBad(error: z.ZodError): PolicyName {
  const name = String(error.issues[0]?.path[0])
  if (!isPolicyName(name)) throw new Error('every issue is about a value')
  return name
}

function halfOf({ MaxTicketExpiry, MaxTicketExpiryUnits }: Raw): PolicyProblem | undefined {
  if ((MaxTicketExpiry === undefined) === (MaxTicketExpiryUnits === undefined)) return undefined
  return MaxTicketExpiry === undefined
    ? { kind: 'half', name: 'MaxTicketExpiryUnits', missing: 'MaxTicketExpiry' }
    : { kind: 'half', name: 'MaxTicketExpiry', missing: 'MaxTicketExpiryUnits' }
}

const said = (value: 0 | 1 | undefined): boolean | null => (value === undefined ? null : value === 1)

function valuesOf(raw: Raw): PolicyValues {
  const unit = unitsByNumber[raw.MaxTicketExpiryUnits ?? -1]
  return {
    allowToGetHelp: said(raw.fAllowToGetHelp),
    allowFullControl: said(raw.fAllowFullControl),
    maximum:
      raw.MaxTicketExpiry === undefined || unit === undefined ? null : { count: raw.MaxTicketExpiry, unit },
    useMailto: said(raw.fUseMailto),
    allowUnsolicited: said(raw.fAllowUnsolicited),
    allowUnsolicitedFullControl: said(raw.fAllowUnsolicitedFullControl),
    unsolicitedHelpers: raw.RAUnsolicit ?? null,
    logging: said(raw.LoggingEnabled),
  }
}
