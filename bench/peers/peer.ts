// Bench. A peer: a program that shows one person's screen to another, as ours does; how its two halves start, and how
// one sees that they are connected.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { sleep } from '../clock/nap.ts'
import { listens } from '../line/counters.ts'
import type { Line } from '../line/line.ts'
import { focusWindow } from '../stage.ts'
import type { Carrier } from '../stage/carrier.ts'
import { type End, type Endings, type RunningProgram, endAll, openDesk, startOn } from '../stage/end.ts'

export type Peer = {
  /** As on the command line. */
  readonly name: string
  /** As in the table. */
  readonly title: string
  /** Programs that must be installed. */
  readonly needs: readonly string[]
  open(line: Line): Promise<Carrier>
}

/** What a peer of two programs is made of. The viewer fills the expert's screen, one pixel for one. */
export type Halves = {
  readonly port: number
  server(display: string, port: number): readonly string[]
  viewer(address: string, port: number): readonly string[]
  /** Of the viewer's window; a regular expression of xdotool's. */
  readonly windowTitle: string
}

const LISTEN_MS = 10_000

export const isInstalled = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

/** Starts the server; the viewer starts when a first frame is asked for. */
export async function openPeer(line: Line, halves: Halves): Promise<Carrier> {
  const endings: Endings = []
  const close = () => endAll(endings)
  try {
    return { ...(await play(line, halves, endings)), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function play(line: Line, halves: Halves, endings: Endings): Promise<Omit<Carrier, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const home = { HOME: folder, XDG_CONFIG_HOME: folder, XAUTHORITY: '' }
  const [left, right] = [await openDesk(endings), await openDesk(endings)]
  const words = halves.server(left.display.display, halves.port)
  const server = await startOn(left.display, [...(line.novice?.prefix ?? []), ...words], home)
  endings.push(server.end)
  let viewer: RunningProgram | undefined
  endings.push(() => viewer?.end())
  const novice: End = { ...left, pid: () => server.child.pid ?? 0 }
  const expert: End = { ...right, pid: () => viewer?.child.pid ?? 0 }
  await listening(server, halves.port)
  return {
    novice,
    expert,
    program: async (command, ...args) => {
      const program = await startOn(left.display, [command, ...args])
      endings.push(program.end)
      return program
    },
    focusViewer: () => {
      focusWindow(expert, halves.windowTitle)
      return Promise.resolve()
    },
    prepare: () => listening(server, halves.port),
    begin: async () => {
      const command = [...(line.expert?.prefix ?? []), ...halves.viewer(line.address, halves.port)]
      viewer = await startOn(right.display, command, home)
    },
    leave: async () => {
      await viewer?.end()
      // The server has to notice, and the window manager to clear the screen.
      await sleep(700)
    },
    control: () => Promise.resolve(),
  }
}

/** Without a connection of our own, which some servers would take for the viewer. */
async function listening({ child }: RunningProgram, port: number): Promise<void> {
  const until = performance.now() + LISTEN_MS
  const sockets = () =>
    ['tcp', 'tcp6'].map((name) => readFileSync(`/proc/${child.pid ?? 0}/net/${name}`, 'utf8')).join('\n')
  while (child.exitCode === null && !listens(sockets(), port)) {
    if (performance.now() > until) throw new Error(`${child.spawnargs.join(' ')}: nobody listens`)
    await sleep(10)
  }
  if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')}: ended with ${child.exitCode}`)
}
