// Domain. policy.json: one flat JSON object with Windows' names (POL-1).

import type { PolicyProblem, PolicyValues } from '../../../shared/policy.ts'
import { err } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { policyValuesOf } from './policy-values.ts'

/** Total: whatever stands there, the result is values or the first thing that is wrong. */
export function parsePolicyText(text: string): Result<PolicyValues, PolicyProblem> {
  const value = parsed(text)
  if (!isFlat(value)) return err({ kind: 'not-json' })
  return policyValuesOf(namesIn(text).map((name) => [name, value[name]]))
}

type Flat = Readonly<Record<string, unknown>>

/** Nothing inside the object but lists of plain values: then every name in the text is one of its own. */
const isFlat = (value: unknown): value is Flat =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => (Array.isArray(one) ? one.every(isPlain) : isPlain(one)))

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // undefined is no object.
    return undefined
  }
}

/**
 * The names as they are written, in order, repeated ones too: JSON.parse keeps the last of two values, and the one an
 * administrator looks at may be the first. The text is JSON, so a quotation mark outside a string begins one.
 */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/gu)].flatMap(([, quoted, colon]) =>
    colon === undefined ? [] : [String(JSON.parse(quoted ?? ''))],
  )
}
