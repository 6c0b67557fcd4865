// Bench. `npm run bench` without words: figures of our app alone, two of it with a session between them. What each row means: README.md.

import { execFileSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { runsOn } from '../e2e/fixtures/app.ts'
import { sleep } from './clock/nap.ts'
import { type Row, quantile, short, spread, table } from './figures.ts'
import { benchInvitationRead } from './invitation.ts'
import { cancelled } from './rows/cancel.ts'
import { fileOpened } from './rows/dialog.ts'
import { escapes, type EscapeFigures } from './rows/escape.ts'
import { type FileFigures, fileFigures } from './rows/files.ts'
import { firstFrames } from './rows/first-frame.ts'
import { glassToGlass } from './rows/glass.ts'
import { keysAndEchoes } from './rows/keys.ts'
import { type Load, loadOf } from './rows/load.ts'
import { searchFigures } from './rows/search.ts'
import { updatesWhile } from './rows/updates.ts'
import { type Stage, openStage } from './stage.ts'
import { buildApp } from './stage/build.ts'
import { carrierOf } from './stage/carrier.ts'
import { controlsOf } from './stage/control.ts'
import { withNoise, withText } from './stage/motion.ts'
import { trafficOf } from './stage/processes.ts'
import { stopped } from './stage/stopped.ts'

const LIMIT_MS = 1_500_000
const rows: Row[] = []
const stages = new Set<Stage>()
const add = (what: string, figure: string, aim = '') => {
  rows.push({ what, figure, aim })
  process.stderr.write(`${what}: ${figure}\n`)
}

try {
  await Promise.race([main(), stopped(LIMIT_MS)])
} catch (cause) {
  process.stderr.write(`bench: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`)
  process.exitCode = 1
} finally {
  // Also when it failed: the stages in time are closed, and half a table is better than none.
  for (const stage of stages) await stage.close()
  console.log(`\n${table(rows)}\n\n${machine()}`)
  process.exit()
}

async function main(): Promise<void> {
  buildApp()
  invitationRead()
  helpSearched()
  await onStage('native', async (stage) => {
    add('File opened → dialog shown, app running', spread(await fileOpened(stage, 4)))
    add(
      'Cancel → last connection of the attempt closed',
      spread(await cancelled(stage, 20), 1),
      'all ≤ 100 ms',
    )
    add('Yes → first frame', spread(await firstFrames(carrierOf(stage), 5)), 'median ≤ 300 ms')
    const view = await stage.expert.app.window(/^Remote Assistance — /)
    await glass(stage, 'X11 capture', 120, ['median ≤ 12 ms', 'median ≤ 20 ms'])
    await load(stage, view)
    await controlsOf(stage, view).take()
    const { there, echo } = await keysAndEchoes(stage, 100)
    add('Key of the expert → novice’s screen', spread(there))
    add('Key of the expert → its echo on the expert’s screen', spread(echo), 'median ≤ 20 ms')
    files(await fileFigures(stage, view, 60))
    escape('ESC → gate shut, against a flood', await escapes(stage, view, 200, 600))
    await withNoise(stage, async () => {
      await controlsOf(stage, view).take()
      escape('ESC → gate shut, and a film fills the screen', await escapes(stage, view, 25, 90))
    })
  })
  await onStage('chromium', async (stage) => {
    add('Yes → first frame, Chromium’s capture', spread(await firstFrames(carrierOf(stage), 2)))
    await glass(stage, 'Chromium’s capture', 60, ['', ''])
  })
}

function helpSearched(): void {
  const { first, median, p99, topics } = searchFigures()
  add(
    `Help searched, ${topics} topics in each of five languages`,
    `median ${short(median)} ms, p99 ${short(p99)} ms; the first question of a language at most ${short(first)} ms`,
  )
}

function files({ megabytesPerSecond, glass: seen, keys: typed }: FileFigures): void {
  add('File of 1 GB, expert → novice', `${short(megabytesPerSecond)} MB/s`)
  const beside = ({ alone, beside: with_ }: FileFigures['keys']) =>
    `p95 ${short(quantile(alone, 0.95))} ms alone, ${short(quantile(with_, 0.95))} ms beside a file`
  add('Glass to glass beside a file', beside(seen), '≤ 20 ms worse')
  add('Key of the expert → novice’s screen beside a file', beside(typed), '≤ 20 ms worse')
}

async function onStage(capture: 'native' | 'chromium', act: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openStage(capture)
  stages.add(stage)
  await act(stage)
  stages.delete(stage)
  await stage.close()
}

function invitationRead(): void {
  const { microseconds, megabytesPerSecond, timesJsonParse } = benchInvitationRead()
  add(
    'Invitation read',
    `${short(microseconds)} µs (${short(timesJsonParse)} × JSON.parse), ${short(megabytesPerSecond)} MB/s`,
  )
}

async function glass(
  stage: Stage,
  capture: string,
  rounds: number,
  [still, scrolling]: [string, string],
): Promise<void> {
  await sleep(500)
  add(`Glass to glass, ${capture}, still`, spread(await glassToGlass(stage, rounds)), still)
  await withText(stage, async () => {
    const times = await glassToGlass(stage, rounds)
    add(`Glass to glass, ${capture}, text scrolls`, spread(times), scrolling)
  })
}

async function load(stage: Stage, view: Page): Promise<void> {
  await sleep(1000)
  const bytes = () => {
    const { sent, received } = trafficOf(stage.novice.pid(), stage.expert.pid())
    return sent + received
  }
  const loadFor = (seconds: number) => updatesWhile(view, () => loadOf(stage, bytes, seconds))
  const idle = await loadFor(10)
  loadRow('Idle session', idle, '< 2 % of a core, < 1 kB/s')
  const { noviceMegabytes, expertMegabytes } = idle.of
  add('Memory, novice and expert', `${short(noviceMegabytes)} MB, ${short(expertMegabytes)} MB`)
  await withText(stage, async () => loadRow('Session while text scrolls', await loadFor(5)))
}

type CountedLoad = { readonly of: Load; readonly perSecond: number }

function loadRow(what: string, { of: load, perSecond }: CountedLoad, aim = ''): void {
  const cpu = `novice ${short(load.noviceCpu)} %, expert ${short(load.expertCpu)} % of a core`
  add(what, `${cpu}, ${short(perSecond)} updates/s, ${(load.bytesPerSecond / 1000).toFixed(2)} kB/s`, aim)
}

function escape(what: string, { shut, between, after, rate }: EscapeFigures): void {
  add(what, `${spread(shut, 0.99)}, flood ${rate.toFixed(0)}/s`, 'p99 ≤ 20 ms')
  add(
    'Events injected after the gate was shut',
    `${after} (on the way between ESC and shut: at most ${quantile(between, 1)})`,
    '0',
  )
}

function machine(): string {
  const chromium = execFileSync('chromium', ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim()
  const load = loadavg()[0] ?? 0
  return `${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}, ${chromium}, on ${runsOn}, load average at the end ${short(load)}`
}
