// Bench. A small process beside the measured ones: there when it says "ready", gone when its standard input ends.

import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type Helper = { end(): Promise<void> }

/** Throws with what it said when it ends before it is ready. */
export async function startHelper([command = '', ...args]: readonly string[]): Promise<Helper> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await Promise.race([
    once(child.stdout, 'data'),
    gone.then(() => Promise.reject(new Error(`${command} ${args.join(' ')}: ${errors}`))),
  ])
  return {
    end: async () => {
      child.stdin.end()
      await gone
    },
  }
}
