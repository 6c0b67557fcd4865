// Tests, demo and bench. One job: an X display of their own (Xvfb), ready when the promise resolves, gone after stop().

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Pixels, readXwd } from './xwd.ts'

export type { Pixels } from './xwd.ts'

export type DisplayOptions = {
  readonly width: number
  readonly height: number
  /** Run openbox on it, so that windows get the focus and a title bar. */
  readonly windowManager?: boolean
  /** The first display number to try; the next nineteen follow when it is taken. */
  readonly firstNumber?: number
}

export type Display = {
  /** As in DISPLAY, `:70`. */
  readonly display: string
  readonly pid: number
  /** What is on the screen now, read from the server's own memory file: the ground truth of every pixel test. */
  readonly framebuffer: () => Pixels
  /** Ends the window manager and the server and waits until both are gone. Safe to call twice. */
  readonly stop: () => Promise<void>
}

const ATTEMPTS = 20
/** Openbox takes some 50 ms on a machine that has nothing else to do. */
const LIMIT_MS = 60_000
const PAUSE_MS = 20

const run = promisify(execFile)

/**
 * Starts an Xvfb of 24 bit depth on a free display number.
 * Throws when none of the numbers can be had: a test without a display has nothing to say.
 */
export async function startDisplay(options: DisplayOptions): Promise<Display> {
  const first = options.firstNumber ?? 70
  const reasons: string[] = []
  for (let number = first; number < first + ATTEMPTS; number++) {
    const server = await startServer(number, options)
    if (typeof server === 'string') reasons.push(server)
    else return finish(server, options)
  }
  throw new Error(`no display from :${first} on: ${reasons.at(-1) ?? ''}`)
}

type Server = { readonly child: ChildProcess; readonly display: string; readonly folder: string }

/** The server, or why it did not start (usually: this number is in use). */
async function startServer(number: number, { width, height }: DisplayOptions): Promise<Server | string> {
  const folder = mkdtempSync(join(tmpdir(), 'display-'))
  const display = `:${number}`
  // -noreset: without it the server starts anew, and clears the screen, whenever the last client leaves.
  const screen = ['-screen', '0', `${width}x${height}x24`, '-fbdir', folder, '-noreset', '-nolisten', 'tcp']
  const child = spawn('Xvfb', [display, '-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-2000)))
  const ready = await new Promise<boolean>((resolve) => {
    ;(child.stdio[3] as Readable).once('data', () => resolve(true))
    child.once('error', () => resolve(false))
    child.once('exit', () => resolve(false))
  })
  if (ready) return { child, display, folder }
  rmSync(folder, { recursive: true, force: true })
  return complaint.trim()
}

async function finish({ child, display, folder }: Server, options: DisplayOptions): Promise<Display> {
  const children = [child]
  const guard = killWhenWeDie(child, folder)
  if (options.windowManager === true) {
    const manager = spawn('openbox', ['--sm-disable'], {
      env: { ...process.env, DISPLAY: display },
      stdio: 'ignore',
    })
    children.unshift(manager)
    await windowManagerIs(display)
  }
  return {
    display,
    pid: child.pid ?? 0,
    framebuffer: () => readXwd(readFileSync(join(folder, 'Xvfb_screen0'))),
    stop: async () => {
      guard.kill('SIGKILL')
      for (const each of children) await gone(each)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A test that is killed cannot clean up: a shell waits for the end of our pipe, which comes whatever happens to us. */
function killWhenWeDie(server: ChildProcess, folder: string): ChildProcess {
  const wait = 'read -r _; kill -9 "$1"; rm -rf "$2"'
  return spawn('sh', ['-c', wait, 'sh', String(server.pid ?? 0), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

/**
 * Resolves when a window manager announced itself on the root window. Asked again and again: `xprop -spy` lists what there
 * is before it listens, and what is announced in between is never told.
 */
async function windowManagerIs(display: string): Promise<void> {
  const end = performance.now() + LIMIT_MS
  for (;;) {
    const { stdout } = await run('xprop', ['-display', display, '-root', '_NET_SUPPORTING_WM_CHECK'])
    if (stdout.includes('window id')) return
    if (performance.now() > end) throw new Error(`no window manager on ${display}`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const hard = setTimeout(() => child.kill('SIGKILL'), 2000)
  await exited
  clearTimeout(hard)
}
