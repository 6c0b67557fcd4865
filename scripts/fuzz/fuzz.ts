// Fuzzing. Tries one target with changed and made inputs. A crash is anything that its `run` throws, memory that grows with a
// number instead of with the input, and an object prototype that has become another.

import fc from 'fast-check'
import { countAllocations } from './allocations.ts'
import { LARGEST_INPUT, mutated } from './mutate.ts'
import { randomFrom } from './random.ts'
import type { Target } from './target.ts'

export type Crash = { readonly input: Uint8Array; readonly why: string }

export type Report = {
  readonly runs: number
  /** How many different things became of them. */
  readonly outcomes: ReadonlySet<string>
  readonly crashes: readonly Crash[]
}

export type Course = {
  readonly seed: number
  /** Inputs of earlier crashes. */
  readonly kept: readonly Uint8Array[]
  /** Whether another input follows after so many. */
  goesOn(runs: number): boolean
  /** Hears each input before it is tried. */
  readonly before?: (input: Uint8Array) => void
}

/** After so many different crashes of one target, the rest is more of the same. */
const MOST_CRASHES = 10
const MADE_AT_A_TIME = 50
/** What led to something new is changed further. */
const LARGEST_POOL = 400

export async function fuzz(target: Target, { seed, kept, goesOn, before }: Course): Promise<Report> {
  const random = randomFrom(seed)
  const pool = [...target.seeds, ...kept]
  const outcomes = new Set<string>()
  const crashes = new Map<string, Crash>()
  const madeOnes = makerOf(target, seed)
  let runs = 0

  while (crashes.size < MOST_CRASHES && goesOn(runs)) {
    const untouched = pool[runs]
    const made = untouched === undefined && random.next(4) === 0 ? madeOnes() : undefined
    const material = { others: pool, words: target.words ?? [] }
    const input = untouched ?? made ?? mutated(random.pick(pool), random, material)
    before?.(input)
    runs += 1
    const tried = await attempt(target, input)
    if ('why' in tried) crashes.set(kindOf(tried.why), { input, why: tried.why })
    else if (!outcomes.has(tried.outcome)) {
      outcomes.add(tried.outcome)
      if (pool.length < LARGEST_POOL && input.length <= LARGEST_INPUT) pool.push(input)
    }
  }
  return { runs, outcomes, crashes: [...crashes.values()] }
}

/** Crashes that differ in numbers only are one. */
const kindOf = (why: string): string => (why.split('\n')[0] ?? '').replace(/\d+/g, '#').slice(0, 120)

function makerOf({ made }: Target, seed: number): () => Uint8Array | undefined {
  let ready: Uint8Array[] = []
  let batch = 0
  return () => {
    if (made === undefined) return undefined
    if (ready.length === 0) {
      batch += 1
      ready = fc.sample(made, { numRuns: MADE_AT_A_TIME, seed: seed + batch })
    }
    return ready.pop()
  }
}

export type Attempt = { readonly outcome: string } | { readonly why: string }

/** One input, with the checks that hold for every target. */
export async function attempt(target: Target, input: Uint8Array): Promise<Attempt> {
  const { always, perByte } = target.memory
  const allocations = countAllocations()
  try {
    const outcome = await target.run(input)
    if (Object.keys(Object.prototype).length > 0) return { why: 'every object has another prototype now' }
    const spent = allocations.bytes()
    return spent > always + perByte * input.length
      ? { why: `${spent} bytes of memory for ${input.length} bytes of input` }
      : { outcome }
  } catch (cause) {
    return { why: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }
  } finally {
    allocations.stop()
  }
}
