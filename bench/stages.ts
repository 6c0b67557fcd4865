// Bench. `npm run bench -- --stages`: where the time of one flip goes, from the novice's screen to the expert's. What
// each stage is: README.md.

import { loadavg } from 'node:os'
import { type Row, quantile, short, table } from './figures.ts'
import { type Line, openLine } from './line/line.ts'
import { firstFrames } from './rows/first-frame.ts'
import { openStage } from './stage.ts'
import { buildApp } from './stage/build.ts'
import { carrierOf } from './stage/carrier.ts'
import { type Endings, endAll } from './stage/end.ts'
import { withText } from './stage/motion.ts'
import { stopped } from './stage/stopped.ts'
import { ownWork } from './stages/own-work.ts'
import { markPage } from './stages/page-marks.ts'
import { type Passed, POINT, followFlips } from './stages/way.ts'

const ROUNDS = 100
const LIMIT_MS = 300_000
const rows: Row[] = []
const endings: Endings = []
const add = (what: string, values: readonly number[], unit = 'ms') => {
  const seen = values.filter((value) => !Number.isNaN(value))
  const figure = `${short(quantile(seen, 0.5))} / ${short(quantile(seen, 0.9))} ${unit} (n ${seen.length})`
  rows.push({ what, figure })
  process.stderr.write(`${what}: ${figure}\n`)
}

try {
  await Promise.race([main(), stopped(LIMIT_MS)])
} catch (cause) {
  process.stderr.write(`bench: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
  process.exitCode = 1
} finally {
  await endAll(endings)
  const load = short(loadavg()[0] ?? 0)
  console.log(`\n${table(rows)}\n\nMeasured: median / p90. Load average at the end ${load}`)
  process.exit()
}

async function main(): Promise<void> {
  buildApp()
  const line: Line = await openLine('clean')
  endings.push(line.close)
  const stage = await openStage('native', {
    ...(line.novice && { novice: line.novice }),
    ...(line.expert && { expert: line.expert }),
  })
  endings.push(stage.close)
  await firstFrames(carrierOf(stage), 1)
  const page = await markPage(await stage.expert.app.window(/^Remote Assistance — /), POINT)
  const follow = () => followFlips(stage, page, () => line.bytes(stage.novice, stage.expert), ROUNDS)
  still(await follow())
  await withText(stage, async () => {
    inMotion(await follow())
    const work = await ownWork(stage.novice.display.display, ROUNDS)
    add('Text, novice: grab', work.grab)
    add('Text, novice: compare with the last picture', work.compare)
    add('Text, novice: compare with what was sent, scroll search, encode, deflate', work.encode)
    add('Text, bytes of an update', work.bytes, 'bytes')
  })
}

function still(all: readonly Passed[]): void {
  const between = (from: (passed: Passed) => number, to: (passed: Passed) => number) =>
    all.map((passed) => to(passed) - from(passed))
  add(
    'Still, paint → X server reports damage',
    between(
      () => 0,
      ({ damaged }) => damaged,
    ),
  )
  add(
    'Still, → first byte on the novice’s card',
    between(
      ({ damaged }) => damaged,
      ({ left }) => left,
    ),
  )
  add(
    'Still, → the expert’s page reads it',
    between(
      ({ left }) => left,
      ({ arrived }) => arrived,
    ),
  )
  add(
    'Still, → drawn by the viewer',
    between(
      ({ arrived }) => arrived,
      ({ drawn }) => drawn,
    ),
  )
  add(
    'Still, → on the expert’s screen',
    between(
      ({ drawn }) => drawn,
      ({ shown }) => shown,
    ),
  )
  add(
    'Still, all',
    between(
      () => 0,
      ({ shown }) => shown,
    ),
  )
}

function inMotion(all: readonly Passed[]): void {
  add(
    'Text, paint → the expert’s page reads it',
    all.map(({ arrived }) => arrived),
  )
  add(
    'Text, → drawn by the viewer',
    all.map(({ arrived, drawn }) => drawn - arrived),
  )
  add(
    'Text, → on the expert’s screen',
    all.map(({ drawn, shown }) => shown - drawn),
  )
  add(
    'Text, all',
    all.map(({ shown }) => shown),
  )
}
