// Services. The policy of Windows: the values that group policy writes for Windows' own Remote Assistance (POL-1).

import type { Policy, PolicyName, PolicyProblem } from '../../../shared/policy.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Result } from '../../../shared/result.ts'
import { policyNames, policyValuesOf } from '../../domain/policy/policy-values.ts'
import type { PolicySource } from './policy-source.ts'
import { decodeValue, ERROR_FILE_NOT_FOUND, ERROR_NO_MORE_ITEMS } from './registry-value.ts'
import type { RegistryValue } from './registry-value.ts'

const ROOT_KEY = 'HKEY_LOCAL_MACHINE'
const KEY = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services'
const HELPERS: PolicyName = 'RAUnsolicit'
/** More than group policy's editor can hold; a key that never ends must not hold up the program. */
const HELPERS_LIMIT = 10_000

/** A key below HKEY_LOCAL_MACHINE. Errors are Windows' own numbers. */
export type Registry = {
  openKey(path: string): Result<RegistryKey, number>
}

export type RegistryKey = {
  /** By its name, whose case does not matter. */
  value(name: string): Result<RegistryValue, number>
  /** By its place, from 0. */
  valueAt(index: number): Result<RegistryValue, number>
  close(): void
}

/**
 * The key belongs to Remote Desktop as well, so what else stands there is left alone. Only administrators can write it:
 * Windows sees to that.
 */
export const windowsPolicy = (registry: Registry): PolicySource => ({
  read: (): Policy => {
    const source = `${ROOT_KEY}\\${KEY}`
    const pairs = readPairs(registry)
    if (!pairs.ok) return { source, kind: 'broken', problem: pairs.error }
    if (pairs.value.length === 0) return { source, kind: 'not-set' }
    const values = policyValuesOf(pairs.value)
    return values.ok
      ? { source, kind: 'in-force', values: values.value }
      : { source, kind: 'broken', problem: values.error }
  },
})

type Reading<T> = Result<T, PolicyProblem>
type Pairs = readonly (readonly [PolicyName, unknown])[]

function readPairs(registry: Registry): Reading<Pairs> {
  try {
    return withKey(registry, KEY, [], (key) => {
      const named = valuesIn(key)
      if (!named.ok) return named
      const helpers = withKey(registry, `${KEY}\\${HELPERS}`, null, helpersIn)
      if (!helpers.ok) return helpers
      return ok(helpers.value === null ? named.value : [...named.value, [HELPERS, helpers.value] as const])
    })
  } catch (cause) {
    // A library that cannot be loaded: nobody knows what is set.
    return err({ kind: 'unreadable', code: cause instanceof Error ? cause.message : String(cause) })
  }
}

function withKey<T>(
  registry: Registry,
  path: string,
  absent: T,
  read: (key: RegistryKey) => Reading<T>,
): Reading<T> {
  const key = registry.openKey(path)
  if (!key.ok) return key.error === ERROR_FILE_NOT_FOUND ? ok(absent) : unreadable(key.error)
  try {
    return read(key.value)
  } finally {
    key.value.close()
  }
}

const unreadable = (code: number): Reading<never> => err({ kind: 'unreadable', code: `Windows ${code}` })

function valuesIn(key: RegistryKey): Reading<Pairs> {
  const pairs: (readonly [PolicyName, unknown])[] = []
  for (const name of policyNames.filter((known) => known !== HELPERS)) {
    const value = key.value(name)
    if (value.ok) pairs.push([name, decodeValue(value.value)])
    else if (value.error !== ERROR_FILE_NOT_FOUND) return unreadable(value.error)
  }
  return ok(pairs)
}

/** Each value of the subkey is one helper. */
function helpersIn(key: RegistryKey): Reading<readonly unknown[]> {
  const helpers: unknown[] = []
  while (helpers.length < HELPERS_LIMIT) {
    const value = key.valueAt(helpers.length)
    if (value.ok) helpers.push(decodeValue(value.value))
    else return value.error === ERROR_NO_MORE_ITEMS ? ok(helpers) : unreadable(value.error)
  }
  return err({ kind: 'too-large' })
}
