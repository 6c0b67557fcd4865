// Tests. A port mapper that runs inside a network namespace and obeys on standard input, one JSON line for each order; it
// answers each with one line: how long it took, and what is seen then. Arguments: the ticket store's file.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { systemClock, systemTimers } from '../../ports.ts'
import type { Clock } from '../../ports.ts'
import { openTicketStore } from '../../ticket-store/disk-ticket-store.ts'
import { random, testBox } from '../../ticket-store/testing/fixtures.ts'
import { systemRouters } from '../network.ts'
import { createPortMapper } from '../port-mapper.ts'
import type { MapperOrder, MapperReport } from './mapper-orders.ts'

const [file = ':memory:'] = process.argv.slice(2)
let passed = 0
const clock: Clock = {
  now: () => systemClock.now() + passed,
  monotonic: () => systemClock.monotonic() + passed,
}
const store = openTicketStore({ file, clock, secretBox: testBox(), random })
const log: string[] = []
const news: MapperReport['news'][number][] = []
const note = (message: string, details?: unknown) => log.push(`${message}: ${String(details)}`)
const mapper = createPortMapper({
  clock,
  timers: systemTimers,
  network: systemRouters(note),
  book: store.mappings,
  log: note,
  news: (one) => news.push(one),
  changed: () => undefined,
})

/** The listener whose port is mapped: it greets whoever comes through. */
async function listen(port: number) {
  const server = createServer((socket) => socket.end('here I am'))
  server.listen(port)
  await once(server, 'listening')
}

async function obey(order: MapperOrder) {
  switch (order.kind) {
    case 'listen':
      return listen(order.port)
    case 'follow':
      return mapper.follow(order.need ?? undefined)
    case 'later':
      passed += order.minutes * 60_000
      return mapper.again()
    case 'close':
      return mapper.close()
  }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const began = performance.now()
  await obey(JSON.parse(line) as MapperOrder)
  const report: MapperReport = {
    ms: Math.round(performance.now() - began),
    view: mapper.view(),
    external: mapper.external(),
    written: store.mappings.all(),
    news,
    log,
  }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
store.close()
process.exit(0)
