// Bench. A line between two ends: two namespaces joined by a pair of virtual cards (or by the relay), with as much rate,
// delay and loss as it is to have, and one counter of bytes for all who use it. Without root: loopback, the clean line.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Network } from '../../e2e/fixtures/app.ts'
import { doorTo } from '../../e2e/networks/door-to.ts'
import { type End, type Endings, endAll } from '../stage/end.ts'
import { trafficOf } from '../stage/processes.ts'
import { bytesThrough } from './counters.ts'
import { startHelper } from './helper.ts'
import { LINES, type LineName, type LineSpec, queueArguments } from './lines.ts'
import { type Namespace, type Namespaces, openNamespaces, run } from './namespaces.ts'

type Counted = Pick<End, 'pid'>

export type Line = {
  readonly name: LineName
  /** How it was made, for the foot of the table. */
  readonly means: string
  /** None: both ends are in our own network. */
  readonly novice?: Network
  readonly expert?: Network
  /** Where the expert's end reaches the novice's. */
  readonly address: string
  /** Bytes so far, both ways. */
  bytes(novice: Counted, expert: Counted): number
  close(): Promise<void>
}

const DEVICE = 'eth0'
const ENDS = [
  { address: '10.9.8.1', card: '02:00:00:00:00:01' },
  { address: '10.9.8.2', card: '02:00:00:00:00:02' },
] as const
const PREFIX_LENGTH = 24

/** The clean line where nothing else can be had. */
export const loopback: Line = {
  name: 'clean',
  means: 'loopback',
  address: '127.0.0.1',
  bytes: (novice, expert) => {
    const { sent, received } = trafficOf(novice.pid(), expert.pid())
    return sent + received
  },
  close: () => Promise.resolve(),
}

/** Throws when it cannot be made; nothing of it is left then. */
export async function openLine(name: LineName): Promise<Line> {
  const endings: Endings = []
  try {
    const folder = mkdtempSync(join(tmpdir(), 'bench-line-'))
    endings.push(() => rmSync(folder, { recursive: true, force: true }))
    const namespaces = openNamespaces()
    endings.push(namespaces.close)
    const means = await connectEnds(namespaces, LINES[name], endings)
    const { novice, expert } = namespaces
    return {
      name,
      means,
      address: ENDS[0].address,
      novice: networkOf(novice, folder, endings),
      expert: networkOf(expert, folder, endings),
      bytes: (end) => bytesThrough(readFileSync(`/proc/${end.pid()}/net/dev`, 'utf8'), DEVICE),
      close: () => endAll(endings),
    }
  } catch (cause) {
    await endAll(endings)
    throw cause
  }
}

/** Resolves with what was used. */
async function connectEnds(namespaces: Namespaces, spec: LineSpec, endings: Endings): Promise<string> {
  const queue = queueArguments(spec)
  joinByCards(namespaces)
  try {
    for (const { name } of [namespaces.novice, namespaces.expert]) {
      if (queue.length > 0) run('tc', '-n', name, 'qdisc', 'add', 'dev', DEVICE, 'root', ...queue)
    }
    return queue.length === 0 ? 'veth' : `veth, each way tc ${queue.join(' ')}`
  } catch (cause) {
    const { delayMs, loss } = spec
    if (delayMs === undefined || loss === undefined) throw cause
    // A kernel without netem.
    run('ip', '-n', namespaces.novice.name, 'link', 'delete', DEVICE)
    await joinByRelay(namespaces, delayMs, loss, endings)
    return `bench/line/relay.ts (no netem in this kernel), each way delay ${delayMs} ms, loss ${loss * 100} %`
  }
}

function joinByCards({ novice, expert }: Namespaces): void {
  const [one, other] = ENDS
  const pair = ['type', 'veth', 'peer', 'name', DEVICE, 'netns', expert.name, 'address', other.card]
  run('ip', 'link', 'add', DEVICE, 'netns', novice.name, 'address', one.card, ...pair)
  bringUp(novice, one.address)
  bringUp(expert, other.address)
  // Known from the start: no question for a neighbour is counted as a session's bytes.
  const knows = ({ name }: Namespace, { address, card }: (typeof ENDS)[number]) =>
    run('ip', '-n', name, 'neigh', 'replace', address, 'lladdr', card, 'nud', 'permanent', 'dev', DEVICE)
  knows(novice, other)
  knows(expert, one)
}

async function joinByRelay(
  { novice, expert }: Namespaces,
  delayMs: number,
  loss: number,
  endings: Endings,
): Promise<void> {
  const source = join(import.meta.dirname, 'relay.ts')
  const devices = [`bn${process.pid}`, `be${process.pid}`] as const
  const relay = await startHelper([process.execPath, source, ...devices, String(delayMs), String(loss)])
  endings.push(relay.end)
  run('ip', 'link', 'set', devices[0], 'netns', novice.name, 'name', DEVICE)
  run('ip', 'link', 'set', devices[1], 'netns', expert.name, 'name', DEVICE)
  bringUp(novice, ENDS[0].address)
  bringUp(expert, ENDS[1].address)
}

function bringUp({ name }: Namespace, address: string): void {
  run('ip', '-n', name, 'address', 'add', `${address}/${PREFIX_LENGTH}`, 'dev', DEVICE)
  run('ip', '-n', name, 'link', 'set', DEVICE, 'up')
}

function networkOf({ name, prefix }: Namespace, folder: string, endings: Endings): Network {
  return {
    prefix,
    reach: async (port) => {
      const path = join(folder, `${name}-${port}`)
      const source = join(import.meta.dirname, 'door.ts')
      const door = await startHelper([...prefix, process.execPath, source, path, String(port)])
      const { port: outside, close } = await doorTo(path)
      endings.push(close, () => door.end())
      return outside
    },
  }
}
