// Bench, row. What a session costs: processor, memory, updates and bytes a second, while the novice's screen does
// something or nothing.

import type { Page } from 'playwright-core'
import { sleep } from '../clock/nap.ts'
import { cpuSeconds, memoryMegabytes, trafficOf } from '../stage/processes.ts'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { Stage } from '../stage.ts'

export type Load = {
  /** Per cent of one core, all processes of the side. */
  readonly noviceCpu: number
  readonly expertCpu: number
  readonly noviceMegabytes: number
  readonly expertMegabytes: number
  /** Both ways, as the kernel counts TCP payload. */
  readonly bytesPerSecond: number
  readonly updatesPerSecond: number
}

declare const window: { readonly assist: Bridge }
type Counting = { updates?: number; stopCounting?: () => void }

const FRAMEBUFFER_UPDATE = 0

export async function loadOf({ novice, expert }: Stage, view: Page, seconds: number): Promise<Load> {
  const look = () => {
    const { sent, received } = trafficOf(novice.app.pid, expert.app.pid)
    return {
      at: performance.now(),
      n: cpuSeconds(novice.app.pid),
      e: cpuSeconds(expert.app.pid),
      bytes: sent + received,
    }
  }
  await startCounting(view)
  const before = look()
  await sleep(seconds * 1000)
  const after = look()
  const updates = await stopCounting(view)
  const span = (after.at - before.at) / 1000
  return {
    noviceCpu: ((after.n - before.n) / span) * 100,
    expertCpu: ((after.e - before.e) / span) * 100,
    noviceMegabytes: memoryMegabytes(novice.app.pid),
    expertMegabytes: memoryMegabytes(expert.app.pid),
    bytesPerSecond: (after.bytes - before.bytes) / span,
    updatesPerSecond: updates / span,
  }
}

/** A second listener in the expert's page. Every update begins a message of its own; a large one goes on in others. */
const startCounting = (view: Page): Promise<void> =>
  view.evaluate((first) => {
    const counting = globalThis as Counting
    counting.updates = 0
    counting.stopCounting = window.assist.onBytes((bytes) => {
      if (bytes[0] === first && bytes[1] === 0) counting.updates = (counting.updates ?? 0) + 1
    })
  }, FRAMEBUFFER_UPDATE)

const stopCounting = (view: Page): Promise<number> =>
  view.evaluate(() => {
    const counting = globalThis as Counting
    counting.stopCounting?.()
    return counting.updates ?? 0
  })
