// Bench, row. What a session that lasts needs of memory: text scrolls for a while, rests, somebody writes a line, over and over.
// Alone, and as long as one likes: node bench/rows/memory.ts --minutes 60

import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { sleep } from '../clock/nap.ts'
import { short } from '../figures.ts'
import { ownMegabytes } from '../stage/processes.ts'
import { type Stage, openStage, order } from '../stage.ts'

export type MemoryFigures = {
  readonly minutes: number
  readonly novice: Growth
  readonly expert: Growth
}

/** Megabytes that nobody shares (USS), of all processes of a side. `perHour`: slope of the line through the samples of the second half. */
export type Growth = { readonly first: number; readonly last: number; readonly perHour: number }

type Sample = { readonly hours: number; readonly megabytes: number }

const SCROLL_MS = 10_000
const REST_MS = 5_000

export async function memoryFigures(
  stage: Stage,
  view: Page,
  minutes: number,
  scroller: () => Promise<{ end(): Promise<void> }>,
): Promise<MemoryFigures> {
  const begun = performance.now()
  const samples = { novice: [] as Sample[], expert: [] as Sample[] }
  const hours = () => (performance.now() - begun) / 3_600_000
  while (hours() * 60 < minutes) {
    const text = await scroller()
    await sleep(SCROLL_MS)
    await text.end()
    await order(view, 'sendChat', { text: `still here after ${short(hours() * 60)} minutes` })
    await sleep(REST_MS)
    await goOn(stage.novice.app.windows())
    for (const side of ['novice', 'expert'] as const)
      samples[side].push({ hours: hours(), megabytes: ownMegabytes(stage[side].app.pid) })
    process.stderr.write(`${short(hours() * 60)} min: ${grown(samples.novice)} / ${grown(samples.expert)}\n`)
  }
  return { minutes, novice: growthOf(samples.novice), expert: growthOf(samples.expert) }
}

/** SES-6: every half hour the novice is asked whether the expert is to go on seeing the screen. */
async function goOn(windows: readonly Page[]): Promise<void> {
  for (const page of windows) {
    const question = page.getByText(/still sees your screen/)
    if (await question.isVisible()) await page.getByRole('button', { name: 'Yes' }).click()
  }
}

const grown = (samples: readonly Sample[]): string => `${short(samples.at(-1)?.megabytes ?? NaN)} MB`

/** Least squares over the second half: what is loaded once at the beginning is no growth. */
export function growthOf(samples: readonly Sample[]): Growth {
  const half = samples.slice(Math.floor(samples.length / 2))
  const mean = (of: (sample: Sample) => number) =>
    half.reduce((sum, sample) => sum + of(sample), 0) / half.length
  const [x, y] = [mean(({ hours }) => hours), mean(({ megabytes }) => megabytes)]
  const over = half.reduce((sum, { hours, megabytes }) => sum + (hours - x) * (megabytes - y), 0)
  const under = half.reduce((sum, { hours }) => sum + (hours - x) ** 2, 0)
  return {
    first: samples[0]?.megabytes ?? NaN,
    last: samples.at(-1)?.megabytes ?? NaN,
    perHour: under === 0 ? NaN : over / under,
  }
}

async function alone(minutes: number): Promise<void> {
  const stage = await openStage('native')
  try {
    const view = await stage.admit(await stage.knock())
    const lines = join(import.meta.dirname, '..', 'stage', 'scroller.ts')
    const scroller = () => stage.program('xterm', '-geometry', '84x36+20+40', '-e', process.execPath, lines)
    console.log(await memoryFigures(stage, view, minutes, scroller))
  } finally {
    await stage.close()
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } })
  await alone(Number(values.minutes))
  process.exit()
}
