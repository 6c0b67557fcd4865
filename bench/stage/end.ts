// Bench. One end of a session, whoever carries the picture: a display, an eye on it, a hand, and programs that run on it.
// A row needs nothing else, so the same row measures our app and its peers.

import { type ChildProcess, spawn } from 'node:child_process'
import { type Display, startDisplay } from '../../e2e/displays/xvfb.ts'
import { type ScreenFile, openScreenFile } from '../clock/screen-file.ts'
import { type XClient, openXClient } from '../clock/x-client.ts'

/** What is to be seen and touched. */
export type Desk = { readonly display: Display; readonly eye: ScreenFile; readonly hand: XClient }

export type End = Desk & {
  /** The process below which all processes of this end are. */
  pid(): number
}

/** Two ends with a session between them. */
export type Pair = {
  readonly novice: End
  readonly expert: End
  /** A program on the novice's screen; gone with the pair or by its own end(). */
  program(command: string, ...args: readonly string[]): Promise<RunningProgram>
  /** The expert's keyboard goes to what shows the novice's screen. */
  focusViewer(): Promise<void>
}

export type RunningProgram = { readonly child: ChildProcess; end(): Promise<void> }

/** What is to be done at the end, in reverse order. */
export type Endings = (() => unknown)[]

const SIZE = { width: 1280, height: 800, windowManager: true }
const FIRST_DISPLAY = Number(process.env['BENCH_DISPLAY'] ?? 100)

export async function openDesk(endings: Endings): Promise<Desk> {
  const display = await startDisplay({ ...SIZE, firstNumber: FIRST_DISPLAY })
  endings.push(display.stop)
  const eye = openScreenFile(display)
  const hand = openXClient(display.display)
  endings.push(
    () => eye.close(),
    () => hand.close(),
  )
  return { display, eye, hand }
}

export async function endAll(endings: Endings): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end()
}

/** Resolves when it runs; throws when there is no such command. */
export async function startOn(
  display: Display,
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env, DISPLAY: display.display },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  // Nobody reads it unless a row does; a full pipe would stop the program.
  child.stdout.resume()
  child.stderr.resume()
  return {
    child,
    end: async () => {
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 3000)
      await gone
      clearTimeout(hard)
    },
  }
}
