// Bench. All rows of one carrier on one line. A row that fails costs its own cells, and the others are still measured.

import { sleep } from '../clock/nap.ts'
import { short } from '../figures.ts'
import type { Line } from '../line/line.ts'
import { firstFrames } from '../rows/first-frame.ts'
import { type Patience, glassToGlass } from '../rows/glass.ts'
import { keysAndEchoes } from '../rows/keys.ts'
import { type Load, loadOf } from '../rows/load.ts'
import type { Carrier } from '../stage/carrier.ts'
import { withNoise, withText } from '../stage/motion.ts'
import { type Cell, figure, latency, none } from './table.ts'

export const ROWS = [
  'First frame, ms',
  'Glass to glass, still, ms',
  'Glass to glass, text scrolls, ms',
  'Glass to glass, over noise, ms',
  'Key → novice’s screen, ms',
  'Key → its echo, ms',
  'Idle, bytes/s',
  'Text scrolls, kB/s',
  'Noise, kB/s',
  'Idle, % of a core (novice + expert)',
  'Text scrolls, % of a core (novice + expert)',
  'Noise, % of a core (novice + expert)',
  'Memory, MB (novice + expert)',
] as const

export type RowName = (typeof ROWS)[number]
export type Measured = (row: RowName, cell: Cell) => void

const FIRST_FRAMES = 4
const IDLE_S = 10
const MOTION_S = 5
/** On a thin line noise may take seconds; such a row gets fewer flips. */
const PATIENCE: Patience = { limitMs: 10_000, rowMs: 20_000 }
const KEY_LIMIT_MS = 5000
const SETTLE_MS = 1500

export async function measure(
  carrier: Carrier,
  line: Line,
  rounds: number,
  measured: Measured,
): Promise<void> {
  const row = async (names: readonly RowName[], act: () => Promise<readonly Cell[]>) => {
    const cells = await act().catch((cause: unknown) =>
      names.map(() => none(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause))),
    )
    names.forEach((name, index) => measured(name, cells[index] ?? none('not measured')))
  }
  const glass = async () => latency(await glassToGlass(carrier, rounds, PATIENCE))
  const load = (seconds: number) => loadOf(carrier, () => line.bytes(carrier.novice, carrier.expert), seconds)

  await row(['First frame, ms'], async () => [latency(await firstFrames(carrier, FIRST_FRAMES))])
  await sleep(SETTLE_MS)
  const idle = [
    'Idle, bytes/s',
    'Idle, % of a core (novice + expert)',
    'Memory, MB (novice + expert)',
  ] as const
  await row(idle, async () => {
    const found = await load(IDLE_S)
    return [figure(found.bytesPerSecond, found.bytesPerSecond.toFixed(0)), cpuOf(found), memoryOf(found)]
  })
  await row(['Glass to glass, still, ms'], async () => [await glass()])
  await row(['Glass to glass, text scrolls, ms'], () => withText(carrier, async () => [await glass()]))
  const text = ['Text scrolls, kB/s', 'Text scrolls, % of a core (novice + expert)'] as const
  await row(text, () => withText(carrier, async () => motionOf(await load(MOTION_S))))
  await row(['Glass to glass, over noise, ms'], () => withNoise(carrier, async () => [await glass()]))
  const noise = ['Noise, kB/s', 'Noise, % of a core (novice + expert)'] as const
  await row(noise, () => withNoise(carrier, async () => motionOf(await load(MOTION_S))))
  await sleep(SETTLE_MS)
  await row(['Key → novice’s screen, ms', 'Key → its echo, ms'], async () => {
    await carrier.control()
    const { there, echo } = await keysAndEchoes(carrier, rounds, KEY_LIMIT_MS)
    return [latency(there), latency(echo)]
  })
}

const motionOf = (load: Load): readonly Cell[] => [figure(load.bytesPerSecond / 1000), cpuOf(load)]

const sum = (one: number, other: number): Cell => figure(one + other, `${short(one)} + ${short(other)}`)

const cpuOf = ({ noviceCpu, expertCpu }: Load): Cell => sum(noviceCpu, expertCpu)
const memoryOf = ({ noviceMegabytes, expertMegabytes }: Load): Cell => sum(noviceMegabytes, expertMegabytes)
