// Fuzzing. What the command and the thread that does the work tell each other: an order, a result, and in shared memory how far
// it has come and with which input, for the case that it never comes back.

import { LARGEST_INPUT } from './mutate.ts'

export type Order = {
  readonly name: string
  readonly seconds: number
  readonly seed: number
  readonly shared: SharedArrayBuffer
}

export type Done = {
  readonly runs: number
  readonly outcomes: number
  readonly crashes: readonly {
    readonly kind: 'crash' | 'hang'
    readonly input: Uint8Array
    readonly why: string
  }[]
}

const HEAD = 8
export const INPUT_ROOM = HEAD + 4 * LARGEST_INPUT

export function noteCourse(shared: SharedArrayBuffer, runs: number, input: Uint8Array): void {
  const head = new Int32Array(shared, 0, 2)
  const part = input.subarray(0, INPUT_ROOM - HEAD)
  new Uint8Array(shared, HEAD).set(part)
  Atomics.store(head, 1, part.length)
  Atomics.store(head, 0, runs)
}

export function readCourse(shared: SharedArrayBuffer): { readonly runs: number; readonly input: Uint8Array } {
  const head = new Int32Array(shared, 0, 2)
  const length = Atomics.load(head, 1)
  return { runs: Atomics.load(head, 0), input: new Uint8Array(shared, HEAD, length).slice() }
}
