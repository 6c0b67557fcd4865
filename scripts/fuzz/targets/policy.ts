// Fuzzing. policy.json: what an administrator wrote, or what a disk, an editor or somebody else made of it. Broken means no.

import fc from 'fast-check'
import { permissionOf } from '../../../electron/domain/policy/permission.ts'
import { policyNames } from '../../../electron/domain/policy/policy-values.ts'
import { policyIn } from '../../../electron/services/policy/file-policy.ts'
import type { Policy, PolicyValues } from '../../../shared/policy.ts'
import { insist, json, utf8, type Target } from '../target.ts'

const everything = {
  fAllowToGetHelp: 1,
  fAllowFullControl: 0,
  MaxTicketExpiry: 2,
  MaxTicketExpiryUnits: 1,
  fUseMailto: 1,
  fAllowUnsolicited: 0,
  fAllowUnsolicitedFullControl: 0,
  RAUnsolicit: ['EXAMPLE\\Helpdesk', '"fAllowToGetHelp": 1'],
  LoggingEnabled: 1,
}

/** As a text, so that a name can come twice, escaped, or with a value that JSON has no word for. */
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...policyNames).map((known) => JSON.stringify(known)) },
  fc.constantFrom('"__proto__"', '"constructor"', '"\\u0066AllowToGetHelp"', '"fallowtogethelp"', '""', 'x'),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
)
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('0', '1', '2', '99', '["A\\\\b"]') },
  fc.constantFrom('"0"', 'null', 'false', '-0', '1e0', '1.5', '1e999', '[]', '{}', '[[1]]', '["a",', '"', ''),
  fc.integer({ min: 1, max: 40_000 }).map((deep) => '['.repeat(deep) + ']'.repeat(deep)),
  fc.integer({ min: 1, max: 70_000 }).map((long) => JSON.stringify('x'.repeat(long))),
  fc.json({ maxDepth: 3 }),
)
const made = fc
  .array(fc.tuple(name, fc.constantFrom(':', ' : ', '\n:\t', ''), value), { maxLength: 8 })
  .map((pairs) => utf8(`{${pairs.map((pair) => pair.join('')).join(', ')}}`))

/** What the documentation promises of a policy file. */
const MOST_BYTES = 64 * 1024

const own = { allowToGetHelp: true, allowFullControl: true }

/** What every window and every decision makes of it; a policy that is no policy allows nothing. */
function permissionFrom(values: PolicyValues | null) {
  const policy: Policy =
    values === null
      ? { source: 'fuzz', kind: 'broken', problem: { kind: 'not-json' } }
      : { source: 'fuzz', kind: 'in-force', values }
  return permissionOf(policy, own)
}

export const policyFile: Target = {
  name: 'policy-file',
  seeds: [
    json(everything),
    utf8('\uFEFF{\r\n  "fAllowToGetHelp": 0\r\n}\r\n'),
    utf8('{"fAllowToGetHelp": 0, "f\\u0041llowToGetHelp": 1}'),
    utf8('{"MaxTicketExpiry": 7, "MaxTicketExpiryUnits": 2, "RAUnsolicit": ["a:b", "{", "\\""]}'),
    utf8('{"__proto__": {"fAllowToGetHelp": 1}}'),
    utf8('{}'),
    utf8(`{${' '.repeat(MOST_BYTES - 2)}}`),
    utf8(`{${' '.repeat(MOST_BYTES - 1)}}`),
  ],
  words: [
    ...policyNames.map((known) => `"${known}": 0,`),
    '"fAllowToGetHelp": 1',
    '\\u0041',
    '\\"',
    '":',
    '[[',
  ],
  made,
  // The text, what JSON makes of it, and the names.
  memory: { always: 64 * 1024, perByte: 32 },
  shortRun: 1500,
  run: (input) => {
    const read = policyIn(input)
    if (!read.ok) {
      const { getHelp, fullControl } = permissionFrom(null)
      insist(getHelp === 'policy' && fullControl === 'policy', 'broken, and yet something is allowed')
      return 'name' in read.error ? `${read.error.kind} ${known(read.error.name)}` : read.error.kind
    }
    insist(input.length <= MOST_BYTES, `${input.length} bytes were read`)
    checkAgainstText(new TextDecoder().decode(input), read.value)
    return JSON.stringify(
      Object.values(read.value).map((one) => (typeof one === 'object' ? one !== null : one)),
    )
  },
}

const known = (name: string): string => policyNames.find((one) => one === name) ?? 'of nobody'

/** The same text, read in the plainest way there is: nothing that forbids may have got lost. */
function checkAgainstText(text: string, values: PolicyValues): void {
  const plain = new Map(entriesIn(text))
  for (const name of plain.keys()) insist(known(name) === name, `the name ${name}`)
  insist(colonsOutsideTexts(text) === plain.size, 'a name that comes twice, or one inside of another')
  const { getHelp, fullControl, maximumMinutes } = permissionFrom(values)
  const says = (name: string) => (plain.has(name) ? plain.get(name) : 1)
  insist((getHelp === 'allowed') === (says('fAllowToGetHelp') === 1), 'another answer about help')
  const control = says('fAllowToGetHelp') === 1 && says('fAllowFullControl') === 1
  insist((fullControl === 'allowed') === control, 'another answer about control')
  const minutes = [1, 60, 24 * 60][Number(plain.get('MaxTicketExpiryUnits'))]
  const most = minutes === undefined ? 43_200 : Number(plain.get('MaxTicketExpiry')) * minutes
  insist(maximumMinutes === most, `${maximumMinutes} minutes`)
}

function entriesIn(text: string): readonly (readonly [string, unknown])[] {
  const value: unknown = JSON.parse(text)
  insist(typeof value === 'object' && value !== null && !Array.isArray(value), 'no object')
  return Object.entries(value ?? {})
}

function colonsOutsideTexts(text: string): number {
  let count = 0
  let inside = false
  for (let at = 0; at < text.length; at += 1) {
    if (inside && text[at] === '\\') at += 1
    else if (text[at] === '"') inside = !inside
    else if (!inside && text[at] === ':') count += 1
  }
  return count
}
