import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyValues } from '../../../shared/policy.ts'
import { silentPolicy } from '../../../shared/policy.ts'
import { DEFAULT_MAXIMUM_MINUTES, lifetimeOf } from '../ticket/lifetime.ts'
import { permissionOf } from './permission.ts'
import { parsePolicyText } from './policy-text.ts'
import { policyNames, policyValuesOf } from './policy-values.ts'

const own = { allowToGetHelp: true, allowFullControl: true }
const everyName = {
  fAllowToGetHelp: 1,
  fAllowFullControl: 0,
  MaxTicketExpiry: 99,
  MaxTicketExpiryUnits: 2,
  fUseMailto: 1,
  fAllowUnsolicited: 0,
  fAllowUnsolicitedFullControl: 0,
  RAUnsolicit: ['EXAMPLE\\Helpdesk'],
  LoggingEnabled: 1,
}

describe('[POL-2] the values of a policy', () => {
  it('are read under the names of Windows, all of them', () => {
    expect(Object.keys(everyName)).toEqual(policyNames)
    expect(parsePolicyText(JSON.stringify(everyName))).toEqual({
      ok: true,
      value: {
        allowToGetHelp: true,
        allowFullControl: false,
        maximum: { count: 99, unit: 'days' },
        useMailto: true,
        allowUnsolicited: false,
        allowUnsolicitedFullControl: false,
        unsolicitedHelpers: ['EXAMPLE\\Helpdesk'],
        logging: true,
      },
    })
  })

  it('are unsaid where nothing stands', () => {
    expect(parsePolicyText(' {\n} ')).toEqual({ ok: true, value: silentPolicy })
  })

  it.each([
    [0, 'minutes'],
    [1, 'hours'],
    [2, 'days'],
  ] as const)('count unit %i as %s', (number, unit) => {
    const read = parsePolicyText(`{"MaxTicketExpiry": 7, "MaxTicketExpiryUnits": ${number}}`)
    expect(read).toEqual({ ok: true, value: { ...silentPolicy, maximum: { count: 7, unit } } })
  })

  it.each([
    ['', { kind: 'not-json' }],
    ['{"fAllowToGetHelp": 1', { kind: 'not-json' }],
    ['[]', { kind: 'not-json' }],
    ['null', { kind: 'not-json' }],
    ['1', { kind: 'not-json' }],
    ['{"fAllowToGetHelp": 1} {}', { kind: 'not-json' }],
    ['{"fAllowToGetHelp": {"value": 1}}', { kind: 'not-json' }],
    ['{"RAUnsolicit": [["a"]]}', { kind: 'not-json' }],
    ['{"fAllowToGetHelpp": 0}', { kind: 'unknown-name', name: 'fAllowToGetHelpp' }],
    [`{"${'x'.repeat(9999)}": 0}`, { kind: 'unknown-name', name: 'x'.repeat(60) }],
    ['{"fallowtogethelp": 0}', { kind: 'unknown-name', name: 'fallowtogethelp' }],
    ['{"__proto__": 1}', { kind: 'unknown-name', name: '__proto__' }],
    ['{"constructor": 1}', { kind: 'unknown-name', name: 'constructor' }],
    ['{"\\u005f_proto__": []}', { kind: 'unknown-name', name: '__proto__' }],
    ['{"fAllowToGetHelp": 0, "fAllowToGetHelp": 1}', { kind: 'named-twice', name: 'fAllowToGetHelp' }],
    ['{"fAllowToGetHelp": 0, "f\\u0041llowToGetHelp": 1}', { kind: 'named-twice', name: 'fAllowToGetHelp' }],
    ['{"fAllowToGetHelp": 2}', { kind: 'bad-value', name: 'fAllowToGetHelp' }],
    ['{"fAllowToGetHelp": "0"}', { kind: 'bad-value', name: 'fAllowToGetHelp' }],
    ['{"fAllowToGetHelp": false}', { kind: 'bad-value', name: 'fAllowToGetHelp' }],
    ['{"fAllowFullControl": null}', { kind: 'bad-value', name: 'fAllowFullControl' }],
    ['{"MaxTicketExpiry": 0, "MaxTicketExpiryUnits": 1}', { kind: 'bad-value', name: 'MaxTicketExpiry' }],
    ['{"MaxTicketExpiry": 100, "MaxTicketExpiryUnits": 1}', { kind: 'bad-value', name: 'MaxTicketExpiry' }],
    ['{"MaxTicketExpiry": 1.5, "MaxTicketExpiryUnits": 1}', { kind: 'bad-value', name: 'MaxTicketExpiry' }],
    [
      '{"MaxTicketExpiry": 1, "MaxTicketExpiryUnits": 3}',
      { kind: 'bad-value', name: 'MaxTicketExpiryUnits' },
    ],
    ['{"RAUnsolicit": "a"}', { kind: 'bad-value', name: 'RAUnsolicit' }],
    ['{"RAUnsolicit": [1]}', { kind: 'bad-value', name: 'RAUnsolicit' }],
    ['{"MaxTicketExpiry": 1}', { kind: 'half', name: 'MaxTicketExpiry', missing: 'MaxTicketExpiryUnits' }],
    [
      '{"MaxTicketExpiryUnits": 1}',
      { kind: 'half', name: 'MaxTicketExpiryUnits', missing: 'MaxTicketExpiry' },
    ],
  ])('%s is broken', (text, problem) => {
    expect(parsePolicyText(text)).toEqual({ ok: false, error: problem })
  })

  it('hold names in texts apart from names of values', () => {
    const helpers = ['"fAllowToGetHelp": 1', 'a\\" : b', '\u2028"x":']
    expect(parsePolicyText(JSON.stringify({ RAUnsolicit: helpers }))).toEqual({
      ok: true,
      value: { ...silentPolicy, unsolicitedHelpers: helpers },
    })
  })

  it('are not looked for at any depth', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`
    for (const text of [deep, `{"RAUnsolicit": ${deep}}`])
      expect(parsePolicyText(text)).toEqual({ ok: false, error: { kind: 'not-json' } })
  })

  it('is total, and nothing but an object of known names is a policy (property)', () => {
    const almost = fc
      .record(Object.fromEntries(policyNames.map((name) => [name, fc.jsonValue()])), { requiredKeys: [] })
      .map((value) => JSON.stringify(value))
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), almost)
    fc.assert(
      fc.property(garbage, (text) => {
        const read = parsePolicyText(text)
        if (!read.ok) return
        const names = Object.keys(JSON.parse(text) as object)
        expect(names.filter((name) => !policyNames.some((known) => known === name))).toEqual([])
      }),
    )
  })
})

const flag = fc.constantFrom(null, false, true)
const values = fc.record({
  allowToGetHelp: flag,
  allowFullControl: flag,
  maximum: fc.option(
    fc.record({
      count: fc.integer({ min: 1, max: 99 }),
      unit: fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const),
    }),
  ),
  useMailto: flag,
  allowUnsolicited: flag,
  allowUnsolicitedFullControl: flag,
  unsolicitedHelpers: fc.option(fc.array(fc.string())),
  logging: flag,
})
const switches = fc.record({ allowToGetHelp: fc.boolean(), allowFullControl: fc.boolean() })
const policies: fc.Arbitrary<Policy> = fc.oneof(
  fc.constant({ source: 's', kind: 'not-set' as const }),
  fc.constant({ source: 's', kind: 'broken' as const, problem: { kind: 'not-json' as const } }),
  values.map((read) => ({ source: 's', kind: 'in-force' as const, values: read })),
)

describe('[POL-2] what is allowed', () => {
  const inForce = (said: Partial<PolicyValues>): Policy => ({
    source: 's',
    kind: 'in-force',
    values: { ...silentPolicy, ...said },
  })

  it('is everything for at most 30 days where no policy is set', () => {
    expect(permissionOf({ source: 's', kind: 'not-set' }, own)).toEqual({
      getHelp: 'allowed',
      fullControl: 'allowed',
      maximumMinutes: 43_200,
    })
  })

  it('is nothing under a policy that cannot be followed', () => {
    const broken = { source: 's', kind: 'broken', problem: { kind: 'not-json' } } as const
    expect(permissionOf(broken, own)).toMatchObject({ getHelp: 'policy', fullControl: 'policy' })
  })

  it('is what the administrator says, and for the rest as without a policy', () => {
    expect(permissionOf(inForce({ allowToGetHelp: false, allowFullControl: true }), own)).toMatchObject({
      getHelp: 'policy',
      fullControl: 'policy',
    })
    expect(permissionOf(inForce({ allowFullControl: false }), own)).toMatchObject({
      getHelp: 'allowed',
      fullControl: 'policy',
    })
    expect(permissionOf(inForce({ maximum: { count: 2, unit: 'hours' } }), own)).toEqual({
      getHelp: 'allowed',
      fullControl: 'allowed',
      maximumMinutes: 120,
    })
  })

  it('says whose No it was: the policy first, then the user', () => {
    const help = { ...own, allowToGetHelp: false }
    expect(permissionOf(inForce({}), help)).toMatchObject({
      getHelp: 'own-settings',
      fullControl: 'own-settings',
    })
    expect(permissionOf(inForce({ allowToGetHelp: false }), help)).toMatchObject({ getHelp: 'policy' })
    expect(permissionOf(inForce({}), { ...own, allowFullControl: false })).toMatchObject({
      getHelp: 'allowed',
      fullControl: 'own-settings',
    })
  })

  it('is never more than the policy says, whatever the user chooses (property)', () => {
    fc.assert(
      fc.property(policies, switches, (policy, chosen) => {
        const given = permissionOf(policy, chosen)
        const said = policy.kind === 'in-force' ? policy.values : silentPolicy
        const forbids = policy.kind === 'broken' || said.allowToGetHelp === false
        if (forbids || !chosen.allowToGetHelp) expect(given.getHelp).not.toBe('allowed')
        if (forbids || said.allowFullControl === false || !chosen.allowFullControl)
          expect(given.fullControl).not.toBe('allowed')
        if (given.getHelp !== 'allowed') expect(given.fullControl).not.toBe('allowed')
        expect(given.maximumMinutes).toBe(permissionOf(policy, own).maximumMinutes)
      }),
    )
  })

  it('[TKT-9] bounds every lifetime, and is 30 days unless the policy says otherwise (property)', () => {
    const units = fc.constantFrom('minutes' as const, 'hours' as const, 'days' as const)
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 99 }), units, (policy, count, unit) => {
        const { maximumMinutes } = permissionOf(policy, own)
        const lifetime = lifetimeOf(count, unit, maximumMinutes)
        expect(lifetime.ok && lifetime.value.minutes <= maximumMinutes).toBe(true)
        if (policy.kind !== 'in-force' || policy.values.maximum === null)
          expect(maximumMinutes).toBe(DEFAULT_MAXIMUM_MINUTES)
      }),
    )
  })

  it('takes no garbage for a Yes: only the number 1 allows what a policy speaks about (property)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined)), switches, (value, chosen) => {
        const read = policyValuesOf([['fAllowToGetHelp', value]])
        const policy: Policy = read.ok
          ? { source: 's', kind: 'in-force', values: read.value }
          : { source: 's', kind: 'broken', problem: read.error }
        if (value !== 1) expect(permissionOf(policy, chosen).getHelp).not.toBe('allowed')
      }),
    )
  })
})
