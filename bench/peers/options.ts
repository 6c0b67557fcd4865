// Bench. The words after `npm run bench --`: which peers, which lines, how many rounds. Pure.

import { type Result, err, ok } from '../../shared/result.ts'
import { type LineName, lineNames } from '../line/lines.ts'

export type Options = {
  readonly peers: readonly string[]
  readonly lines: readonly LineName[]
  /** Of each latency row. */
  readonly rounds: number
}

const ROUNDS = 60

/** `known`: the names of all peers, in the order of the table. Error: the first word that says nothing. */
export function readOptions(
  words: readonly string[],
  known: readonly string[],
): Result<Options, { readonly reason: string }> {
  let options: Options = { peers: known, lines: lineNames, rounds: ROUNDS }
  for (const word of words) {
    const [name = '', value] = word.split('=', 2)
    if (name === '--peers') {
      const peers = chosen(value, known)
      if (peers === undefined) return err({ reason: `${word}: peers are ${known.join(',')}` })
      options = { ...options, peers }
    } else if (name === '--lines') {
      const lines = chosen(value, lineNames)
      if (lines === undefined) return err({ reason: `${word}: lines are ${lineNames.join(',')}` })
      options = { ...options, lines }
    } else if (name === '--rounds' && /^[1-9]\d{0,3}$/.test(value ?? '')) {
      options = { ...options, rounds: Number(value) }
    } else {
      return err({ reason: `${word}: not --peers[=NAMES], --lines=NAMES or --rounds=NUMBER` })
    }
  }
  return ok(options)
}

/** In the order of the known ones; all without a value, undefined when one is unknown. */
function chosen<Name extends string>(
  value: string | undefined,
  known: readonly Name[],
): readonly Name[] | undefined {
  if (value === undefined) return known
  const names = value.split(',')
  const unknown = names.some((name) => !known.some((each) => each === name))
  return unknown ? undefined : known.filter((name) => names.includes(name))
}
