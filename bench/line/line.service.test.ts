// Real namespaces, and the real kernel between them. Where they cannot be made (no root, no iproute2) there is nothing
// to test: the bench then measures on loopback.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Line, openLine } from './line.ts'
import { LINES, type LineName } from './lines.ts'

const PORT = 7000
const ECHO = `require('node:net').createServer((s) => s.pipe(s)).listen(${PORT}, () => console.log('ready'))`
const ASK = `const socket = require('node:net').connect(${PORT}, process.argv[1])
let [begun, shortest, rounds] = [0, Infinity, 0]
const knock = () => {
  begun = performance.now()
  socket.write('knock')
}
socket.once('connect', knock).on('data', () => {
  shortest = Math.min(shortest, performance.now() - begun)
  if (++rounds < 10) return knock()
  console.log(shortest)
  process.exit()
})`

const probe = `bench-probe-${process.pid}`
const canJoin =
  spawnSync('ip', ['netns', 'add', probe]).status === 0 &&
  spawnSync('ip', ['netns', 'delete', probe]).status === 0

let line: Line | undefined
afterEach(() => line?.close())

/** A server in the novice's namespace. */
async function opened(name: LineName): Promise<{ readonly line: Line; readonly echo: ChildProcess }> {
  const found = (line = await openLine(name))
  const [command, ...words] = [...(found.novice?.prefix ?? []), process.execPath, '-e', ECHO]
  const echo = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(echo.stdout, 'data')
  return { line: found, echo }
}

/** Milliseconds of the shortest of ten round trips from the expert's namespace. */
function roundTrip({ expert, address }: Line): number {
  const [command, ...words] = [...(expert?.prefix ?? []), process.execPath, '-e', ASK, address]
  return Number(spawnSync(command, words, { encoding: 'utf8' }).stdout)
}

const endOf = ({ pid = 0 }: ChildProcess) => ({ pid: () => pid })

describe.skipIf(!canJoin)('a line between two namespaces', () => {
  it.each(['clean', '10mbit', 'lossy'] as const)(
    '%s: joins them, counts, and leaves nothing',
    async (name) => {
      const { line: found, echo } = await opened(name)
      expect(found.bytes(endOf(echo), endOf(echo))).toBe(0)
      expect(roundTrip(found)).toBeGreaterThanOrEqual(2 * (LINES[name].delayMs ?? 0))
      // SYN and its answer at the least.
      expect(found.bytes(endOf(echo), endOf(echo))).toBeGreaterThanOrEqual(2 * 60)
      const exited = once(echo, 'exit')
      await found.close()
      await exited
      expect(spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout).not.toContain(
        `bench-${process.pid}-`,
      )
    },
  )

  it('brings a port of the other loopback to ours', async () => {
    const { line: found } = await opened('clean')
    const socket = connect((await found.novice?.reach(PORT)) ?? 0, '127.0.0.1')
    socket.write('knock')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe('knock')
    socket.destroy()
  })
})
