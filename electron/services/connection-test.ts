// Services. "Test my connection": gathers what this computer can find out by itself in a few seconds. Nothing leaves it
// but connections to its own addresses; the routers are asked by the port mapping, not here.

import type { ConnectionTestView } from '../../shared/diagnosis.ts'
import { usable } from '../domain/addresses/own-addresses.ts'
import { diagnose } from '../domain/diagnosis/diagnose.ts'
import type { Facts } from '../domain/diagnosis/diagnose.ts'
import type { Clock, Log, Timers } from './ports.ts'

/** An own address answers within a millisecond or not at all. */
export const PROBE_MS = 2_000
/** NET-4 gives routers 3 s. */
export const ROUTERS_MS = 5_000
/** Fewer than the listener lets wait, so that an expert who knocks meanwhile finds room. */
const AT_ONCE = 3
/** A computer with more addresses has learned enough from these. */
const MOST_PROBED = 16

export type ConnectionTest = {
  /** Begins afresh; does nothing while one is running. */
  start(): void
  /** The result of the test before is shown again, where there is one. */
  cancel(): void
  view(): ConnectionTestView
}

type Ports = {
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  /** What is known at this moment. */
  facts(): Omit<Facts, 'answered'>
  /** A whole TLS handshake with this computer at one of its own addresses; false: not reached, or aborted. */
  reachesItself(host: string, port: number, signal: AbortSignal): Promise<boolean>
  /** Resolves when the routers have answered or their time is over. */
  routersAnswered(): Promise<void>
  changed(): void
}

type Running = { readonly abort: AbortController; view: ConnectionTestView }

export function createConnectionTest(ports: Ports): ConnectionTest {
  const { clock, timers, log } = ports
  let last: ConnectionTestView = { kind: 'idle' }
  let running: Running | undefined

  async function run(signal: AbortSignal, show: (view: ConnectionTestView) => void) {
    const { found, listener } = ports.facts()
    const answered = new Set<string>()
    if (listener.kind === 'open') {
      const hosts = [...new Set(usable(found).map(({ host }) => host))].slice(0, MOST_PROBED)
      const left = [...hosts]
      let done = 0
      const progress = () => show({ kind: 'running', step: 'listener', done, total: hosts.length })
      const one = async () => {
        for (let host = left.shift(); host !== undefined && !signal.aborted; host = left.shift()) {
          if (await probe(host, listener.port, signal)) answered.add(host)
          done += 1
          progress()
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, one))
      show({ kind: 'running', step: 'routers', done: hosts.length, total: hosts.length })
      await withinTime(ROUTERS_MS, signal, ports.routersAnswered())
    }
    return diagnose({ ...ports.facts(), answered })
  }

  function probe(host: string, port: number, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController()
    const cancel = timers.after(PROBE_MS, () => over.abort())
    return ports.reachesItself(host, port, AbortSignal.any([signal, over.signal])).finally(cancel)
  }

  /** Resolves when `job` does, when the time is over, or when the test was cancelled. */
  function withinTime(ms: number, signal: AbortSignal, job: Promise<void>): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const over = () => {
        cancel()
        resolve()
      }
      const cancel = timers.after(ms, over)
      signal.addEventListener('abort', over, { once: true })
      void job.then(over, over)
    })
  }

  return {
    start: () => {
      if (running) return
      const abort = new AbortController()
      const mine: Running = { abort, view: { kind: 'running', step: 'listener', done: 0, total: 0 } }
      running = mine
      const over = (result: ConnectionTestView) => {
        if (running !== mine) return
        running = undefined
        last = result
        ports.changed()
      }
      run(abort.signal, (view) => {
        mine.view = view
        if (running === mine) ports.changed()
      }).then(
        (diagnosis) => over({ kind: 'done', at: clock.now(), diagnosis }),
        (cause: unknown) => {
          log('the connection test failed', cause)
          over(last)
        },
      )
      ports.changed()
    },
    cancel: () => {
      running?.abort.abort()
      running = undefined
      ports.changed()
    },
    view: () => running?.view ?? last,
  }
}
