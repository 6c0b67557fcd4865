// Fuzzing. What a target is: one reader of what strangers send, some honest inputs, and the one thing that may happen to it.

import type { Arbitrary } from 'fast-check'

export type Target = {
  readonly name: string
  /** Honest inputs; what is tried are changed ones. */
  readonly seeds: readonly Uint8Array[]
  /** Pieces that mean something to this reader. */
  readonly words?: readonly string[]
  /** Inputs that are made from rules instead. */
  readonly made?: Arbitrary<Uint8Array>
  /** Bytes of typed arrays that one input may cost: some in any case, and so many for each of its own bytes. */
  readonly memory: { readonly always: number; readonly perByte: number }
  /** How many inputs the short run of the tests takes. */
  readonly shortRun: number
  /** Reads it; what became of it in one word or two. Throws where something happened that never may. */
  run(input: Uint8Array): string | Promise<string>
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
/** As a computer reads what should have been UTF-8. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
export const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))

/** What must hold; what is said ends the run of this input as a crash. */
export function insist(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}
