// Fuzzing. Changes an honest input as damage and malice do: bits, numbers at their borders, cuts, copies, foreign pieces.

import type { Random } from './random.ts'

/** Larger ones are cut: what grows without end is tried by the tests of the limits. */
export const LARGEST_INPUT = 96 * 1024

/** Where numbers turn over. */
const BORDERS = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
/** What ends, nests, escapes or means something else in texts. */
const SIGNS = [
  '\0',
  '\uFEFF',
  '\u202e',
  '<',
  '>',
  '&',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ';',
  '\\',
  '/',
  '..',
  '%00',
]
const MORE_SIGNS = [
  '__proto__',
  'constructor',
  'prototype',
  '-1',
  '1e999',
  '9007199254740993',
  'null',
  '\r\n',
  '\n',
]
const surrogates = [
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0xed, 0xb0, 0x80),
  Uint8Array.of(0xc0, 0x80),
]

export type Material = { readonly others: readonly Uint8Array[]; readonly words: readonly string[] }

type Change = (input: Uint8Array, random: Random, material: Material) => Uint8Array

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
const placeIn = (input: Uint8Array, random: Random) => random.next(input.length + 1)

function overwritten(input: Uint8Array, at: number, bytes: Uint8Array): Uint8Array {
  const changed = input.slice()
  changed.set(bytes.subarray(0, Math.max(0, changed.length - at)), at)
  return changed
}

const bit: Change = (input, random) => {
  const at = random.next(Math.max(1, input.length))
  return overwritten(input, at, Uint8Array.of((input[at] ?? 0) ^ (1 << random.next(8))))
}

const number: Change = (input, random) => {
  const value = random.pick(BORDERS)
  const bytes = Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
  const width = random.pick([1, 2, 4])
  return overwritten(input, placeIn(input, random), bytes.subarray(4 - width))
}

const decimal: Change = (input, random) => {
  const text = Buffer.from(input).toString('latin1')
  const digits = [...text.matchAll(/\d+/g)]
  if (digits.length === 0) return input
  const found = random.pick(digits)
  const value = random.pick([...BORDERS, -1, 2 ** 53, 1e21, 0.5])
  const after = found.index + found[0].length
  return joined(input.subarray(0, found.index), Buffer.from(String(value)), input.subarray(after))
}

const cut: Change = (input, random) => input.slice(0, placeIn(input, random))

const without: Change = (input, random) => {
  const at = placeIn(input, random)
  return joined(input.subarray(0, at), input.subarray(at + 1 + random.next(16)))
}

const again: Change = (input, random) => {
  const at = placeIn(input, random)
  const part = input.subarray(at, at + 1 + random.next(64))
  const times = random.pick([1, 1, 2, 16, 300])
  return joined(input.subarray(0, at), ...Array.from({ length: times }, () => part), input.subarray(at))
}

const foreign: Change = (input, random, { others }) => {
  const other = random.pick(others)
  const from = placeIn(other, random)
  const at = placeIn(input, random)
  const part = other.subarray(from, from + 1 + random.next(other.length))
  return joined(input.subarray(0, at), part, input.subarray(at + random.next(part.length + 1)))
}

const word: Change = (input, random, { words }) => {
  const at = placeIn(input, random)
  const piece =
    random.next(8) === 0
      ? random.pick(surrogates)
      : Buffer.from(random.pick([...SIGNS, ...MORE_SIGNS, ...words]))
  return joined(input.subarray(0, at), piece, input.subarray(at + random.next(2) * piece.length))
}

const noise: Change = (input, random) => {
  const bytes = Uint8Array.from({ length: 1 + random.next(24) }, () => random.next(256))
  const at = placeIn(input, random)
  return joined(input.subarray(0, at), bytes, input.subarray(at))
}

const changes: readonly Change[] = [
  bit,
  bit,
  number,
  number,
  decimal,
  cut,
  without,
  again,
  foreign,
  word,
  word,
  noise,
]

/** One to eight changes, one after the other. */
export function mutated(input: Uint8Array, random: Random, material: Material): Uint8Array {
  let changed = input
  for (let left = 1 + random.next(random.pick([1, 3, 8])); left > 0; left -= 1)
    changed = random.pick(changes)(changed, random, material).subarray(0, LARGEST_INPUT)
  return changed
}
