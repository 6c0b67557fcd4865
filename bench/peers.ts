// Bench. `npm run bench -- --peers`: our app and other programs of its kind on the same two displays, over the same
// lines, by the same outside clock. What each row means: README.md.

import { cpus, loadavg } from 'node:os'
import { runsOn } from '../e2e/fixtures/app.ts'
import { short } from './figures.ts'
import { type Line, loopback, openLine } from './line/line.ts'
import { LINES, type LineName } from './line/lines.ts'
import { ROWS, measure } from './peers/measure.ts'
import { readOptions } from './peers/options.ts'
import { freeRdp } from './peers/free-rdp.ts'
import { ours } from './peers/ours.ts'
import { type Peer, isInstalled } from './peers/peer.ts'
import { type Cell, type TableRow, none, peersTable } from './peers/table.ts'
import { tigerVncPlain, tigerVncTls } from './peers/tiger-vnc.ts'
import { x11vnc } from './peers/x11vnc.ts'
import { buildApp } from './stage/build.ts'
import { stopped } from './stage/stopped.ts'

const PEERS: readonly Peer[] = [ours, tigerVncPlain, tigerVncTls, x11vnc, freeRdp]
const LIMIT_MS = 2_400_000

const say = (text: string) => void process.stderr.write(`${text}\n`)
const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

const read = readOptions(
  process.argv.slice(2),
  PEERS.map(({ name }) => name),
)
if (!read.ok) {
  say(`bench: ${read.error.reason}`)
  process.exit(2)
}
const options = read.value
const peers = PEERS.filter(({ name }) => options.peers.includes(name))
const cells = new Map<string, Cell>()
const means: string[] = []
const open = new Set<{ close(): Promise<void> }>()
const begun = performance.now()
let over = false

try {
  await Promise.race([main(), stopped(LIMIT_MS)])
} catch (cause) {
  say(`bench: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
  process.exitCode = 1
} finally {
  over = true
  // Also when it failed: what is open is closed, the newest first, and half a table is better than none.
  for (const each of [...open].reverse()) await each.close().catch((cause: unknown) => say(messageOf(cause)))
  console.log(
    `\n${peersTable(
      peers.map(({ title }) => title),
      rows(),
    )}\n\n${foot()}`,
  )
  process.exit()
}

async function main(): Promise<void> {
  if (options.peers.includes(ours.name)) buildApp()
  for (const name of options.lines) await onLine(name)
}

async function onLine(name: LineName): Promise<void> {
  for (const peer of peers) {
    // A line of its own for each: nobody finds what another left in a queue.
    const line = await lineOf(name)
    if (line === undefined) return
    open.add(line)
    await onPeer(peer, line)
    open.delete(line)
    await line.close()
  }
}

async function lineOf(name: LineName): Promise<Line | undefined> {
  const line = await joined(name)
  if (typeof line === 'string') {
    fill(name, peers, none(`no namespaces, so only the clean line on loopback: ${line}`))
    return undefined
  }
  const sentence = `${LINES[name].title}: ${line.means}.`
  if (!means.includes(sentence)) means.push(sentence)
  return line
}

/** Why there is none, where not even loopback will do. */
async function joined(name: LineName): Promise<Line | string> {
  // Playwright reaches Electron in its own network only.
  const why = runsOn === 'Electron' ? 'the app runs on Electron' : await openLine(name).catch(messageOf)
  if (typeof why !== 'string') return why
  const [reason = ''] = why.split('\n').slice(-2)
  return name === 'clean'
    ? { ...loopback, means: `loopback, payload only; no namespaces (${reason})` }
    : reason
}

async function onPeer(peer: Peer, line: Line): Promise<void> {
  const missing = peer.needs.filter((program) => !isInstalled(program))
  if (missing.length > 0) {
    fill(line.name, [peer], none(`not installed: ${missing.join(', ')}`))
    return
  }
  try {
    const carrier = await peer.open(line)
    open.add(carrier)
    await measure(carrier, line, options.rounds, (row, cell) => {
      // What is closed under its hands fails; that is no row.
      if (over) return
      cells.set(keyOf(line.name, row, peer), cell)
      say(`${line.name}, ${peer.name}, ${row}: ${cell.kind === 'figure' ? cell.text : `— ${cell.why}`}`)
    })
    open.delete(carrier)
    await carrier.close()
  } catch (cause) {
    say(`${line.name}, ${peer.name}: ${cause instanceof Error ? (cause.stack ?? '') : String(cause)}`)
    if (!over) fill(line.name, [peer], none(messageOf(cause).split('\n')[0] ?? ''))
  }
}

function fill(line: LineName, all: readonly Peer[], cell: Cell): void {
  for (const peer of all) {
    for (const row of ROWS) {
      const key = keyOf(line, row, peer)
      if (!cells.has(key)) cells.set(key, cell)
    }
  }
}

function keyOf(line: LineName, row: string, { name }: Peer): string {
  return `${line}\n${row}\n${name}`
}

function rows(): readonly TableRow[] {
  return options.lines.flatMap((line) =>
    ROWS.map((what) => ({
      line: LINES[line].title,
      what,
      cells: peers.map((peer) => cells.get(keyOf(line, what, peer))),
    })),
  )
}

function foot(): string {
  const load = loadavg()[0] ?? 0
  const minutes = (performance.now() - begun) / 60_000
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? '?'}), Node ${process.version}, ours on ${runsOn}`
  return [
    'Latencies are median / p90; the smallest of a row is bold; bytes are counted both ways on the wire, headers included.',
    ...means,
    `${machine}, ${short(minutes)} min, load average at the end ${short(load)}`,
  ].join('\n')
}
