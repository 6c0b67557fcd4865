// Test networks. A program of ours in a process of its own, wherever it runs: lines in, lines out.

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export type Player = {
  readonly child: ChildProcess
  readonly first: string
  /** Writes a line and resolves with the next one that comes back. */
  ask(line: string): Promise<string>
  next(): Promise<string>
  kill(): Promise<void>
}

/** Resolves when it has written its first line. `script`: what it is called when it ends too soon. */
export async function playerOf(child: ChildProcess, script: string): Promise<Player> {
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (more: string) => (complaint += more))
  if (!child.stdout) throw new Error('no output')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${script} ended: ${complaint}`)
    return value
  }
  return {
    child,
    first: await next(),
    next,
    ask: (line) => {
      child.stdin?.write(`${line}\n`)
      return next()
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
