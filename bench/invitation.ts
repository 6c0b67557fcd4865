// Bench. How long it takes to understand an invitation, from bytes to values. Alone: node bench/invitation.ts

import { readFileSync } from 'node:fs'
import { decodeInvitation } from '../electron/services/invitation-decoding.ts'
import { readInvitation } from '../electron/domain/invitation/read-invitation.ts'

export type InvitationFigures = {
  /** Median of one reading of a usual file of ours. */
  readonly microseconds: number
  /** Of a file at the limit of 64 KiB, filled by its longest value. */
  readonly megabytesPerSecond: number
  /** The usual file against JSON.parse of the same text: tells this machine's speed from ours. */
  readonly timesJsonParse: number
}

const LIMIT = 64 * 1024
const ROUNDS = 2000
const LARGE_ROUNDS = 60

/** Measures for well under 3 s and prints nothing. */
export function benchInvitationRead(): InvitationFigures {
  const usual = readFileSync(
    new URL('../electron/domain/invitation/samples/windows-8.1.msrcincident', import.meta.url),
  )
  const large = Buffer.from(
    usual.toString('latin1').replace('LHTICKET="', '$&' + 'A0'.repeat((LIMIT - usual.length) / 2)),
  )
  const json = JSON.stringify({ text: usual.toString('utf8') })
  const microseconds = median(ROUNDS, () => read(usual))
  const largeMicroseconds = median(LARGE_ROUNDS, () => read(large))
  const jsonMicroseconds = median(ROUNDS, () => JSON.parse(json))
  return {
    microseconds,
    megabytesPerSecond: large.length / largeMicroseconds,
    timesJsonParse: microseconds / jsonMicroseconds,
  }
}

function read(bytes: Uint8Array): void {
  const text = decodeInvitation(bytes)
  if (text === undefined || !readInvitation(text).ok) throw new Error('the sample is no invitation any more')
}

/** Microseconds; the first fifth warms up and is not counted. */
function median(rounds: number, work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = process.hrtime.bigint()
    work()
    return Number(process.hrtime.bigint() - start) / 1000
  })
  const counted = times.slice(Math.floor(rounds / 5)).sort((one, other) => one - other)
  return counted[Math.floor(counted.length / 2)] ?? NaN
}

if (import.meta.main) console.log(benchInvitationRead())
