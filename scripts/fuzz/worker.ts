// Fuzzing. The thread that tries one target for some seconds.

import { parentPort, workerData } from 'node:worker_threads'
import { keptInputs } from './corpus.ts'
import { noteCourse, type Done, type Order } from './course.ts'
import { fuzz } from './fuzz.ts'
import { targets } from './targets.ts'

const order = workerData as Order
const target = targets.find(({ name }) => name === order.name)
if (target === undefined) throw new Error(`no target ${order.name}`)

const until = performance.now() + order.seconds * 1000
let runs = 0
const report = await fuzz(target, {
  seed: order.seed,
  kept: keptInputs(target.name),
  goesOn: () => performance.now() < until,
  before: (input) => noteCourse(order.shared, (runs += 1), input),
})
const done: Done = {
  runs: report.runs,
  outcomes: report.outcomes.size,
  crashes: report.crashes.map((crash) => ({ kind: 'crash', ...crash })),
}
parentPort?.postMessage(done)
