// npm run fuzz -- --seconds N [--only NAME] [--seed N]: tries the readers of everything strangers send with hostile inputs, each
// for its share of the time. Exit code 1 on a crash or a hang; what caused it is kept in scripts/fuzz/corpus.

import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { keep } from './fuzz/corpus.ts'
import { INPUT_ROOM, readCourse, type Done, type Order } from './fuzz/course.ts'
import { targets } from './fuzz/targets.ts'

/** The longest that one input may take; every reader needs far less than a second. */
const HANG_MS = 20_000

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const seed = Number(values.seed)
const chosen = targets.filter(({ name }) => values.only === undefined || name.includes(values.only))
if (chosen.length === 0 || !(Number(values.seconds) > 0) || !Number.isInteger(seed)) {
  process.stderr.write(`Usage: npm run fuzz -- --seconds N [--only NAME] [--seed N]\nTargets: `)
  process.stderr.write(`${targets.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}

const seconds = Number(values.seconds) / chosen.length
process.stdout.write(`seed ${seed}, ${seconds.toFixed(1)} s for each of ${chosen.length} targets\n`)
let failures = 0
for (const { name } of chosen) {
  const done = await runIn({ name, seconds, seed })
  failures += done.crashes.length
  process.stdout.write(
    `${name.padEnd(22)} ${String(done.runs).padStart(9)} inputs  ${String(done.outcomes).padStart(4)} outcomes  ${done.crashes.length} crashes\n`,
  )
  for (const { kind, input, why } of done.crashes)
    process.stdout.write(
      `  ${kind} kept in ${keep(name, kind, input)}\n  ${why.split('\n').slice(0, 4).join('\n  ')}\n`,
    )
}
process.exitCode = failures > 0 ? 1 : 0

/** In a thread of its own, which can be ended when an input does not. */
function runIn(order: Omit<Order, 'shared'>): Promise<Done> {
  const shared = new SharedArrayBuffer(INPUT_ROOM)
  const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), {
    workerData: { ...order, shared },
  })
  return new Promise((resolve, reject) => {
    let last = -1
    const watch = setInterval(() => {
      const { runs, input } = readCourse(shared)
      if (runs === last) {
        end({ runs, outcomes: 0, crashes: [{ kind: 'hang', input, why: `no end after ${HANG_MS} ms` }] })
      }
      last = runs
    }, HANG_MS)
    const end = (done: Done) => {
      clearInterval(watch)
      void worker.terminate().then(() => resolve(done))
    }
    worker.once('message', end)
    worker.once('error', (cause: unknown) => {
      clearInterval(watch)
      const { runs, input } = readCourse(shared)
      if (runs === 0) reject(new Error('the thread did not start', { cause }))
      // Thrown where no `run` could catch it: in a callback, a stream, a promise that nobody awaits.
      else
        resolve({
          runs,
          outcomes: 0,
          crashes: [
            {
              kind: 'crash',
              input,
              why: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
            },
          ],
        })
    })
  })
}
