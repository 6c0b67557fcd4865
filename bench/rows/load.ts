// Bench, row. What a session costs: processor, memory and bytes a second, while the novice's screen does something or
// nothing.

import { sleep } from '../clock/nap.ts'
import type { Pair } from '../stage/end.ts'
import { cpuSeconds, memoryMegabytes } from '../stage/processes.ts'

export type Load = {
  /** Per cent of one core, all processes of the side. */
  readonly noviceCpu: number
  readonly expertCpu: number
  readonly noviceMegabytes: number
  readonly expertMegabytes: number
  readonly bytesPerSecond: number
}

/** `bytes`: all that has crossed the line so far, both ways, by whatever counter. */
export async function loadOf({ novice, expert }: Pair, bytes: () => number, seconds: number): Promise<Load> {
  const look = () => ({
    at: performance.now(),
    novice: cpuSeconds(novice.pid()),
    expert: cpuSeconds(expert.pid()),
    bytes: bytes(),
  })
  const before = look()
  await sleep(seconds * 1000)
  const after = look()
  const span = (after.at - before.at) / 1000
  return {
    noviceCpu: ((after.novice - before.novice) / span) * 100,
    expertCpu: ((after.expert - before.expert) / span) * 100,
    noviceMegabytes: memoryMegabytes(novice.pid()),
    expertMegabytes: memoryMegabytes(expert.pid()),
    bytesPerSecond: (after.bytes - before.bytes) / span,
  }
}
